//! Authored cases: what is found, what it means, and what is no time at all.

use proptest::prelude::*;

use super::super::lexeme::cut;
use super::super::{Context, Mention};
use super::times;
use crate::model::{EntityType, TimeClass, TimeExpression};
use crate::text::Index;

fn read_with(text: &str, mentions: &[Mention], context: &Context<'_>) -> Vec<TimeExpression> {
    times(text, &cut(text), mentions, context)
}

/// Words and values of the expressions of a text published on `published`.
fn read(published: &str, text: &str) -> Vec<(String, String)> {
    let context = Context { published: (!published.is_empty()).then_some(published), ..Context::default() };
    let index = Index::new(text);
    let found = read_with(text, &[], &context);
    found.iter().map(|time| (index.slice(text, time.range()).to_owned(), time.value.clone())).collect()
}

/// Texts, each with the expressions expected in it as `words = value`, by semicolons.
#[track_caller]
fn check(published: &str, cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found: Vec<String> =
            read(published, text).into_iter().map(|(words, value)| format!("{words} = {value}")).collect();
        if found.join("; ") != *expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {}", found.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

// 6 March 2024 was a Wednesday.
const DAY: &str = "2024-03-06";

#[test]
fn reads_dates_written_out() {
    check(
        DAY,
        &[
            ("The dam was closed on March 8, 1957.", "March 8, 1957 = 1957-03-08"),
            ("It opened on 3 April 2018 and shut in May 2019.", "3 April 2018 = 2018-04-03; May 2019 = 2019-05"),
            ("On Tuesday, 5 March the gates failed.", "Tuesday, 5 March = 2024-03-05"),
            (
                "They met on Feb. 3 and again on the 14th of February.",
                "Feb. 3 = 2024-02-03; the 14th of February = 2024-02-14",
            ),
            ("From May 10-12, 2020, the valley was shut.", "May 10-12, 2020 = 2020-05-10/2020-05-12"),
            ("The fair ran from June 15 to 17 last year.", "June 15 = 2023-06-15; 17 = 2023-06-17; last year = 2023"),
            ("On June 7, 8 and 9 it rained.", "June 7 = 2023-06-07; 8 = 2023-06-08; 9 = 2023-06-09"),
            ("The 2015-2016 season; the years 2018–19.", "2015-2016 = 2015/2016; 2018–19 = 2018/2019"),
            ("Built in 1910, it held until 1996.", "1910 = 1910; 1996 = 1996"),
            ("The 2022 elections were won by Orsa Lind.", "2022 = 2022"),
        ],
    );
}

#[test]
fn reads_dates_in_digits_of_any_language() {
    check(
        DAY,
        &[
            ("Der Rat tagte am 6.3.2024 in Talheim.", "6.3.2024 = 2024-03-06"),
            ("Actualizado 2024-03-05 a las 10.", "2024-03-05 = 2024-03-05"),
            (
                "Il 3 maggio 2021 e o dia 25 de março de 2020.",
                "3 maggio 2021 = 2021-05-03; 25 de março de 2020 = 2020-03-25",
            ),
            ("Am 6. März 2024, le 1er août 2019.", "6. März 2024 = 2024-03-06; 1er août 2019 = 2019-08-01"),
            ("Log: 2024-03-05T14:05Z gate open", "2024-03-05T14:05Z = 2024-03-05T14:05"),
            ("Le 25/12/2023, la digue a cédé.", "25/12/2023 = 2023-12-25"),
            ("会议于2024年3月5日举行。", "2024年3月5日 = 2024-03-05"),
        ],
    );
    let context = Context { published: Some(DAY), ..Context::default() };
    let found = read_with("Seen on 06/03/2024.", &[], &context);
    let either = found.first().unwrap();
    assert_eq!(
        (either.value.as_str(), either.alternatives.as_slice()),
        ("2024-03-06", ["2024-06-03".to_owned()].as_slice())
    );
}

#[test]
fn weekdays_follow_the_tense() {
    check(
        DAY,
        &[
            ("On Monday the council rejected the plan.", "Monday = 2024-03-04"),
            ("The council will vote on Monday.", "Monday = 2024-03-11"),
            ("The council meets today and votes on Friday.", "today = 2024-03-06; Friday = 2024-03-08"),
            ("The inquiry is due to open on Thursday.", "Thursday = 2024-03-07"),
            ("Engineers said Wednesday that the wall held.", "Wednesday = 2024-03-06"),
            (
                "She left last Wednesday and returns next Sunday.",
                "last Wednesday = 2024-02-28; next Sunday = 2024-03-10",
            ),
            ("As of Sunday, 40 homes are empty.", "Sunday = 2024-03-03"),
        ],
    );
}

#[test]
fn the_day_after_the_dateline_is_a_reading_in_the_east() {
    let text = "SEOUL\nThe minister resigned, his office said Thursday.";
    let dateline = Context { published: Some(DAY), dateline: Some("SEOUL"), ..Context::default() };
    let found = read_with(text, &[], &dateline);
    let thursday = found.first().unwrap();
    assert_eq!((thursday.value.as_str(), thursday.rule.as_str()), ("2024-03-07", "weekday-dateline"));
    assert_eq!(thursday.alternatives, ["2024-02-29"]);
    // From the text itself, where the recogniser found the place in capitals.
    let place = Mention { start: 0, end: 5, kind: EntityType::Loc, confidence: 1.0 };
    let plain = Context { published: Some(DAY), ..Context::default() };
    assert_eq!(read_with(text, &[place], &plain).first().unwrap().value, "2024-03-07");
    // Noon in Toronto is not yet Thursday in Seoul, nor ever in Glenmoor.
    let noon = Context { published: Some("2024-03-06T09:00:00-05:00"), ..dateline };
    assert_eq!(read_with(text, &[], &noon).first().unwrap().value, "2024-02-29");
    let west = Context { dateline: Some("GLENMOOR"), ..dateline };
    assert_eq!(read_with(text, &[], &west).first().unwrap().value, "2024-02-29");
}

#[test]
fn months_seasons_and_quarters_find_their_year() {
    check(
        DAY,
        &[
            (
                "In January, exports fell; in August they are expected to recover.",
                "January = 2024-01; August = 2024-08",
            ),
            ("It was the coldest February since records began in 1910.", "February = 2024-02; 1910 = 1910"),
            ("Since last summer, 40 people have died.", "last summer = 2023-SU"),
            ("Profit fell in the fourth quarter.", "the fourth quarter = 2023-Q4"),
            (
                "Sales rose in the third quarter of 2019 and in Q1 2020.",
                "the third quarter of 2019 = 2019-Q3; Q1 2020 = 2020-Q1",
            ),
            ("It ended in the first half of this year.", "the first half of this year = 2024-H1"),
            ("Last April and next June differ.", "Last April = 2023-04; next June = 2024-06"),
            ("The minister will resign by year-end.", "year-end = 2024-12-31"),
        ],
    );
}

#[test]
fn years_decades_and_centuries() {
    check(
        DAY,
        &[
            (
                "The two met in the late 1970s, in the sixties or in the 13th century.",
                "the late 1970s = 197; the sixties = 196; the 13th century = 12",
            ),
            ("Next year the bridge turns 100.", "Next year = 2025"),
            ("Earlier this week and last month it leaked.", "Earlier this week = 2024-W10; last month = 2024-02"),
        ],
    );
}

#[test]
fn distances_count_from_the_publication_or_from_what_was_named() {
    check(
        DAY,
        &[
            ("Three days ago the lake was dry.", "Three days ago = 2024-03-03"),
            ("Three weeks ago the lake was dry.", "Three weeks ago = 2024-W07"),
            ("In 1998 she left. A decade later she was back.", "1998 = 1998; A decade later = 2008"),
            (
                "It broke on 4 May 2021 and was mended two days later.",
                "4 May 2021 = 2021-05-04; two days later = 2021-05-06",
            ),
            ("She saw it on Monday and left the same day.", "Monday = 2024-03-04; the same day = 2024-03-04"),
        ],
    );
}

#[test]
fn clocks_and_parts_of_the_day() {
    check(
        DAY,
        &[
            (
                "He spoke for 45 minutes at 10:15 p.m. Tuesday.",
                "45 minutes = PT45M; 10:15 p.m. Tuesday = 2024-03-05T22:15",
            ),
            ("Updated 3 April 2018 14:05 GMT", "3 April 2018 14:05 GMT = 2018-04-03T14:05"),
            (
                "Last night’s storm followed Friday morning’s flood.",
                "Last night = 2024-03-05TNI; Friday morning = 2024-03-01TMO",
            ),
            (
                "The shop opens every Friday from 8 a.m. to noon.",
                "every Friday = XXXX-WXX-5; 8 a.m. = T08:00; noon = T12:00",
            ),
            (
                "It struck at 11:30 p.m. EST (0430 UTC) on Monday.",
                "11:30 p.m. EST = 2024-03-04T23:30; 0430 UTC = 2024-03-04T04:30; Monday = 2024-03-04",
            ),
            (
                "It struck on Monday at 11:30 p.m. EST (0430 UTC).",
                "Monday at 11:30 p.m. EST = 2024-03-04T23:30; 0430 UTC = 2024-03-05T04:30",
            ),
            (
                "They left at a quarter to nine p.m. and at five o'clock in the morning.",
                "a quarter to nine p.m. = 2024-03-06T20:45; five o'clock in the morning = 2024-03-06T05:00",
            ),
        ],
    );
}

#[test]
fn lengths_and_sets() {
    check(
        DAY,
        &[
            ("The truce has held for more than a week.", "more than a week = P1W"),
            (
                "A two-day walk took an hour and a half, or 2 1/2 years.",
                "two-day = P2D; an hour and a half = PT1H30M; 2 1/2 years = P2Y6M",
            ),
            ("It took one to four months and several decades.", "one to four months = P1M; several decades = PXDE"),
            (
                "They met every other year, twice a week, on Mondays.",
                "every other year = P2Y; twice a week = P1W; Mondays = XXXX-WXX-1",
            ),
            (
                "Over the past two weeks it was dry; the last few years were wet.",
                "the past two weeks = P2W; the last few years = PXY",
            ),
            ("In the first three months of the year it snowed.", "the first three months of the year = 2024-Q1"),
            ("She is now recovering; he was recently released.", "now = PRESENT_REF; recently = PAST_REF"),
            ("The half-hour wait, half a century of work.", "half-hour = PT30M; half a century = P50Y"),
        ],
    );
}

#[test]
fn what_is_no_time_is_left_alone() {
    for text in [
        "You may march on in august company.",
        "The judge may rule against them; they may appeal.",
        "Ailsa Grant, 64 years old, and a 12-year-old boy.",
        "He moved at five miles per hour past 2,000 people.",
        "She won 6-3, 3:2 and room 1404 was hers.",
        "The second man to fall was the last.",
        "On Black Friday shops were full.",
        "A quarter of the town fled; COVID-19 spread.",
        "It costs $2019 and weighs 1990 kg.",
        "The Daily Post printed an annual report.",
    ] {
        assert_eq!(read(DAY, text), [], "{text}");
    }
    let text = "April Lindqvist and Sunday Oduya met the author of Expo 2020.";
    let name = |start, end, kind| Mention { start, end, kind, confidence: 0.9 };
    let names = [name(0, 15, EntityType::Per), name(20, 32, EntityType::Per), name(51, 60, EntityType::Misc)];
    assert_eq!(read_with(text, &names, &Context { published: Some(DAY), ..Context::default() }), []);
}

#[test]
fn without_a_publication_date_nothing_is_guessed() {
    check(
        "",
        &[
            ("It rained on Friday and will snow tomorrow.", "Friday = XXXX-WXX-5; tomorrow = XXXX-XX-XX"),
            ("On 8 March last week’s leak stopped.", "8 March = XXXX-03-08; last week = XXXX-WXX"),
            (
                "In 1998 she left; two years later, on 3 May 2001, she died.",
                "1998 = 1998; two years later = 2000; 3 May 2001 = 2001-05-03",
            ),
            ("At 8 a.m. it rang.", "8 a.m. = XXXX-XX-XXT08:00"),
        ],
    );
}

#[test]
fn offsets_are_code_points_and_classes_are_timex3s() {
    let text = "Ägir’s “flood” 🌊 began on 3 May 2021 and lasted two days.";
    let found = read_with(text, &[], &Context::default());
    let index = Index::new(text);
    let shown: Vec<(&str, TimeClass)> =
        found.iter().map(|time| (index.slice(text, time.range()), time.class)).collect();
    assert_eq!(shown, [("3 May 2021", TimeClass::Date), ("two days", TimeClass::Duration)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_gives_ordered_expressions(
        text in "(\\PC|[0-9:./-]{1,12}|[ \n]|May |the |Friday |19|2024|am |ago |year |last |in ){0,60}",
        published in prop::option::of("(2024-03-06|9999-12-31|-009999-01-01|0001-01-01|x)"),
    ) {
        let context = Context { published: published.as_deref(), ..Context::default() };
        let found = read_with(&text, &[], &context);
        let mut at = 0;
        for time in &found {
            prop_assert!(time.start >= at && time.end > time.start && time.end <= text.chars().count());
            prop_assert!(!time.value.is_empty());
            at = time.end;
        }
        prop_assert_eq!(&found, &read_with(&text, &[], &context));
    }
}

// No clock: what were quadratic would not end.
#[test]
fn hostile_texts_take_linear_time() {
    for piece in [
        "a",
        "7",
        "a.",
        "the ",
        "19",
        "1 ",
        "three and ",
        "1/2 ",
        "May 1, ",
        "🌊",
        "年",
        "\u{1}",
        "ten hundred ",
        "(",
        "2024-01-01",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        read_with(&text, &[], &Context { published: Some(DAY), ..Context::default() });
    }
}

#[test]
fn quoted_words_count_from_the_day_they_were_said() {
    let text = "On Monday the mayor resigned. \"Today is a sad day,\" she said. Today the council meets.";
    let context = Context { published: Some(DAY), ..Context::default() };
    let found = read_with(text, &[], &context);
    let shown: Vec<(&str, &str)> = found.iter().map(|time| (time.value.as_str(), time.rule.as_str())).collect();
    assert_eq!(
        shown,
        [("2024-03-04", "weekday-past"), ("2024-03-04", "quoted-day"), ("2024-03-06", "publication-shift")]
    );
    assert_eq!(found.get(1).unwrap().alternatives, ["2024-03-06"]);
}
