//! Authored cases: what counts, in what unit, and what does not.

use proptest::prelude::*;

use super::super::lexeme::cut;
use super::super::{Context, Mention, time};
use super::amounts;
use crate::model::{Amount, EntityType};
use crate::text::Index;

fn read_with(text: &str, mentions: &[Mention], context: &Context<'_>) -> Vec<Amount> {
    let lexemes = cut(text);
    let times = time::times(text, &lexemes, mentions, context);
    amounts(text, &lexemes, mentions, &times, context)
}

/// `words = value unit` for each amount.
fn read(text: &str, context: &Context<'_>) -> String {
    let index = Index::new(text);
    let found = read_with(text, &[], context);
    let shown: Vec<String> = found
        .iter()
        .map(|amount| format!("{} = {} {}", index.slice(text, amount.range()), amount.value, amount.unit))
        .collect();
    shown.join("; ")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let context = Context { published: Some("2024-03-06"), ..Context::default() };
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, read(text, &context)))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn money() {
    check(&[
        ("The repair cost €1.4 million.", "€1.4 million = 1400000 EUR"),
        ("It paid $5m, then £1.4bn and US$200.", "$5m = 5000000 USD; £1.4bn = 1400000000 GBP; US$200 = 200 USD"),
        ("A$30, C$40, HK$50 and NZ$60", "A$30 = 30 AUD; C$40 = 40 CAD; HK$50 = 50 HKD; NZ$60 = 60 NZD"),
        ("They raised 20 pounds and 5,000 Swiss francs.", "20 pounds = 20 GBP; 5,000 Swiss francs = 5000 CHF"),
        (
            "Fined ₹2 lakh crore, Rs 500 and 3 crore rupees.",
            "₹2 lakh crore = 2000000000000 INR; Rs 500 = 500 INR; 3 crore rupees = 30000000 INR",
        ),
        ("EUR 300 or 300 EUR, 12.50 €", "EUR 300 = 300 EUR; 300 EUR = 300 EUR; 12.50 € = 12.5 EUR"),
        (
            "Two million Canadian dollars; ten Hong Kong dollars.",
            "Two million Canadian dollars = 2000000 CAD; ten Hong Kong dollars = 10 HKD",
        ),
        ("It costs 50 cents, or 80 pence.", "50 cents = 0.5 USD; 80 pence = 0.8 GBP"),
        ("A 5m-euro grant and a 10-dollar note", "5m-euro = 5000000 EUR; 10-dollar = 10 USD"),
        ("The bank lent 300 billion won.", "300 billion won = 300000000000 KRW"),
        ("half a million dollars", "half a million dollars = 500000 USD"),
    ]);
}

#[test]
fn the_dollar_is_that_of_the_publication() {
    let text = "It cost $40.";
    let with = |outlet, dateline| read(text, &Context { outlet, dateline, ..Context::default() });
    assert_eq!(with(None, None), "$40 = 40 USD");
    assert_eq!(with(Some("The Toronto Ledger"), None), "$40 = 40 CAD");
    assert_eq!(with(Some("Highland Post"), Some("SYDNEY")), "$40 = 40 AUD");
    assert_eq!(with(Some("New Zealand Courier"), Some("SYDNEY")), "$40 = 40 NZD");
}

#[test]
fn ranges_share_what_one_end_leaves_out() {
    check(&[
        ("between 20 and 30 pounds", "20 = 20 GBP; 30 pounds = 30 GBP"),
        ("It needs €5-10 million.", "€5 = 5000000 EUR; 10 million = 10000000 EUR"),
        ("from $5 to $10 million", "$5 = 5000000 USD; $10 million = 10000000 USD"),
        ("up 5-7% or 2 to 3 per cent", "5 = 5 %; 7% = 7 %; 2 = 2 %; 3 per cent = 3 %"),
        ("20 to 30 people", "20 = 20 people; 30 people = 30 people"),
    ]);
}

#[test]
fn shares_and_points() {
    check(&[
        ("Prices rose 3.5% and 12 percent, then ten per cent.", "3.5% = 3.5 %; 12 percent = 12 %; ten per cent = 10 %"),
        (
            "Rates fell by 25 basis points, two percentage points.",
            "25 basis points = 25 basis points; two percentage points = 2 percentage points",
        ),
        ("A change of -0.5% and a 10-percent cut", "-0.5% = -0.5 %; 10-percent = 10 %"),
    ]);
}

#[test]
fn measures_and_counts() {
    check(&[
        ("The wall is 40 metres long.", "40 metres = 40 metres"),
        (
            "A 40-metre crack, 12 square miles, 20°C, at 60 miles per hour",
            "40-metre = 40 metre; 12 square miles = 12 square miles; 20°C = 20 °C; 60 miles per hour = 60 miles per hour",
        ),
        ("Some 550 people in 1,200 new homes", "550 people = 550 people; 1,200 new homes = 1200 homes"),
        ("Three men and twenty-three other women left.", "Three men = 3 men; twenty-three other women = 23 women"),
        ("A 300-page report by a dozen experts", "300-page = 300 page; a dozen experts = 12 experts"),
        ("It weighs 20 pounds; two thousand fish died.", "20 pounds = 20 pounds; two thousand fish = 2000 fish"),
        ("The 1.5 million residents", "1.5 million residents = 1500000 residents"),
    ]);
}

#[test]
fn what_is_no_amount_is_left_alone() {
    for text in [
        "He waited 90 minutes in 2023 and on 5 May.",
        "The 5th man, the third gate, COVID-19, Route 66 drivers.",
        "They won 3-2 and left.",
        "One of them said so.",
        "Two-thirds of it; two thirds of it.",
        "In May 2019 it was 12.",
        "Call 555-0142 or read v2.0.",
    ] {
        assert_eq!(read(text, &Context { published: Some("2024-03-06"), ..Context::default() }), "", "{text}");
    }
    let name = Mention { start: 4, end: 18, kind: EntityType::Org, confidence: 0.9 };
    assert_eq!(read_with("The Group of Seven nations met.", &[Mention { end: 26, ..name }], &Context::default()), []);
}

#[test]
fn other_languages_keep_their_amounts() {
    check(&[
        ("Der Damm kostete 1.234,50 € und 3,5 %.", "1.234,50 € = 1234.5 EUR; 3,5 % = 3.5 %"),
        ("Le barrage a coûté 10\u{202f}000 euros.", "10\u{202f}000 euros = 10000 EUR"),
        ("ダムは500円", "500円 = 500 JPY"),
    ]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_gives_ordered_amounts_outside_of_times(
        text in "(\\PC|[0-9.,%$€-]{1,12}|[ \n]|million |per cent |pounds |people |ten |between |and |A\\$|2024|May ){0,60}",
    ) {
        let context = Context { published: Some("2024-03-06"), ..Context::default() };
        let lexemes = cut(&text);
        let times = time::times(&text, &lexemes, &[], &context);
        let found = amounts(&text, &lexemes, &[], &times, &context);
        let mut at = 0;
        for amount in &found {
            prop_assert!(amount.start >= at && amount.end > amount.start && amount.end <= text.chars().count());
            prop_assert!(times.iter().all(|time| time.end <= amount.start || amount.end <= time.start));
            prop_assert!(!amount.value.is_empty() && !amount.unit.is_empty());
            at = amount.end;
        }
    }
}

// No clock: what were quadratic would not end.
#[test]
fn hostile_texts_take_linear_time() {
    for piece in ["9", "$", "$1 ", "1-", "ten ", "million ", "A$", "1 to ", "half a ", "% ", "1 a a a "] {
        let text = piece.repeat(100_000 / piece.len());
        read_with(&text, &[], &Context::default());
    }
}
