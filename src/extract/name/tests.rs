//! One name in two spellings has one key; two names have two.

use super::*;
use proptest::prelude::*;

#[test]
fn spellings_of_one_name_share_a_key() {
    for (a, b) in [
        ("Kim Jong-un", "Kim Jong Un"),
        ("António Guterres", "Antonio Guterres’s"),
        ("U.S.", "US"),
        ("O’Neill", "O'Neill"),
        ("Mr. Palmer", "Palmer"),
        ("the Harbour Trust", "Harbour Trust"),
        ("Łódź", "Lodz"),
        ("AT&T", "ATandT"),
        ("Mary  \n Ash", "Mary Ash"),
    ] {
        assert_eq!(fold(a), fold(b), "{a} / {b}");
    }
    assert_ne!(fold("West Virginia"), fold("Virginia"));
    assert_ne!(fold("कि"), fold("का"));
    assert_eq!(fold("Dr."), "dr");
    assert_eq!(fold("!!!"), "!!!");
}

#[test]
fn keys_know_what_a_type_adds_to_a_name() {
    assert_eq!(key(EntityType::Org, "Alder Corp."), key(EntityType::Org, "Alder Corporation"));
    assert_eq!(key(EntityType::Per, "President Ida Holm"), key(EntityType::Per, "Ida Holm"));
    assert_eq!(key(EntityType::Misc, "Samoans"), key(EntityType::Misc, "Samoan"));
    assert_eq!(key(EntityType::Org, "WHO"), key(EntityType::Org, "the World Health Organization"));
    assert_eq!(key(EntityType::Loc, "Kiev"), key(EntityType::Loc, "Kyiv"));
    assert_ne!(key(EntityType::Loc, "President Island"), key(EntityType::Loc, "Island"));
}

#[test]
fn initials_and_acronyms() {
    assert!(initials("Ministry of Health and Welfare").contains(&"mhw".to_owned()));
    assert!(initials("Global Aid Coalition").contains(&"gac".to_owned()));
    assert!(is_acronym("U.N.") && is_acronym("DoD") && is_acronym("NHA"));
    assert!(!is_acronym("Nato") && !is_acronym("A") && !is_acronym("UN Women"));
}

proptest! {
    #[test]
    fn a_key_never_panics_and_keeps_itself(name in "\\PC{0,40}") {
        let once = fold(&name);
        prop_assert_eq!(once.is_empty(), name.trim().is_empty());
        for kind in EntityType::ALL {
            let _ = (key(kind, &name), initials(&name), is_acronym(&name), generation(&name));
        }
    }

    #[test]
    fn folding_plain_words_twice_changes_nothing(name in "[A-Za-z]{3,9}( [A-Z][a-z]{2,9}){0,3}") {
        let once = fold(&name);
        prop_assert_eq!(fold(&once), once);
    }
}
