//! `index.d.ts.map`: from the names of procedures, types and fields to the Rust sources, for editors.

use std::{
    collections::{BTreeSet, HashMap},
    path::{Component, Path, PathBuf},
};

use sourcemap::SourceMapBuilder;

use crate::{Error, declarations::Mapping};

/// The map for a file that is going to stand in `out`. A place whose Rust file is not found here is left out.
pub(crate) fn print(marks: &[Mapping], out: &Path) -> Result<String, Error> {
    let out = canonical_path(out);
    let mut found: HashMap<&str, Option<String>> = HashMap::new();
    let mut builder = SourceMapBuilder::new(Some("index.d.ts"));
    let (mut fences, mut begun) = (BTreeSet::new(), BTreeSet::new());
    for mark in marks {
        let file = mark.source.file.as_str();
        let path = found
            .entry(file)
            .or_insert_with(|| mark.source.find_file().map(|path| relative_path(&out, &canonical_path(&path))));
        let Some(path) = path else { continue };
        let source = builder.add_source(path);
        let (line, column) = (mark.source.line.saturating_sub(1), mark.source.column.saturating_sub(1));
        let mut in_rust = |(in_line, at): (u32, u32), column: u32| {
            builder.add_raw(in_line, at, line, column, Some(source), None, false);
        };
        // TypeScript 5 maps the name, TypeScript 7 the declaration around it as well.
        in_rust((mark.line, mark.start_column), column);
        in_rust((mark.line, mark.name_column), column);
        in_rust((mark.line, mark.name_column + mark.name_length), column + mark.name_length);
        in_rust(mark.end, column + mark.name_length);
        begun.extend((mark.start_column == 0).then_some(mark.line));
        fences.extend([mark.line, mark.line + 1, mark.end.0 + 1]);
    }
    // By the format a mapping holds until the next one; TypeScript takes the next one for what it does not find. So each
    // line that is in Rust begins and ends with a mapping to nowhere.
    for line in fences.difference(&begun) {
        let line = *line;
        builder.add_raw(line, 0, 0, 0, None, None, false);
    }
    let mut json = Vec::new();
    builder.into_sourcemap().to_writer(&mut json).map_err(|error| Error::SourceMap(error.to_string()))?;
    json.push(b'\n');
    String::from_utf8(json).map_err(|error| Error::SourceMap(error.to_string()))
}

/// The real path, as far as it exists already.
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
    fn sources_are_relative_with_forward_slashes() {
        assert_eq!(relative_path(Path::new("/a/b/bindings/x"), Path::new("/a/b/src/lib.rs")), "../../src/lib.rs");
    }
}
