//! The closed vocabulary of times and amounts: months, units, numbers in words, the small words between them.
//!
//! One table, looked up once for each word of a text; the grammars match on [`Word`] and never compare strings.
//! Names of currencies and of units of measure stand with amounts, which alone need them.

mod words;

use std::collections::HashMap;
use std::sync::OnceLock;

/// What a word can do in a time expression or an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// No word of the lexicon.
    Other,
    /// Digits, with the points and commas inside.
    Figure,
    /// One character that is neither letter nor digit.
    Mark(char),
    /// "January", "Jan": 1 to 12.
    Month(i8),
    /// A month in another language of Europe, without its accents.
    ForeignMonth(i8),
    /// "de": between the parts of a date in Spanish and Portuguese.
    De,
    /// "season": of a sport.
    Contest,
    /// "Monday": 1 to 7.
    Weekday(i8),
    /// "Mon", which is a word of its own only beside a date.
    ShortWeekday(i8),
    /// "Mondays".
    Weekdays(i8),
    /// "week".
    Unit(Unit),
    /// "weeks".
    Units(Unit),
    /// "weekly".
    Rate(Unit),
    /// "spring".
    Season(Season),
    /// "Q1".
    Quarter(i8),
    /// "morning".
    Part(Part),
    /// "noon", "midnight": its hour.
    Hour(i8),
    /// "a.m." is false, "p.m." true.
    Meridiem(bool),
    /// "UTC", "EDT": a zone of time, and its minutes east of Greenwich.
    Zone(i16),
    /// "today" and its neighbours, in days.
    Today(i8),
    /// "tonight".
    Tonight,
    /// "overnight".
    Overnight,
    /// "weekend".
    Weekend,
    /// "seven", up to "ninety".
    Cardinal(u8),
    /// "seventh", up to "ninetieth".
    Ordinal(u8),
    /// "million": the power of ten.
    Scale(u8),
    /// "millions".
    Scales(u8),
    /// "sixties": the first year within the century.
    Tens(u8),
    /// "several", "few", "many".
    Some,
    /// "couple".
    Couple,
    /// "dozen".
    Dozen,
    /// "half".
    Half,
    /// "the".
    The,
    /// "a", "an".
    A,
    /// "this".
    This,
    /// "that".
    That,
    /// "these", "those".
    These,
    /// "his", "their" …
    Possessive,
    /// "last".
    Last,
    /// "past".
    Past,
    /// "previous", "preceding".
    Previous,
    /// "next".
    Next,
    /// "coming", "upcoming".
    Coming,
    /// "following".
    Following,
    /// "current".
    Current,
    /// "same".
    Same,
    /// "latest", "most recent".
    Latest,
    /// "recent".
    Recent,
    /// "earlier".
    Earlier,
    /// "later".
    Later,
    /// "ago".
    Ago,
    /// "back".
    Back,
    /// "before".
    Before,
    /// "after".
    After,
    /// "prior".
    Prior,
    /// "early".
    Early,
    /// "mid", "middle".
    Mid,
    /// "late".
    Late,
    /// "start", "beginning".
    Start,
    /// "end".
    End,
    /// "every", "each".
    Every,
    /// "per".
    Per,
    /// "once".
    Once,
    /// "twice".
    Twice,
    /// "other".
    Another,
    /// "of".
    Of,
    /// "in".
    In,
    /// "on".
    On,
    /// "at".
    At,
    /// "by".
    By,
    /// "to".
    To,
    /// "and".
    And,
    /// "or".
    Or,
    /// "from".
    From,
    /// "for".
    For,
    /// "since".
    Since,
    /// "until", "till".
    Until,
    /// "between".
    Between,
    /// "within".
    Within,
    /// "during", "throughout".
    During,
    /// "as".
    As,
    /// "about", "around", "nearly".
    About,
    /// "more", "less", "fewer", "longer".
    More,
    /// "than".
    Than,
    /// "over", "under".
    Over,
    /// "up".
    Up,
    /// "least", "most".
    Least,
    /// "just", "only".
    Just,
    /// "full", "straight", "whole": between a number and its unit.
    Whole,
    /// "long".
    Long,
    /// "old".
    Old,
    /// "now", "currently".
    Now,
    /// "right", "just": before "now".
    Right,
    /// "recently", "lately".
    Recently,
    /// "soon".
    Soon,
    /// "future".
    Future,
    /// "present", "moment".
    Present,
    /// "time".
    Time,
    /// "times".
    Times,
    /// "date".
    Date,
    /// "period".
    Period,
    /// "local".
    Local,
    /// "fiscal", "financial".
    Fiscal,
    /// "eve".
    Eve,
    /// "christmas", "halloween": a feast with a date of its own.
    Feast(Feast),
    /// "o'clock".
    OClock,
    /// "AD", "BC", "CE".
    Era(bool),
    /// "rush": of an hour.
    Rush,
    /// "hundredths" and other words that only make a range read on: "so" in "or so".
    So,
    /// "metres", "km", "barrels".
    Measure,
    /// "percent".
    Percent,
    /// "cent" after "per".
    Cent,
    /// "percentage", "basis".
    Basis,
    /// "point", "points".
    Points,
    /// A verb form that says when: see [`Tense`].
    Verb(Tense),
    /// "be", "is", "are".
    Is,
    /// "agreed", "scheduled", "due": what follows with "to" or "for" lies ahead.
    Ahead,
    /// Any other word that holds no noun: "with", "who", "which".
    Function,
    /// "Mr", "Gov": its point ends no sentence.
    Title,
}

/// Units of time, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Seasons of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Parts of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// Feasts whose day the year alone tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    Christmas,
    NewYear,
    Halloween,
    Thanksgiving,
    Boxing,
}

/// What a verb tells about the time of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "said".
    Past,
    /// "will".
    Future,
}

/// The longest word of the table, in bytes; longer ones are not looked up.
pub const LONGEST: usize = 14;

/// What `word` (in small ASCII letters, with straight apostrophes) can do.
pub fn look_up(word: &str) -> Word {
    static TABLE: OnceLock<HashMap<&'static str, Word>> = OnceLock::new();
    let table = TABLE.get_or_init(|| words::rows().collect());
    table.get(word).copied().unwrap_or(Word::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_once_and_can_be_looked_up() {
        let mut seen = std::collections::HashSet::new();
        for (word, meaning) in words::rows() {
            assert!(seen.insert(word), "{word} stands twice");
            assert!(word.len() <= LONGEST && !word.bytes().any(|byte| byte.is_ascii_uppercase()), "{word}");
            assert_eq!(look_up(word), meaning);
        }
    }
}
