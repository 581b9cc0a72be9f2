//! The language of a text from its words.

use whatlang::Lang;

use super::layout::Piece;
use super::shape::Shape;

/// How many characters are looked at.
const SAMPLE: usize = 12_000;

/// BCP 47 code of the language most paragraphs are written in; `None` when there is too little text to tell.
pub(super) fn language(blocks: &[Piece]) -> Option<String> {
    let mut sample = String::new();
    let mut length = 0;
    let prose = |piece: &&Piece| Shape::of(piece.text.get(..4000).unwrap_or(&piece.text)).is_prose();
    for piece in blocks.iter().filter(prose) {
        let begins: String = piece.text.chars().take(SAMPLE - length).collect();
        length += begins.chars().count();
        sample.push_str(&begins);
        sample.push(' ');
        if length >= SAMPLE {
            break;
        }
    }
    if length < 60 {
        sample = blocks
            .iter()
            .take(60)
            .map(|piece| piece.text.chars().take(200).collect::<String>())
            .collect::<Vec<_>>()
            .join(" ");
    }
    let info = whatlang::detect(&sample)?;
    (info.is_reliable() || sample.chars().count() > 120).then(|| code(info.lang()).to_owned())
}

/// BCP 47 prefers the two-letter code where there is one.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Cym => "cy",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "no",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
    }
}
