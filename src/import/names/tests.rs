//! Bylines and names as papers print them; all people here are made up.

use super::*;
use proptest::prelude::*;

fn by(line: &str) -> Vec<String> {
    byline(line).unwrap_or_default()
}

#[test]
fn bylines_of_many_papers() {
    for line in [
        "By Alison Grant",
        "by Alison Grant",
        "BY ALISON GRANT",
        "By Alison Grant | Special to the Highland Post",
        "Written by Alison Grant, MS, RD on March 6, 2024",
        "By Alison Grant, Staff Writer",
        "By Alison Grant Associated Press writer",
        "Von Alison Grant",
        "Par Alison Grant",
        "Por Alison Grant",
        "Di Alison Grant",
        "Door Alison Grant",
        "Author: Alison Grant",
        "Posted on March 6, 2024 by Alison Grant",
        "March 6, 2024 / by Alison Grant",
        "By Dr. Alison Grant",
        "By Alison Grant March 6, 2024",
        "By: Alison Grant",
        "Text: Alison Grant",
        "By Alison Grant on January 21, 2023",
        "By Alison Grant @alisongrant",
    ] {
        assert_eq!(by(line), ["Alison Grant"], "{line}");
    }
    for line in [
        "By Alison Grant and Jan de Vries",
        "By Alison Grant, Jan de Vries",
        "By ALISON GRANT and JAN DE VRIES",
        "Von Alison Grant und Jan de Vries",
        "By Alison Grant & Jan de Vries",
    ] {
        assert_eq!(by(line), ["Alison Grant", "Jan de Vries"], "{line}");
    }
    assert_eq!(by("By Alison Grant, Jan de Vries, and Ida Holm"), ["Alison Grant", "Jan de Vries", "Ida Holm"]);
    assert_eq!(by("By Highland Post Editorial Staff"), ["Highland Post Editorial Staff"]);
}

#[test]
fn sentences_are_no_bylines() {
    for line in [
        "By the time the water reached the town, everybody had left.",
        "By Monday the dam was dry",
        "Von der Leyen fordert mehr Geld für den Damm",
        "By signing up you agree to our terms",
        "Di nuovo in piedi",
        "Por qué nadie miró la presa",
        "Standing by the river",
        "Author of the report said nothing",
        "Text messages show what they knew",
    ] {
        assert_eq!(byline(line), None, "{line}");
    }
}

#[test]
fn bare_names_are_told_from_menus() {
    for line in [
        "Hyung-jin Kim",
        "Alison Grant",
        "ALISON GRANT",
        "Maria van der Berg",
        "J. K. Holm",
        "Kevin Grant and Ida Holm TOWN TODAY",
    ] {
        assert!(bare(line).is_some_and(|(_, known)| known), "{line}");
    }
    for line in [
        "World News",
        "Opinion",
        "Follow Us",
        "Minnesota Wild Sports",
        "North Korea",
        "SEOUL",
        "Alison Grant is a writer in Glenmoor.",
        "Read more about dams",
        "Royal Family",
        "Video Games",
    ] {
        assert_eq!(bare(line), None, "{line}");
    }
}

#[test]
fn names_split_with_their_particles() {
    let parts = |name: &str| {
        let name = split_name(name);
        [name.given, name.dropping_particle, name.non_dropping_particle, name.family, name.suffix, name.literal]
            .map(Option::unwrap_or_default)
            .join("|")
    };
    assert_eq!(parts("Hyung-jin Kim"), "Hyung-jin|||Kim||");
    assert_eq!(parts("Kim Hyung-jin"), "Hyung-jin|||Kim||");
    assert_eq!(parts("Maria van der Berg"), "Maria||van der|Berg||");
    assert_eq!(parts("Alfred de Musset"), "Alfred|de||Musset||");
    assert_eq!(parts("Ludwig von Holm"), "Ludwig|von||Holm||");
    assert_eq!(parts("Juan de la Cruz"), "Juan||de la|Cruz||");
    assert_eq!(parts("George W. Birch Jr."), "George W.|||Birch|Jr.|");
    assert_eq!(parts("Kim Birch"), "Kim|||Birch||");
    assert_eq!(parts("Grant, Alison"), "Alison|||Grant||");
    assert_eq!(parts("王小明"), "小明|||王||");
    assert_eq!(parts("Redaktion"), "|||||Redaktion");
}

#[test]
fn a_split_name_reads_as_before() {
    for name in ["Maria van der Berg", "Alfred de Musset", "George W. Birch Jr.", "Alison Grant", "Holm"] {
        assert_eq!(split_name(name).display(), name);
    }
}

proptest! {
    #[test]
    fn any_line_is_read_without_panic(line in "(\\PC|By |and |[A-Z][a-z]{1,6} |, ){0,40}") {
        let _ = (byline(&line), bare(&line), labelled(&line));
        let _ = split_name(&line).display();
    }
}
