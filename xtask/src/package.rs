//! Folders to packages: copying, the manifest of Firefox, and archives that are the same each time.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Every file below `folder`, as paths from there with `/`, sorted.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(inner) = open.pop() {
        let place = folder.join(&inner);
        for entry in fs::read_dir(&place).with_context(|| format!("cannot read {}", place.display()))? {
            let entry = entry?;
            let path = inner.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else {
                let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
                found.push(parts.join("/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Copies a file or a whole folder.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() {
        for file in files(from)? {
            copy(&from.join(&file), &to.join(&file))?;
        }
        return Ok(());
    }
    write(to, &fs::read(from).with_context(|| format!("cannot read {}", from.display()))?)
}

/// Writes a file and the folders above it.
pub(crate) fn write(to: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(to, bytes).with_context(|| format!("cannot write {}", to.display()))
}

/// Removes what an earlier run left.
pub(crate) fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Lays the keys of `over` into `base`: objects are merged, `null` deletes a key, anything else replaces it.
pub(crate) fn merge(base: &mut Value, over: &Value) {
    let (Some(keys), Value::Object(changes)) = (base.as_object_mut(), over) else {
        *base = over.clone();
        return;
    };
    for (key, change) in changes {
        match (change, keys.get_mut(key)) {
            (Value::Null, _) => {
                keys.shift_remove(key);
            }
            (Value::Object(_), Some(old)) if old.is_object() => merge(old, change),
            _ => {
                keys.insert(key.clone(), change.clone());
            }
        }
    }
}

/// Reads a JSON file.
pub(crate) fn json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

/// Packs a folder: files sorted, the oldest date that the format knows, one compression; so equal folders give
/// equal archives.
pub(crate) fn zip(folder: &Path, to: &Path) -> Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let files = files(folder)?;
    if files.is_empty() {
        bail!("{} is empty, there is nothing to pack", folder.display());
    }
    for file in files {
        archive.start_file(&file, options)?;
        archive.write_all(&fs::read(folder.join(&file))?)?;
    }
    write(to, archive.finish()?.get_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_firefox_manifest_changes_only_the_keys_that_it_names() {
        let mut manifest =
            json!({"name": "a", "background": {"service_worker": "b.js", "type": "module"}, "icons": [1]});
        merge(
            &mut manifest,
            &json!({"background": {"service_worker": null, "scripts": ["b.js"]}, "icons": [2], "gecko": {"id": "x"}}),
        );
        assert_eq!(
            manifest,
            json!({"name": "a", "background": {"type": "module", "scripts": ["b.js"]}, "icons": [2], "gecko": {"id": "x"}})
        );
    }

    #[test]
    fn equal_folders_give_equal_archives() -> Result<()> {
        let place = std::env::temp_dir().join(format!("saring-zip-{}", std::process::id()));
        let mut archives = Vec::new();
        for (name, order) in [("one", ["b/c.txt", "a.txt"]), ("two", ["a.txt", "b/c.txt"])] {
            for file in order {
                write(&place.join(name).join(file), file.as_bytes())?;
            }
            zip(&place.join(name), &place.join(format!("{name}.zip")))?;
            archives.push(fs::read(place.join(format!("{name}.zip")))?);
        }
        clear(&place)?;
        assert_eq!(archives[0], archives[1]);
        Ok(())
    }
}
