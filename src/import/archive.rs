//! Archives (ZIP) that hold office documents and books: read part by part, in memory, with limits on what unpacks.
//!
//! Names inside an archive are only ever compared, never used as paths: nothing is written anywhere.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

/// Largest part that is unpacked, in bytes.
const PART: u64 = 24 << 20;
/// Most that is unpacked of one archive, in bytes.
const WHOLE: u64 = 96 << 20;
/// Most entries of an archive.
const ENTRIES: usize = 20_000;

/// An open archive.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

/// Why a part was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartError {
    /// There is none of that name.
    Missing,
    /// It is encrypted.
    Locked,
    /// It unpacks to more than a document can hold.
    Huge,
    /// It is damaged.
    Broken,
}

impl<'b> Archive<'b> {
    /// Opens an archive; `None` if the bytes are none, or one of absurd size.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        (zip.len() <= ENTRIES).then_some(Self { zip, left: WHOLE })
    }

    /// Whether there is a part of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Bytes of a part.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, PartError> {
        let file = self.zip.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => PartError::Missing,
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => PartError::Locked,
            _ => PartError::Broken,
        })?;
        let most = PART.min(self.left);
        // The size an archive declares may be a lie: what comes out is counted.
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        match read {
            _ if bytes.len() as u64 > most => Err(PartError::Huge),
            Ok(_) => Ok(bytes),
            // A damaged end still leaves a beginning worth reading.
            Err(_) if bytes.len() > 200 => Ok(bytes),
            Err(_) => Err(PartError::Broken),
        }
    }

    /// Text of an XML part.
    pub(super) fn xml(&mut self, name: &str) -> Result<String, PartError> {
        self.read(name).map(|bytes| super::xml::decoded(&bytes))
    }
}

/// `href` as seen from the part `base`, as a name in the archive: "../Text/a%20b.xhtml#x" from "OPS/nav/toc.xhtml"
/// is "OPS/Text/a b.xhtml".
pub(super) fn resolve(base: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<String> =
        if href.starts_with('/') { Vec::new() } else { folder.split('/').map(str::to_owned).collect() };
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(unescaped(part)),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

/// `%20` and the like in an address.
pub(super) fn unescaped(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let pair = after.get(..2).filter(|_| byte == b'%').and_then(|pair| std::str::from_utf8(pair).ok());
        let value = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(value.unwrap_or(byte));
        rest = if value.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_inside_never_leave_the_archive() {
        assert_eq!(resolve("OPS/nav/toc.xhtml", "../Text/a%20b.xhtml#x"), "OPS/Text/a b.xhtml");
        assert_eq!(resolve("a.opf", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(resolve("OPS/a.opf", "/Text/b.xhtml"), "Text/b.xhtml");
        assert_eq!(unescaped("100%"), "100%");
        assert_eq!(unescaped("%C3%A9%zz"), "é%zz");
    }
}
