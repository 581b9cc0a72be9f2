//! Name lists: which words and phrases are known as countries, forenames, newspapers, titles and so on.
//!
//! The lists are compiled into one small file of hashed phrases (see `assets/ner/CREDITS.md` for their origin), so
//! that they load in a few milliseconds. Matching ignores case and diacritics and takes phrases of up to seven tokens.

use super::table::Table;
use super::token::{Token, tokens};
use super::varint;
use std::collections::BTreeMap;
use std::path::Path;

/// Longest phrase, in tokens.
pub const LONGEST: usize = 7;
/// Number of phrase classes.
pub const CLASSES: usize = 20;

const WORD_CLASS_SHIFT: u32 = 20;
const PREFIX: u32 = 1 << 28;
const CLASS_BITS: u32 = (1 << CLASSES) - 1;

/// Phrase classes; the number is the bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Class {
    /// Countries and their long names.
    Country,
    /// Capitals.
    Capital,
    /// Cities over 15,000 inhabitants.
    City,
    /// Regions of countries.
    Region,
    /// Other places: seas, mountains, quarters, buildings.
    Place,
    /// Nationalities, peoples, religions, languages.
    People,
    /// Given names.
    Forename,
    /// Common family names of the world.
    Surname,
    /// Family names of the US census.
    SurnameWide,
    /// Titles and offices before a name.
    Title,
    /// Words that organisations have in their names.
    OrgWord,
    /// Known organisations.
    Org,
    /// Companies.
    Company,
    /// Parties.
    Party,
    /// Heads of state and government, other much-named persons.
    Leader,
    /// Events, laws, prizes, works, products.
    Misc,
    /// Newspapers, agencies, broadcasters.
    Media,
    /// Clubs and teams.
    Club,
    /// Words that places have in their names.
    PlaceWord,
    /// Words that events, laws and prizes have in their names.
    MiscWord,
}

/// Classes that may match words without any capital letter.
const SMALL_TOO: u32 =
    1 << Class::Title as u32 | 1 << Class::OrgWord as u32 | 1 << Class::PlaceWord as u32 | 1 << Class::MiscWord as u32;

/// What the lists say about one token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    /// Classes it belongs to as a single word.
    pub unit: u32,
    /// Classes of longer phrases it begins.
    pub begin: u32,
    /// Classes of longer phrases it stands inside.
    pub inside: u32,
    /// Classes of longer phrases it ends.
    pub end: u32,
    /// Class of the word as context ("said", "minister"); 0 = none.
    pub word: u32,
}

impl Known {
    /// All classes.
    pub fn any(&self) -> u32 {
        self.unit | self.begin | self.inside | self.end
    }
}

/// The compiled lists.
#[derive(Debug)]
pub struct Gazetteer {
    table: Table,
}

fn mix(h: u32, key: u32) -> u32 {
    let x = (u64::from(h) << 32 | u64::from(key)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (x >> 32) as u32
}

impl Gazetteer {
    /// Reads compiled lists. `None` when the bytes are not such a file.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut at = 0;
        if bytes.get(..4)? != b"DGZ1" {
            return None;
        }
        at += 4;
        let value_count = varint::read(bytes, &mut at)? as usize;
        let mut values = Vec::with_capacity(value_count.min(65_536));
        for _ in 0..value_count {
            values.push(varint::read(bytes, &mut at)?);
        }
        let count = varint::read(bytes, &mut at)? as usize;
        let mut pairs = Vec::with_capacity(count.min(1 << 22));
        let mut key = 0_u32;
        for _ in 0..count {
            key = key.wrapping_add(varint::read(bytes, &mut at)?);
            let value = varint::read(bytes, &mut at)? as usize;
            pairs.push((key, *values.get(value)?));
        }
        Some(Self { table: Table::new(pairs.into_iter()) })
    }

    /// Looks every phrase of a sentence up. `out` gets one entry per token.
    pub fn look_up(&self, words: &[Token], out: &mut Vec<Known>) {
        out.clear();
        out.resize(words.len(), Known::default());
        // Per class: the token where the last longer match ends, so that matches of one class do not overlap.
        let mut busy = [0_usize; CLASSES];
        for i in 0..words.len() {
            let mut h = 0;
            let mut capital = false;
            let mut found = [(0_u32, 0_usize); LONGEST];
            let mut matches = 0;
            for (k, word) in words.iter().skip(i).take(LONGEST).enumerate() {
                h = mix(h, word.folded);
                capital |= word.form.is_capital();
                let Some(value) = self.table.get(h) else { break };
                if k == 0
                    && let Some(known) = out.get_mut(i)
                {
                    known.word = value >> WORD_CLASS_SHIFT & 0xFF;
                }
                let classes = value & CLASS_BITS & if capital { u32::MAX } else { SMALL_TOO };
                if classes != 0
                    && let Some(slot) = found.get_mut(matches)
                {
                    *slot = (classes, k + 1);
                    matches += 1;
                }
                if value & PREFIX == 0 {
                    break;
                }
            }
            for &(classes, len) in found.iter().take(matches).rev() {
                if len == 1 {
                    if let Some(known) = out.get_mut(i) {
                        known.unit |= classes;
                    }
                    continue;
                }
                for (class, until) in busy.iter_mut().enumerate() {
                    if classes >> class & 1 == 1 && *until <= i {
                        *until = i + len;
                        for (k, known) in out.iter_mut().skip(i).take(len).enumerate() {
                            if k == 0 {
                                known.begin |= 1 << class;
                            } else if k + 1 == len {
                                known.end |= 1 << class;
                            } else {
                                known.inside |= 1 << class;
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Which class the lists of a file belong to, by the stem of the file's name.
fn class_of(stem: &str) -> Option<Class> {
    Some(match stem {
        "countries" => Class::Country,
        "capitals" => Class::Capital,
        "cities15000" => Class::City,
        "regions" => Class::Region,
        "places_own" | "places" => Class::Place,
        "demonyms" | "peoples" => Class::People,
        "forenames_cc0" | "forenames_kantrowitz" | "forenames_census1990" | "forenames" => Class::Forename,
        "surnames_cc0" | "surnames" => Class::Surname,
        "surnames_census1990" => Class::SurnameWide,
        "titles" | "titles_more" => Class::Title,
        "org_keywords" | "org_words" => Class::OrgWord,
        "orgs_own" | "intl_orgs_abbr" | "orgs" => Class::Org,
        "companies_sp500" | "companies" => Class::Company,
        "parties" | "parties_more" => Class::Party,
        "world_leaders" | "leaders" => Class::Leader,
        "misc" => Class::Misc,
        "media" => Class::Media,
        "clubs" => Class::Club,
        "place_words" => Class::PlaceWord,
        "misc_words" => Class::MiscWord,
        _ => return None,
    })
}

/// Compiles the lists found in `folders` (files named as the lists; one phrase a line, `;` or tab between phrases)
/// into the file that [`Gazetteer::read`] reads. `word_classes.txt` has lines of `class: word word …`.
///
/// # Errors
/// When a folder or list cannot be read.
pub fn compile(folders: &[&Path]) -> std::io::Result<Vec<u8>> {
    let mut entries: BTreeMap<u32, u32> = BTreeMap::new();
    for folder in folders {
        let mut paths: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
        paths.sort_by_key(std::fs::DirEntry::file_name);
        for entry in paths {
            let path = entry.path();
            let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            if path.extension().is_some_and(|e| e == "README" || e == "md") {
                continue;
            }
            if stem == "word_classes" {
                add_word_classes(&std::fs::read_to_string(&path)?, &mut entries);
            } else if let Some(class) = class_of(&stem) {
                add_list(&stem, class, &std::fs::read_to_string(&path)?, &mut entries);
            }
        }
    }
    let mut values: Vec<u32> = entries.values().copied().collect();
    values.sort_unstable();
    values.dedup();
    let mut out = b"DGZ1".to_vec();
    varint::write(&mut out, values.len() as u32);
    for &v in &values {
        varint::write(&mut out, v);
    }
    varint::write(&mut out, entries.len() as u32);
    let mut last = 0;
    for (&key, value) in &entries {
        varint::write(&mut out, key - last);
        varint::write(&mut out, values.binary_search(value).unwrap_or(0) as u32);
        last = key;
    }
    Ok(out)
}

fn add_list(stem: &str, class: Class, text: &str, entries: &mut BTreeMap<u32, u32>) {
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let columns = line.split('\t');
        // Later columns of the place lists are codes and countries; of our own lists, other names of the same thing.
        let names: Vec<&str> = match stem {
            "countries" | "capitals" | "cities15000" | "regions" | "world_leaders" => columns.take(1).collect(),
            _ => columns.flat_map(|c| c.split(';')).collect(),
        };
        for name in names {
            let name = name.trim();
            let short = name.chars().count() <= 2 && matches!(class, Class::Country | Class::City | Class::Org);
            if name.is_empty() || (short && !matches!(name, "UN" | "EU" | "AU" | "AP" | "US" | "UK" | "BP" | "DW")) {
                continue;
            }
            add_phrase(name, class, entries);
            if class == Class::Leader && stem == "world_leaders" {
                for part in name.split(' ').filter(|p| p.chars().count() > 2 && !p.chars().any(char::is_lowercase)) {
                    add_phrase(part, class, entries);
                }
            }
        }
    }
}

fn add_phrase(name: &str, class: Class, entries: &mut BTreeMap<u32, u32>) {
    let words = tokens(name);
    if words.len() > LONGEST {
        return;
    }
    let mut h = 0;
    for (k, word) in words.iter().enumerate() {
        h = mix(h, word.folded);
        *entries.entry(h).or_default() |= if k + 1 == words.len() { 1 << class as u32 } else { PREFIX };
    }
}

fn add_word_classes(text: &str, entries: &mut BTreeMap<u32, u32>) {
    let mut number = 0;
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let Some((_, words)) = line.split_once(':') else { continue };
        number += 1;
        for word in words.split_whitespace() {
            if let [token] = tokens(word).as_slice() {
                let value = entries.entry(mix(0, token.folded)).or_default();
                // The first class that names a word keeps it.
                if *value >> WORD_CLASS_SHIFT & 0xFF == 0 {
                    *value |= number << WORD_CLASS_SHIFT;
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn lists() -> Gazetteer {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("countries.tsv"), "South Korea\tks\nKorea\tko\n").unwrap();
        std::fs::write(folder.path().join("orgs.txt"), "# a remark\nBank of Korea;BOK\n").unwrap();
        std::fs::write(folder.path().join("titles.txt"), "Prime Minister\n").unwrap();
        std::fs::write(folder.path().join("word_classes.txt"), "say: said told\nkin: wife\n").unwrap();
        Gazetteer::read(&compile(&[folder.path()]).unwrap()).unwrap()
    }

    #[test]
    fn finds_phrases_whatever_their_case_and_accents() {
        let lists = lists();
        let mut known = Vec::new();
        lists.look_up(&tokens("The SOUTH KOREA team and the Bank of Koréa said"), &mut known);
        let country = 1 << Class::Country as u32;
        assert_eq!((known[1].begin, known[2].end), (country, country));
        assert_eq!(known[2].unit, country);
        assert_eq!(known[6].begin, 1 << Class::Org as u32);
        assert_eq!(known[7].inside, 1 << Class::Org as u32);
        assert_eq!(known[9].word, 1);
    }

    #[test]
    fn small_letters_match_titles_only() {
        let lists = lists();
        let mut known = Vec::new();
        lists.look_up(&tokens("the prime minister of south korea"), &mut known);
        assert_eq!(known[1].begin, 1 << Class::Title as u32);
        assert_eq!(known[4].any(), 0);
    }

    #[test]
    fn the_lists_in_the_program_are_readable() {
        assert!(Gazetteer::read(b"no lists").is_none());
        assert!(super::super::embedded_lists().is_some());
    }
}
