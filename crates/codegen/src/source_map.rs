//! `index.d.ts.map`: source map from procedures, types and fields to the Rust sources.

use std::{
    collections::{BTreeSet, HashMap},
    path::{Component, Path, PathBuf},
};

use sourcemap::SourceMapBuilder;

use crate::{Error, index_dts::Mapping};

/// Returns the source map of `out/index.d.ts`. Skips mappings whose Rust file does not exist.
pub(crate) fn print(mappings: &[Mapping], out: &Path) -> Result<String, Error> {
    let out = canonical_path(out);
    let mut paths: HashMap<&str, Option<String>> = HashMap::new();
    let mut builder = SourceMapBuilder::new(Some("index.d.ts"));
    let (mut boundaries, mut mapped_starts) = (BTreeSet::new(), BTreeSet::new());
    for mapping in mappings {
        let file = mapping.source.file.as_str();
        let path = paths
            .entry(file)
            .or_insert_with(|| mapping.source.find_file().map(|path| relative_path(&out, &canonical_path(&path))));
        let Some(path) = path else { continue };
        let source = builder.add_source(path);
        let (line, column) = (mapping.source.line.saturating_sub(1), mapping.source.column.saturating_sub(1));
        let mut add = |(dst_line, dst_column): (u32, u32), column: u32| {
            builder.add_raw(dst_line, dst_column, line, column, Some(source), None, false);
        };
        // TypeScript 5 looks up the name; TypeScript 7 also looks up the start and end of the declaration.
        add((mapping.line, mapping.start_column), column);
        add((mapping.line, mapping.name_column), column);
        add((mapping.line, mapping.name_column + mapping.name_length), column + mapping.name_length);
        add(mapping.end, column + mapping.name_length);
        mapped_starts.extend((mapping.start_column == 0).then_some(mapping.line));
        boundaries.extend([mapping.line, mapping.line + 1, mapping.end.0 + 1]);
    }
    // A mapping applies until the next one (ECMA-426), and for an unmapped position TypeScript falls back to the next
    // mapping. Unmapped segments around each declaration confine both effects to its lines.
    for line in boundaries.difference(&mapped_starts) {
        let line = *line;
        builder.add_raw(line, 0, 0, 0, None, None, false);
    }
    let mut json = Vec::new();
    builder.into_sourcemap().to_writer(&mut json).map_err(|error| Error::SourceMap(error.to_string()))?;
    json.push(b'\n');
    String::from_utf8(json).map_err(|error| Error::SourceMap(error.to_string()))
}

/// Resolves symbolic links in the part of the path that exists.
fn canonical_path(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for ancestor in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (ancestor.canonicalize(), path.strip_prefix(ancestor)) {
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    path
}

fn relative_path(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let down = to.iter().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_paths_are_relative_with_forward_slashes() {
        assert_eq!(relative_path(Path::new("/a/b/bindings/x"), Path::new("/a/b/src/lib.rs")), "../../src/lib.rs");
    }
}
