//! Words that carry a full stop without ending a sentence: what the sentence splitter has to know about languages.
//!
//! All lists are lower case; the long one is sorted for a binary search.

/// What the full stop after a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Always part of the word: what it belongs to follows ("Dr.", "e.g.", "z.").
    Inner,
    /// Part of the word when a number follows ("No. 5", "Jan. 3", "p. 12").
    BeforeNumber,
    /// Part of the word, and perhaps the end of the sentence too ("U.S.", "p.m.", "Inc.").
    Either,
}

/// Titles, ranks and connectives in front of what they belong to (en de fr es it pt nl).
const INNER: &[&str] = &[
    "abb", "abg", "adm", "al", "arq", "asst", "atty", "bgm", "bzw", "capt", "cf", "cfr", "cmdr", "col", "comdr", "cpl",
    "ca", "d.h", "det", "dipl", "dir", "doc", "dott", "dr", "dra", "drs", "dª", "e.g", "ecc", "ed", "eds", "e.v",
    "evtl", "ex", "exc", "frl", "geb", "gem", "gen", "gest", "ggf", "gov", "hl", "hon", "hr", "hrn", "i.d.r", "i.e",
    "ing", "insp", "inkl", "ir", "jhr", "lic", "lt", "lt.-col", "m.in", "mag", "maj", "max", "messrs", "mgr", "min",
    "mio", "mlle", "mme", "mons", "mr", "mrd", "mrs", "ms", "msgr", "mw", "mwst", "o.ä", "oct.-dec", "on", "ph", "pfc",
    "pres", "prof", "profa", "pvt", "q.v", "rabb", "rep", "reps", "resp", "rev", "rt", "s.o", "s.u", "sec", "sen",
    "sens", "sgt", "sig", "sig.ra", "sog", "spc", "spec", "sr", "sra", "srta", "ss", "st", "sta", "ste", "str", "supt",
    "treas", "u.a", "usw", "v", "v.chr", "vgl", "vs", "z.b", "z.t", "zb", "zw",
];

/// Months, days, and what stands before a number.
const BEFORE_NUMBER: &[&str] = &[
    "abr", "abs", "ago", "app", "apr", "art", "arts", "aug", "bd", "bl", "cap", "ch", "chap", "dec", "dez", "dic",
    "dem", "eq", "feb", "febr", "fig", "figs", "fol", "fr", "févr", "fri", "gen", "hft", "jan", "janv", "jul", "jun",
    "juil", "kap", "lug", "mag", "mai", "mar", "mon", "n", "no", "nos", "nov", "nr", "nro", "núm", "nº", "o", "oct",
    "okt", "op", "ott", "out", "p", "pag", "par", "pp", "pág", "rd", "rn", "s", "sat", "sep", "sept", "set", "sett",
    "sun", "t", "tel", "thu", "thur", "thurs", "tue", "tues", "vol", "vols", "wed", "ziff", "août", "déc", "art",
];

/// Abbreviations that also stand at the end of a sentence.
const EITHER: &[&str] = &[
    "a.d", "a.k.a", "a.m", "approx", "assn", "ave", "b.c", "bhd", "blvd", "bros", "calif", "cia", "co", "colo", "conn",
    "corp", "d.c", "dept", "dist", "e.u", "ee.uu", "esq", "est", "etc", "fla", "ft", "ga", "gmbh", "hrs", "ill", "inc",
    "ind", "int", "jr", "kan", "km", "ky", "la", "lbs", "ltd", "ltda", "m.d", "mass", "md", "mich", "minn", "miss",
    "mo", "mont", "mph", "mt", "n.c", "n.d", "n.h", "n.j", "n.m", "n.y", "neb", "nev", "okla", "ore", "p.m", "pa",
    "ph.d", "r.i", "rd", "s.a", "s.c", "s.d", "s.l", "s.p.a", "s.r.l", "sq", "tenn", "tex", "u.k", "u.n", "u.s",
    "u.s.a", "u.s.s.r", "univ", "usd", "va", "vt", "w.va", "wash", "wis", "wyo",
];

/// Words that open a sentence and seldom follow an abbreviation inside one (en de fr es it pt nl).
const OPENERS: &[&str] = &[
    "a",
    "aber",
    "according",
    "after",
    "all",
    "als",
    "also",
    "although",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "auch",
    "back",
    "because",
    "before",
    "both",
    "but",
    "by",
    "ce",
    "ces",
    "cette",
    "das",
    "dat",
    "de",
    "den",
    "der",
    "des",
    "despite",
    "deze",
    "die",
    "dies",
    "diese",
    "dieser",
    "do",
    "does",
    "during",
    "each",
    "earlier",
    "een",
    "ein",
    "eine",
    "el",
    "elle",
    "en",
    "er",
    "es",
    "est",
    "even",
    "few",
    "for",
    "from",
    "gli",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "het",
    "hier",
    "hij",
    "his",
    "how",
    "however",
    "i",
    "if",
    "il",
    "ils",
    "im",
    "in",
    "instead",
    "is",
    "it",
    "its",
    "jetzt",
    "just",
    "la",
    "las",
    "last",
    "later",
    "le",
    "les",
    "like",
    "los",
    "man",
    "many",
    "meanwhile",
    "more",
    "moreover",
    "most",
    "my",
    "nach",
    "no",
    "none",
    "not",
    "now",
    "o",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "os",
    "other",
    "others",
    "our",
    "over",
    "seit",
    "several",
    "she",
    "sie",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "to",
    "today",
    "two",
    "un",
    "una",
    "und",
    "under",
    "une",
    "until",
    "wa",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "wie",
    "will",
    "wir",
    "with",
    "without",
    "yet",
    "you",
    "your",
    "zij",
];

/// Nouns that follow an ordinal number written with a full stop ("im 20. Jahrhundert", "am 3. Mai").
const AFTER_ORDINAL: &[&str] = &[
    "armee",
    "april",
    "august",
    "bezirk",
    "bundesliga",
    "dezember",
    "etage",
    "februar",
    "geburtstag",
    "jahrestag",
    "jahrgang",
    "jahrhundert",
    "jahrtausend",
    "januar",
    "juli",
    "juni",
    "klasse",
    "kompanie",
    "liga",
    "mai",
    "märz",
    "minute",
    "november",
    "oktober",
    "platz",
    "rang",
    "runde",
    "semester",
    "september",
    "spieltag",
    "stock",
    "tag",
    "wahlperiode",
    "weltkrieg",
    "woche",
];

/// What the full stop after `word` (lower case, without its last full stop) says, if the word is known.
pub(super) fn stop_after(word: &str) -> Option<Stop> {
    let known = |list: &[&str]| list.contains(&word);
    // "Gen." is a rank before a name and January in Italian: the rank keeps more sentences whole.
    if known(INNER) {
        Some(Stop::Inner)
    } else if known(EITHER) {
        Some(Stop::Either)
    } else if known(BEFORE_NUMBER) {
        Some(Stop::BeforeNumber)
    } else {
        None
    }
}

/// Whether `word` (lower case) usually opens a sentence.
pub(super) fn opens_sentence(word: &str) -> bool {
    OPENERS.binary_search(&word).is_ok()
}

/// Whether `word` (lower case) is a noun that an ordinal number stands before.
pub(super) fn follows_ordinal(word: &str) -> bool {
    AFTER_ORDINAL.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_are_sorted_for_the_binary_search() {
        assert!(OPENERS.is_sorted());
    }

    #[test]
    fn lists_are_lower_case() {
        for word in [INNER, BEFORE_NUMBER, EITHER, OPENERS, AFTER_ORDINAL].concat() {
            assert_eq!(word, word.to_lowercase());
        }
    }
}
