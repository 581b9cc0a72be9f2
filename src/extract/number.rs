//! Numbers, in digits and in words: the one reader that times and amounts share.
//!
//! A [`Decimal`] is exact: digits and a power of ten, no floating point.

use super::cursor::{Cursor, Read};
use super::lexicon::Word;

/// An exact decimal number: `digits` / 10^`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: u128,
    places: u32,
}

/// Longer figures are not numbers that anybody means.
const LONGEST: usize = 24;

impl Decimal {
    /// A whole number.
    pub fn whole(value: u64) -> Self {
        Self { digits: u128::from(value), places: 0 }
    }

    /// Its value, when it is whole and small enough.
    pub fn integer(self) -> Option<u64> {
        let simple = self.simple();
        (simple.places == 0).then(|| u64::try_from(simple.digits).ok()).flatten()
    }

    /// Times a power of ten.
    pub fn scaled(self, power: u8) -> Option<Self> {
        let power = u32::from(power);
        let lost = self.places.min(power);
        let digits = self.digits.checked_mul(10_u128.checked_pow(power - lost)?)?;
        Some(Self { digits, places: self.places - lost })
    }

    /// Sum of two numbers.
    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let lift = |n: Self| n.digits.checked_mul(10_u128.checked_pow(places - n.places)?);
        Some(Self { digits: lift(self)?.checked_add(lift(other)?)?, places })
    }

    /// Times a whole number.
    pub fn times(self, factor: u64) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(u128::from(factor))?, ..self }.simple())
    }

    /// The whole before a half: 2 of 2.5; nothing for other numbers.
    pub fn less_half(self) -> Option<u64> {
        let simple = self.simple();
        let half = simple.places == 1 && simple.digits % 10 == 5;
        half.then(|| u64::try_from(simple.digits / 10).ok()).flatten()
    }

    /// A hundredth of it: of cents.
    pub fn hundredth(self) -> Option<Self> {
        Some(Self { places: self.places.checked_add(2)?, ..self }.simple())
    }

    /// Half of it.
    pub fn half(self) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(5)?, places: self.places + 1 }.simple())
    }

    /// Without zeros at the end of the fraction.
    fn simple(mut self) -> Self {
        while self.places > 0 && self.digits.is_multiple_of(10) {
            self.digits /= 10;
            self.places -= 1;
        }
        self
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { digits, places } = self.simple();
        let digits = format!("{digits:0width$}", width = places as usize + 1);
        match digits.split_at_checked(digits.len().saturating_sub(places as usize)) {
            Some((whole, fraction)) if !fraction.is_empty() => write!(f, "{whole}.{fraction}"),
            _ => f.write_str(&digits),
        }
    }
}

/// Reads digits as English writes them ("1,234.5"), Indian ("12,34,567"), or, where only that fits, as the rest of
/// Europe does ("1.234,5", "3,5").
pub fn figure(text: &str) -> Option<Decimal> {
    if text.len() > LONGEST {
        return None;
    }
    let groups = |mark: char| {
        let mut parts = text.split(mark);
        let first = parts.next().map_or(0, str::len);
        let rest: Vec<usize> = parts.map(|part| part.split(['.', ',']).next().map_or(0, str::len)).collect();
        let whole =
            rest.split_last().is_none_or(|(last, middle)| *last == 3 && middle.iter().all(|n| *n == 2 || *n == 3));
        (rest.len(), whole && (1..=3).contains(&first))
    };
    let ((commas, by_commas), (points, by_points)) = (groups(','), groups('.'));
    let comma_last = text.rfind(',') > text.rfind('.');
    let decimal = match (commas, points) {
        (0, 0 | 1) => '.',
        (1.., 0) if by_commas => '.',
        (1.., 1) if by_commas && !comma_last => '.',
        // "3,5" and "12,50", but "200,0000" is a slip of the pen.
        (1, 0) if text.len() - text.rfind(',').unwrap_or(0) <= 3 => ',',
        (1, _) if by_points && comma_last => ',',
        (0, 2..) if by_points => ',',
        _ => return None,
    };
    let (mut digits, mut places, mut fraction) = (0_u128, 0, false);
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            digits = digits.checked_mul(10)?.checked_add(u128::from(digit))?;
            places += u32::from(fraction);
        } else {
            fraction |= c == decimal;
        }
    }
    Some(Decimal { digits, places })
}

/// `number := figure SCALE? | cardinal` — "40", "2.5 million", "twenty-three", "two thousand".
pub fn number(c: Cursor<'_>) -> Read<'_, Decimal> {
    if c.word() != Word::Figure {
        return cardinal(c);
    }
    let (mut value, mut c) = (figure(c.text())?, c.step());
    if let Some((half, rest)) = fraction(c) {
        (value, c) = (value.plus(half)?, rest);
    }
    if let Some((power, rest)) = scale(c) {
        return Some((value.scaled(power)?, rest));
    }
    Some((value, c))
}

/// `scale := "-"? ("hundred" | "thousand" | "million" | …)+` — "million", "thousand million", "lakh crore".
pub fn scale(c: Cursor<'_>) -> Read<'_, u8> {
    let (mut power, mut c) = match c.hyphen().unwrap_or(c) {
        next if matches!(next.word(), Word::Scale(_)) => (0, next),
        _ => return None,
    };
    while let Word::Scale(more) = c.word() {
        power = more.saturating_add(power);
        c = c.step();
        if power > 18 {
            return None;
        }
    }
    Some((power, c))
}

/// `fraction := "½" | "1/2" | "and" "a" "half"` after a whole number.
fn fraction(c: Cursor<'_>) -> Read<'_, Decimal> {
    let half = Decimal { digits: 5, places: 1 };
    let quarter = Decimal { digits: 25, places: 2 };
    match c.word() {
        Word::Mark('½') => return Some((half, c.step())),
        Word::Mark('¼') => return Some((quarter, c.step())),
        Word::Mark('¾') => return Some((Decimal { digits: 75, places: 2 }, c.step())),
        Word::And => return Some((half, c.step().take(Word::A)?.take(Word::Half)?)),
        _ => {}
    }
    // Other half and quarter signs count as letters.
    match c.text() {
        "½" => return Some((half, c.step())),
        "¼" => return Some((quarter, c.step())),
        _ => {}
    }
    if c.word() != Word::Figure || c.is_tight() {
        return None;
    }
    let (above, bar) = (c.text(), c.step());
    let below = bar.take(Word::Mark('/')).filter(|_| bar.is_tight())?;
    let part = match (above, below.text()) {
        ("1", "2") => half,
        ("1", "4") => quarter,
        ("3", "4") => Decimal { digits: 75, places: 2 },
        _ => return None,
    };
    Some((part, below.step()))
}

/// `cardinal := group (SCALE "and"? group)*` — "forty", "a hundred and five", "two thousand", "half a million".
fn cardinal(c: Cursor<'_>) -> Read<'_, Decimal> {
    if let Some((power, rest)) = c.take(Word::Half).and_then(|c| scale(c.skip(Word::A))) {
        return Some((Decimal::whole(1).scaled(power)?.half()?, rest));
    }
    let (mut total, mut group, mut seen, mut last): (u64, u64, bool, u8) = (0, 0, false, 0);
    let mut c = c;
    if let (Word::A, Word::Scale(_)) = (c.word(), c.step().word()) {
        (group, seen, c) = (1, true, c.step());
    }
    loop {
        if let Some((value, rest)) = below_hundred(c).filter(|_| !seen || group % 100 == 0) {
            (group, seen, c) = (group.checked_add(value)?, true, rest);
        } else {
            match c.word() {
                Word::Scale(2) if seen => group = group.max(1).checked_mul(100)?,
                Word::Scale(power) if seen => {
                    let factor = 10_u64.checked_pow(u32::from(power))?;
                    // "one million two hundred thousand", but "two hundred thousand million"
                    total = if power < last {
                        total.checked_add(group.checked_mul(factor)?)?
                    } else {
                        total.checked_add(group)?.checked_mul(factor)?
                    };
                    (group, last) = (0, power);
                }
                _ => break,
            }
            c = c.step();
        }
        // "two hundred and five"
        if let Some(rest) = c.take(Word::And).filter(|rest| group % 100 == 0 && below_hundred(*rest).is_some()) {
            if matches!(c.word_before(), Word::Scale(_)) {
                c = rest;
                continue;
            }
            break;
        }
    }
    seen.then_some((Decimal::whole(total.checked_add(group)?), c))
}

/// `below_hundred := CARDINAL ("-"? CARDINAL)?` — "seven", "twenty-three", "twenty three".
fn below_hundred(c: Cursor<'_>) -> Read<'_, u64> {
    let Word::Cardinal(tens) = c.word() else { return None };
    let c = c.step();
    let next = c.hyphen().unwrap_or(c);
    if let (20..=90, Word::Cardinal(ones @ 1..=9)) = (tens, next.word()) {
        return Some((u64::from(tens + ones), next.step()));
    }
    Some((u64::from(tens), c))
}

/// `ordinal := ORDINAL | CARDINAL "-" ORDINAL | figure "th"` — "third", "twenty-first", "13th".
pub fn ordinal(c: Cursor<'_>) -> Read<'_, u64> {
    match c.word() {
        Word::Ordinal(value) => Some((u64::from(value), c.step())),
        Word::Cardinal(tens @ 20..=90) => {
            let next = c.step();
            match next.hyphen().unwrap_or(next).word() {
                Word::Ordinal(ones @ 1..=9) => Some((u64::from(tens + ones), next.hyphen().unwrap_or(next).step())),
                _ => None,
            }
        }
        Word::Figure => {
            let ending = c.step();
            let fits = ["st", "nd", "rd", "th"].iter().any(|end| ending.text().eq_ignore_ascii_case(end));
            (fits && ending.is_tight()).then_some((c.text().parse().ok()?, ending.step()))
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::lexeme::cut;
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        let lexemes = cut(text);
        number(Cursor::new(&lexemes, 0)).map(|(value, c)| (value.to_string(), lexemes.len() - c.at()))
    }

    #[test]
    fn reads_digits_of_many_countries() {
        for (text, value) in [
            ("1,234.50", "1234.5"),
            ("12", "12"),
            ("0.5", "0.5"),
            ("12,34,567", "1234567"),
            ("1.234.567", "1234567"),
            ("1.234,5", "1234.5"),
            ("3,5", "3.5"),
            ("1,234", "1234"),
            ("10\u{a0}000", "10000"),
        ] {
            assert_eq!(figure(text).map(|n| n.to_string()).as_deref(), Some(value), "{text}");
        }
        assert_eq!(figure("6.3.2024"), None);
        assert_eq!(figure("200,0000"), None);
        assert_eq!(figure(&"9".repeat(100)), None);
    }

    #[test]
    fn reads_words() {
        for (text, value, left) in [
            ("twenty-three years", "23", 1),
            ("two hundred and five", "205", 0),
            ("two thousand", "2000", 0),
            ("a hundred", "100", 0),
            ("half a million", "500000", 0),
            ("1.4 million", "1400000", 0),
            ("2 1/2", "2.5", 0),
            ("3 lakh crore", "3000000000000", 0),
            ("seven and nine", "7", 2),
            ("one million two hundred thousand", "1200000", 0),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), left)), "{text}");
        }
        assert_eq!(read("of them"), None);
    }
}
