//! The closed vocabulary of times and amounts: months, units, numbers in words, the small words between them.
//!
//! One table, looked up once for each word of a text; the grammars match on [`Word`] and never compare strings.
//! Names of currencies and of units of measure stand with amounts, which alone need them.

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

/// A row of the table: words that do the same thing, by spaces.
type Row = (&'static str, Word);

const CALENDAR: &[Row] = &[
    ("january jan", Word::Month(1)),
    ("february feb", Word::Month(2)),
    ("march mar", Word::Month(3)),
    ("april apr", Word::Month(4)),
    ("may", Word::Month(5)),
    ("june jun", Word::Month(6)),
    ("july jul", Word::Month(7)),
    ("august aug", Word::Month(8)),
    ("september sept sep", Word::Month(9)),
    ("october oct", Word::Month(10)),
    ("november nov", Word::Month(11)),
    ("december dec", Word::Month(12)),
    ("monday", Word::Weekday(1)),
    ("tuesday", Word::Weekday(2)),
    ("wednesday", Word::Weekday(3)),
    ("thursday", Word::Weekday(4)),
    ("friday", Word::Weekday(5)),
    ("saturday", Word::Weekday(6)),
    ("sunday", Word::Weekday(7)),
    ("mon", Word::ShortWeekday(1)),
    ("tue tues", Word::ShortWeekday(2)),
    ("wed weds", Word::ShortWeekday(3)),
    ("thu thur thurs", Word::ShortWeekday(4)),
    ("fri", Word::ShortWeekday(5)),
    ("sat", Word::ShortWeekday(6)),
    ("sun", Word::ShortWeekday(7)),
    ("mondays", Word::Weekdays(1)),
    ("tuesdays", Word::Weekdays(2)),
    ("wednesdays", Word::Weekdays(3)),
    ("thursdays", Word::Weekdays(4)),
    ("fridays", Word::Weekdays(5)),
    ("saturdays", Word::Weekdays(6)),
    ("sundays", Word::Weekdays(7)),
    ("q1", Word::Quarter(1)),
    ("q2", Word::Quarter(2)),
    ("q3", Word::Quarter(3)),
    ("q4", Word::Quarter(4)),
    ("spring springtime", Word::Season(Season::Spring)),
    ("summer summertime", Word::Season(Season::Summer)),
    ("autumn fall", Word::Season(Season::Autumn)),
    ("winter wintertime", Word::Season(Season::Winter)),
    ("christmas xmas", Word::Feast(Feast::Christmas)),
    ("halloween", Word::Feast(Feast::Halloween)),
    ("thanksgiving", Word::Feast(Feast::Thanksgiving)),
    ("boxing", Word::Feast(Feast::Boxing)),
    ("eve", Word::Eve),
    ("bc bce", Word::Era(true)),
    ("ad ce", Word::Era(false)),
];

const UNITS: &[Row] = &[
    ("minute min", Word::Unit(Unit::Minute)),
    ("hour hr", Word::Unit(Unit::Hour)),
    ("day", Word::Unit(Unit::Day)),
    ("week", Word::Unit(Unit::Week)),
    ("fortnight", Word::Unit(Unit::Fortnight)),
    ("month", Word::Unit(Unit::Month)),
    ("quarter", Word::Unit(Unit::Quarter)),
    ("year", Word::Unit(Unit::Year)),
    ("decade", Word::Unit(Unit::Decade)),
    ("century", Word::Unit(Unit::Century)),
    ("millennium", Word::Unit(Unit::Millennium)),
    ("seconds secs", Word::Units(Unit::Second)),
    ("minutes mins", Word::Units(Unit::Minute)),
    ("hours hrs", Word::Units(Unit::Hour)),
    ("days", Word::Units(Unit::Day)),
    ("nights", Word::Units(Unit::Night)),
    ("weeks", Word::Units(Unit::Week)),
    ("fortnights", Word::Units(Unit::Fortnight)),
    ("months", Word::Units(Unit::Month)),
    ("quarters", Word::Units(Unit::Quarter)),
    ("years yrs", Word::Units(Unit::Year)),
    ("decades", Word::Units(Unit::Decade)),
    ("centuries", Word::Units(Unit::Century)),
    ("millennia", Word::Units(Unit::Millennium)),
    ("hourly", Word::Rate(Unit::Hour)),
    ("daily", Word::Rate(Unit::Day)),
    ("weekly", Word::Rate(Unit::Week)),
    ("fortnightly biweekly", Word::Rate(Unit::Fortnight)),
    ("monthly", Word::Rate(Unit::Month)),
    ("quarterly", Word::Rate(Unit::Quarter)),
    ("annual annually yearly", Word::Rate(Unit::Year)),
    ("weekend weekends", Word::Weekend),
    ("morning mornings", Word::Part(Part::Morning)),
    ("afternoon afternoons", Word::Part(Part::Afternoon)),
    ("evening evenings", Word::Part(Part::Evening)),
    ("night", Word::Part(Part::Night)),
    ("noon midday", Word::Hour(12)),
    ("midnight", Word::Hour(0)),
    ("am a.m. a.m", Word::Meridiem(false)),
    ("pm p.m. p.m", Word::Meridiem(true)),
    ("o'clock", Word::OClock),
    ("utc gmt wet", Word::Zone(0)),
    ("bst cet wat", Word::Zone(60)),
    ("cest sast eet cat", Word::Zone(120)),
    ("eest msk eat trt", Word::Zone(180)),
    ("pkt", Word::Zone(300)),
    ("ist", Word::Zone(330)),
    ("ict wib", Word::Zone(420)),
    ("hkt awst", Word::Zone(480)),
    ("jst kst", Word::Zone(540)),
    ("acst", Word::Zone(570)),
    ("aest", Word::Zone(600)),
    ("aedt", Word::Zone(660)),
    ("nzst", Word::Zone(720)),
    ("nzdt", Word::Zone(780)),
    ("adt brt", Word::Zone(-180)),
    ("edt ast", Word::Zone(-240)),
    ("est et cdt", Word::Zone(-300)),
    ("cst ct mdt", Word::Zone(-360)),
    ("mst mt pdt", Word::Zone(-420)),
    ("pst pt akdt", Word::Zone(-480)),
    ("akst", Word::Zone(-540)),
    ("hst", Word::Zone(-600)),
];

const NUMBERS: &[Row] = &[
    ("zero", Word::Cardinal(0)),
    ("one", Word::Cardinal(1)),
    ("two", Word::Cardinal(2)),
    ("three", Word::Cardinal(3)),
    ("four", Word::Cardinal(4)),
    ("five", Word::Cardinal(5)),
    ("six", Word::Cardinal(6)),
    ("seven", Word::Cardinal(7)),
    ("eight", Word::Cardinal(8)),
    ("nine", Word::Cardinal(9)),
    ("ten", Word::Cardinal(10)),
    ("eleven", Word::Cardinal(11)),
    ("twelve", Word::Cardinal(12)),
    ("thirteen", Word::Cardinal(13)),
    ("fourteen", Word::Cardinal(14)),
    ("fifteen", Word::Cardinal(15)),
    ("sixteen", Word::Cardinal(16)),
    ("seventeen", Word::Cardinal(17)),
    ("eighteen", Word::Cardinal(18)),
    ("nineteen", Word::Cardinal(19)),
    ("twenty", Word::Cardinal(20)),
    ("thirty", Word::Cardinal(30)),
    ("forty", Word::Cardinal(40)),
    ("fifty", Word::Cardinal(50)),
    ("sixty", Word::Cardinal(60)),
    ("seventy", Word::Cardinal(70)),
    ("eighty", Word::Cardinal(80)),
    ("ninety", Word::Cardinal(90)),
    ("hundred", Word::Scale(2)),
    ("thousand", Word::Scale(3)),
    ("lakh lac", Word::Scale(5)),
    ("million", Word::Scale(6)),
    ("crore", Word::Scale(7)),
    ("billion", Word::Scale(9)),
    ("trillion", Word::Scale(12)),
    ("hundreds", Word::Scales(2)),
    ("thousands", Word::Scales(3)),
    ("lakhs", Word::Scales(5)),
    ("millions", Word::Scales(6)),
    ("crores", Word::Scales(7)),
    ("billions", Word::Scales(9)),
    ("trillions", Word::Scales(12)),
    ("first", Word::Ordinal(1)),
    ("second", Word::Ordinal(2)),
    ("third", Word::Ordinal(3)),
    ("fourth", Word::Ordinal(4)),
    ("fifth", Word::Ordinal(5)),
    ("sixth", Word::Ordinal(6)),
    ("seventh", Word::Ordinal(7)),
    ("eighth", Word::Ordinal(8)),
    ("ninth", Word::Ordinal(9)),
    ("tenth", Word::Ordinal(10)),
    ("eleventh", Word::Ordinal(11)),
    ("twelfth", Word::Ordinal(12)),
    ("thirteenth", Word::Ordinal(13)),
    ("fourteenth", Word::Ordinal(14)),
    ("fifteenth", Word::Ordinal(15)),
    ("sixteenth", Word::Ordinal(16)),
    ("seventeenth", Word::Ordinal(17)),
    ("eighteenth", Word::Ordinal(18)),
    ("nineteenth", Word::Ordinal(19)),
    ("twentieth", Word::Ordinal(20)),
    ("thirtieth", Word::Ordinal(30)),
    ("twenties", Word::Tens(20)),
    ("thirties", Word::Tens(30)),
    ("forties", Word::Tens(40)),
    ("fifties", Word::Tens(50)),
    ("sixties", Word::Tens(60)),
    ("seventies", Word::Tens(70)),
    ("eighties", Word::Tens(80)),
    ("nineties", Word::Tens(90)),
    ("several few many some", Word::Some),
    ("couple", Word::Couple),
    ("dozen", Word::Dozen),
    ("half", Word::Half),
    (
        "metre metres meter meters km kilometre kilometres kilometer kilometers cm mm mile miles yard yards foot feet ft \
         inch inches kg kilogram kilograms kilo kilos gram grams tonne tonnes ton tons lb lbs ounce ounces litre litres \
         liter liters gallon gallons barrel barrels acre acres hectare hectares mph kph kmh knots degree degrees mw gw kw \
         megawatts gigawatts kilowatts watts volts hz mhz ghz kb mb gb tb bytes megabytes gigabytes calories carats",
        Word::Measure,
    ),
    ("percent pct", Word::Percent),
    ("cent", Word::Cent),
    ("percentage basis", Word::Basis),
    ("point points", Word::Points),
];

const SMALL: &[Row] = &[
    ("the", Word::The),
    ("a an", Word::A),
    ("this", Word::This),
    ("that", Word::That),
    ("these those", Word::These),
    ("my your his her its our their", Word::Possessive),
    ("last", Word::Last),
    ("past", Word::Past),
    ("previous preceding", Word::Previous),
    ("next", Word::Next),
    ("coming upcoming ensuing", Word::Coming),
    ("following", Word::Following),
    ("current", Word::Current),
    ("same", Word::Same),
    ("latest", Word::Latest),
    ("recent", Word::Recent),
    ("earlier", Word::Earlier),
    ("later", Word::Later),
    ("ago", Word::Ago),
    ("back", Word::Back),
    ("before", Word::Before),
    ("after", Word::After),
    ("prior", Word::Prior),
    ("early", Word::Early),
    ("mid middle", Word::Mid),
    ("late", Word::Late),
    ("start beginning", Word::Start),
    ("end", Word::End),
    ("every each", Word::Every),
    ("per", Word::Per),
    ("once", Word::Once),
    ("twice", Word::Twice),
    ("other", Word::Another),
    ("of", Word::Of),
    ("in", Word::In),
    ("on", Word::On),
    ("at", Word::At),
    ("by", Word::By),
    ("to", Word::To),
    ("and", Word::And),
    ("or", Word::Or),
    ("from", Word::From),
    ("for", Word::For),
    ("since", Word::Since),
    ("until till through", Word::Until),
    ("between", Word::Between),
    ("within", Word::Within),
    ("during throughout", Word::During),
    ("as", Word::As),
    ("about around approximately roughly nearly almost circa", Word::About),
    ("more less fewer longer", Word::More),
    ("than", Word::Than),
    ("over under", Word::Over),
    ("up", Word::Up),
    ("least most", Word::Least),
    ("just only", Word::Just),
    ("full straight consecutive successive whole entire solid calendar business working additional earth", Word::Whole),
    ("long", Word::Long),
    ("old", Word::Old),
    ("now currently presently nowadays", Word::Now),
    ("right", Word::Right),
    ("recently lately", Word::Recently),
    ("soon", Word::Soon),
    ("future", Word::Future),
    ("present moment", Word::Present),
    ("time", Word::Time),
    ("times", Word::Times),
    ("date", Word::Date),
    ("period", Word::Period),
    ("local", Word::Local),
    ("fiscal financial", Word::Fiscal),
    ("yesterday", Word::Today(-1)),
    ("today", Word::Today(0)),
    ("tomorrow", Word::Today(1)),
    ("tonight", Word::Tonight),
    ("overnight", Word::Overnight),
    ("rush", Word::Rush),
    ("so", Word::So),
    (
        "with without against into onto upon off out via while where when who whom whose which what because if but nor \
         not no though although unless it he she they we you i there here him them us me do does any all both \
         either neither such very too also then thus hence whether among across along behind below above beside near \
         toward towards down again ever never even still yet already",
        Word::Function,
    ),
    ("mr mrs ms dr prof gen lt col maj capt sgt adm sen rep gov rev hon st sr jr vs inc corp ltd co dept", Word::Title),
];

const TENSES: &[Row] = &[
    ("is are be 're", Word::Is),
    (
        "was were had did been said told met went came took gave made became began broke brought built bought caught chose \
         drew drove ate fell felt fought found flew forgot froze got grew held hid hit kept knew laid led left lent \
         lost meant paid ran rang rode rose saw sold sent shook shot sang sank slept spoke spent stood stole \
         struck swore swept swam taught tore thought threw understood undertook woke won wore withdrew wrote overcame \
         underwent has have having 've 'd wasn't weren't didn't hadn't couldn't",
        Word::Verb(Tense::Past),
    ),
    (
        "will 'll shall won't would wouldn't could should must might can can't cannot shouldn't gonna",
        Word::Verb(Tense::Future),
    ),
    (
        "agreed vowed promised pledged planned plans plan planning expected expects expect expecting scheduled set due \
         slated hopes hope hoping intends intend intending aims aim wants want decided ordered asked urged \
         prepared preparing prepares ready going bound poised supposed likely unlikely threatened threatens needs need \
         deadline postponed rescheduled delayed effective begins starts opens takes meets votes \
         resumes expires",
        Word::Ahead,
    ),
];

/// The longest word of the table, in bytes; longer ones are not looked up.
pub const LONGEST: usize = 14;

/// What `word` (in small ASCII letters, with straight apostrophes) can do.
pub fn look_up(word: &str) -> Word {
    static TABLE: OnceLock<HashMap<&'static str, Word>> = OnceLock::new();
    let table = TABLE.get_or_init(|| rows().collect());
    table.get(word).copied().unwrap_or(Word::Other)
}

/// Every word with what it does, in the order of the tables.
fn rows() -> impl Iterator<Item = (&'static str, Word)> {
    [TENSES, SMALL, NUMBERS, UNITS, CALENDAR]
        .into_iter()
        .flatten()
        .flat_map(|(words, meaning)| words.split_ascii_whitespace().map(move |word| (word, *meaning)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_once_and_can_be_looked_up() {
        let mut seen = std::collections::HashSet::new();
        for (word, meaning) in rows() {
            assert!(seen.insert(word), "{word} stands twice");
            assert!(word.len() <= LONGEST && !word.bytes().any(|byte| byte.is_ascii_uppercase()), "{word}");
            assert_eq!(look_up(word), meaning);
        }
    }
}
