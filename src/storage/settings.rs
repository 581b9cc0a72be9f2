//! Small JSON files beside the project: settings, window session, recent list.
//!
//! They must never stop the program: what cannot be read is put aside as `.bad`, said once, and replaced by defaults.

use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::save::{SaveError, write_file};
use super::vfs::Vfs;

/// A value kept in a JSON file. Fields of newer versions stay in the file.
#[derive(Clone, Debug)]
pub struct Stored<T> {
    /// The value.
    pub value: T,
    path: PathBuf,
    unknown: Map<String, Value>,
}

impl<T: Default + Serialize + DeserializeOwned> Stored<T> {
    /// Reads the file. When it cannot be read the value is the default one, and the message says what became of the
    /// file; no message when there is none yet.
    pub fn load(vfs: &dyn Vfs, path: &Path) -> (Self, Option<String>) {
        let empty = || Self { value: T::default(), path: path.to_owned(), unknown: Map::new() };
        let bytes = match vfs.read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (empty(), None),
            Err(error) => {
                let message = format!("{} cannot be read ({error}); defaults are used", path.display());
                return (empty(), Some(message));
            }
        };
        match parse(bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(&bytes)) {
            Ok((value, unknown)) => (Self { value, path: path.to_owned(), unknown }, None),
            Err(problem) => {
                let mut bad = path.as_os_str().to_owned();
                bad.push(".bad");
                let bad = PathBuf::from(bad);
                let kept = match vfs.rename(path, &bad) {
                    Ok(()) => format!("it was put aside as {}", bad.display()),
                    Err(error) => format!("it could not be put aside ({error})"),
                };
                let message = format!("{} is damaged ({problem}); {kept} and defaults are used", path.display());
                (empty(), Some(message))
            }
        }
    }

    /// Writes the file, whole or not at all, creating its folder if need be.
    ///
    /// # Errors
    /// As of the disk; the file is as it was.
    pub fn save(&self, vfs: &dyn Vfs) -> Result<(), SaveError> {
        let failed = |error| SaveError::from_io(error, &self.path);
        let mut value = serde_json::to_value(&self.value).map_err(|error| failed(error.into()))?;
        if let Value::Object(fields) = &mut value {
            for (name, known) in &self.unknown {
                if !fields.contains_key(name) {
                    fields.insert(name.clone(), known.clone());
                }
            }
        }
        let mut bytes = serde_json::to_vec_pretty(&value).map_err(|error| failed(error.into()))?;
        bytes.push(b'\n');
        if let Some(dir) = self.path.parent() {
            vfs.create_dir_all(dir).map_err(failed)?;
        }
        write_file(vfs, &self.path, &bytes)
    }
}

impl Stored<Value> {
    /// The same file with its value as a `T`, for those who read it without knowing the type. Where it does not fit,
    /// the value is the default one.
    #[must_use]
    pub fn typed<T: Default + Serialize + DeserializeOwned>(self) -> Stored<T> {
        let (value, unknown) = T::deserialize(&self.value)
            .and_then(|value: T| unknown(self.value, &value).map(|unknown| (value, unknown)))
            .unwrap_or_default();
        Stored { value, path: self.path, unknown }
    }
}

/// The value, and the fields it does not know.
fn parse<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<(T, Map<String, Value>), serde_json::Error> {
    let raw: Value = serde_json::from_slice(bytes)?;
    // From the bytes again, so that an error names the line.
    let value: T = serde_json::from_slice(bytes)?;
    let unknown = unknown(raw, &value)?;
    Ok((value, unknown))
}

/// The fields of `raw` that `value` does not know.
fn unknown<T: Serialize>(raw: Value, value: &T) -> Result<Map<String, Value>, serde_json::Error> {
    let known = serde_json::to_value(value)?;
    Ok(match raw {
        Value::Object(fields) => fields.into_iter().filter(|(name, _)| known.get(name).is_none()).collect(),
        _ => Map::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::RealVfs;
    use serde::Deserialize;
    use std::fs;

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    struct Settings {
        size: u32,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    }

    #[test]
    fn fields_of_a_newer_version_stay_and_cleared_ones_go() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("config/settings.json");
        let (mut stored, message) = Stored::<Settings>::load(&RealVfs, &path);
        assert_eq!((&stored.value, message), (&Settings::default(), None));
        stored.value.size = 9;
        stored.save(&RealVfs).expect("saved with its folder");
        fs::write(&path, "\u{feff}{\"later\":[1,2],\"size\":11,\"name\":\"x\"}").expect("written");
        let (mut stored, message) = Stored::<Settings>::load(&RealVfs, &path);
        assert_eq!((stored.value.size, message), (11, None));
        stored.value.name = None;
        stored.save(&RealVfs).expect("saved");
        let text: Value = serde_json::from_slice(&fs::read(&path).expect("there")).expect("JSON");
        assert_eq!(text, serde_json::json!({"later": [1, 2], "size": 11}));
    }

    #[test]
    fn a_damaged_file_is_put_aside_and_said() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("settings.json");
        for damage in ["{\"size\":", "", "[[[", "{\"size\":\"big\"}", "\u{0}", "null"] {
            fs::write(&path, damage).expect("written");
            let (stored, message) = Stored::<Settings>::load(&RealVfs, &path);
            assert_eq!(stored.value, Settings::default());
            assert!(message.expect("said").contains("settings.json.bad"), "{damage}");
            assert_eq!(fs::read(dir.path().join("settings.json.bad")).expect("kept"), damage.as_bytes());
            assert!(!path.exists());
        }
    }
}
