//! Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, then a guess; and a plain word when it is no text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::ImportError;

/// How much of a text is looked at to guess its encoding or to see that it is binary.
const SAMPLE: usize = 1 << 20;

/// Text and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text: no byte order mark, no NUL, lines parted by `\n`.
    pub text: String,
    /// Name of the encoding that was used ("UTF-8", "windows-1252").
    pub encoding: String,
    /// Whether the encoding was guessed from the letters, so that a person should look.
    pub guessed: bool,
    /// Bytes that fit no character and were replaced by U+FFFD.
    pub damaged: bool,
}

/// Decodes `bytes`.
///
/// # Errors
/// [`ImportError::Binary`] if the bytes are no text in any encoding, [`ImportError::Empty`] if nothing is left.
pub fn decode(bytes: &[u8], name: &str) -> Result<Decoded, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty { name: name.to_owned() });
    }
    let decoded = match marked(bytes) {
        Some(decoded) => decoded,
        None if looks_binary(bytes) => return Err(ImportError::Binary { name: name.to_owned() }),
        None => unmarked(bytes),
    };
    let decoded = Decoded { text: tidy(decoded.text), ..decoded };
    if decoded.text.trim().is_empty() {
        return Err(ImportError::Empty { name: name.to_owned() });
    }
    Ok(decoded)
}

/// Text that says what it is with a byte order mark. The four-byte marks come first: UTF-32LE begins like UTF-16LE.
fn marked(bytes: &[u8]) -> Option<Decoded> {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe, 0, 0]) {
        return Some(utf32(rest, u32::from_le_bytes, "UTF-32LE"));
    }
    if let Some(rest) = bytes.strip_prefix(&[0, 0, 0xfe, 0xff]) {
        return Some(utf32(rest, u32::from_be_bytes, "UTF-32BE"));
    }
    let (encoding, length) = Encoding::for_bom(bytes)?;
    Some(with(encoding, bytes.get(length..).unwrap_or_default(), false))
}

fn unmarked(bytes: &[u8]) -> Decoded {
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes, true);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return with(UTF_8, bytes, false);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    // A few broken bytes in a long UTF-8 text are damage, not another encoding.
    let lossy = String::from_utf8_lossy(sample);
    let broken = lossy.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let wide = lossy.chars().filter(|c| !c.is_ascii()).count() - broken;
    if broken * 10 < wide {
        return with(UTF_8, bytes, true);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, sample.len() == bytes.len());
    with(detector.guess(None, Utf8Detection::Deny), bytes, true)
}

fn with(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name().to_owned(), guessed, damaged }
}

fn utf32(bytes: &[u8], value: fn([u8; 4]) -> u32, name: &str) -> Decoded {
    let text: String =
        bytes.as_chunks::<4>().0.iter().map(|&four| char::from_u32(value(four)).unwrap_or('\u{fffd}')).collect();
    Decoded { damaged: text.contains('\u{fffd}'), text, encoding: name.to_owned(), guessed: false }
}

/// UTF-16 without a mark shows as NULs at every other byte of Latin text.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.get(..SAMPLE.min(bytes.len())).unwrap_or_default().as_chunks::<2>().0;
    let high = pairs.iter().filter(|[first, _]| *first == 0).count();
    let low = pairs.iter().filter(|[_, second]| *second == 0).count();
    let many = |count: usize| pairs.len() >= 2 && count * 10 >= pairs.len() * 4;
    match (many(high), many(low)) {
        (true, false) if low * 20 < high => Some(UTF_16BE),
        (false, true) if high * 20 < low => Some(UTF_16LE),
        _ => None,
    }
}

/// Control characters that no text holds, more than one in fifty, or the first bytes of a well-known binary format.
fn looks_binary(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 12] = [
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"PK\x03\x04",
        b"%PDF-",
        b"\x7fELF",
        b"MZ\x90",
        b"\x1f\x8b",
        b"RIFF",
        b"OggS",
        b"7z\xbc\xaf",
        b"\xd0\xcf\x11\xe0",
    ];
    if SIGNATURES.iter().any(|signature| bytes.starts_with(signature)) {
        return true;
    }
    if utf16_without_mark(bytes).is_some() {
        return false;
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let control = sample.iter().filter(|&&b| b < 0x09 || (0x0e..0x20).contains(&b) && b != 0x1b).count();
    control * 50 > sample.len()
}

/// One kind of line end, no NUL and no byte order marks in the middle.
fn tidy(text: String) -> String {
    let dirty = |c: char| matches!(c, '\0' | '\r' | '\u{feff}' | '\u{c}');
    if !text.contains(dirty) {
        return text;
    }
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\0' | '\u{feff}' => {}
            '\r' => {
                let _ = chars.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\u{c}' => clean.push('\n'),
            _ => clean.push(c),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> (String, String) {
        let decoded = decode(bytes, "paste.txt").expect("text");
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn reads_marks_and_plain_utf8() {
        assert_eq!(read("Čapek".as_bytes()), ("Čapek".into(), "UTF-8".into()));
        assert_eq!(read(b"\xef\xbb\xbfdam\r\nlog\rend\0"), ("dam\nlog\nend".into(), "UTF-8".into()));
        assert_eq!(read(b"\xff\xfed\0a\0m\0"), ("dam".into(), "UTF-16LE".into()));
        assert_eq!(read(b"\xfe\xff\0d\0a\0m"), ("dam".into(), "UTF-16BE".into()));
        assert_eq!(read(b"\xff\xfe\0\0d\0\0\0\xe9\0\0\0"), ("dé".into(), "UTF-32LE".into()));
        assert_eq!(read(b"\0\0\xfe\xff\0\0\0d"), ("d".into(), "UTF-32BE".into()));
    }

    #[test]
    fn guesses_what_has_no_mark_and_says_so() {
        assert_eq!(read(b"d\0a\0m\0 \0l\0o\0g\0").0, "dam log");
        assert_eq!(read(b"\0d\0a\0m\0 \0l\0o\0g").0, "dam log");
        let german: &[u8] =
            b"Der Stausee f\xfchrt zu wenig Wasser, sagte die Beh\xf6rde. Das \xdcbrige \xe4ndert nichts.";
        let decoded = decode(german, "a.txt").expect("text");
        assert!(decoded.text.contains("führt") && decoded.text.contains("Übrige"), "{decoded:?}");
        assert!(decoded.guessed && decoded.encoding == "windows-1252");
        let russian: &[u8] = b"\xcf\xeb\xee\xf2\xe8\xed\xe0 \xef\xf0\xee\xf0\xe2\xe0\xed\xe0, \xe6\xe8\xf2\xe5\xeb\xe8 \xfd\xe2\xe0\xea\xf3\xe8\xf0\xee\xe2\xe0\xed\xfb.";
        assert!(read(russian).0.starts_with("Плотина прорвана"));
    }

    #[test]
    fn one_broken_byte_does_not_turn_the_umlauts() {
        let mut bytes = "Größe, Höhe, Übermaß, Ärger, Öl, Füße und so weiter".repeat(5).into_bytes();
        bytes.push(0xff);
        let decoded = decode(&bytes, "a.txt").expect("text");
        assert!(decoded.text.contains("Übermaß") && decoded.damaged && decoded.encoding == "UTF-8");
    }

    #[test]
    fn refuses_what_is_no_text_with_a_sentence() {
        let refusal = |bytes: &[u8]| decode(bytes, "thing.bin").expect_err("no text").to_string();
        assert!(refusal(b"\x89PNG\r\n\x1a\n rest").contains("thing.bin"));
        assert!(refusal(&[0, 1, 2, 3, 4, 5, 6, 7, 8]).contains("is not text"));
        assert!(refusal(b"").contains("empty"));
        assert!(refusal(b" \r\n \0\t").contains("empty"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(decoded) = decode(&bytes, "x") {
                prop_assert!(!decoded.text.contains(['\0', '\r']));
                prop_assert!(!decoded.text.trim().is_empty());
            }
        }

        #[test]
        fn utf8_text_comes_through_whole(text in "[a-zäöüßéèñçœ .,\n]{1,200}") {
            prop_assume!(!text.trim().is_empty());
            prop_assert_eq!(decode(text.as_bytes(), "x").expect("text").text, text);
        }
    }
}
