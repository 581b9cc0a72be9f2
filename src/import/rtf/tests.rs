//! RTF as writers of several ages write it.

use super::*;

fn texts(rtf: &[u8]) -> Vec<(BlockKind, String)> {
    read(rtf).parts.into_iter().map(|part| (part.kind, part.text)).collect()
}

#[test]
fn text_headings_lists_tables_and_notes() {
    let rtf = br"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Helvetica;}}
{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s15 Title;}}
{\info{\title Seepage}{\author Ailsa Grant}{\creatim\yr2024\mo3\dy6\hr9}{\revtim\yr2025\mo1\dy1}}
{\header Running head\par}
\pard\s15 Seepage at the dam\par
\pard\s1 What was seen\par
\pard\plain Water ran\'e9 \u8220?through\u8221? the wall{\footnote\pard\plain Log of 1921.} for years.\par
\pard {\listtext\'b7\tab}First of a list\par
\trowd\pard\intbl Year\cell Litres\cell\row\trowd\pard\intbl 1921\cell 40\cell\row\trowd\pard\intbl 1922\cell 60\cell\row
\pard After the table.\par}";
    let found = texts(rtf);
    let expected = [
        (BlockKind::H1, "Seepage at the dam"),
        (BlockKind::H1, "What was seen"),
        (BlockKind::P, "Water ran\u{e9} \u{201c}through\u{201d} the wall[1] for years."),
        (BlockKind::Li, "First of a list"),
        (BlockKind::Table, "Year\tLitres\n1921\t40\n1922\t60"),
        (BlockKind::P, "After the table."),
        (BlockKind::P, "[1] Log of 1921."),
    ];
    assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())));
    let properties = read(rtf).properties;
    assert_eq!(properties.all("title").next().map(|fact| fact.value.as_str()), Some("Seepage"));
    assert_eq!(properties.all("created").next().map(|fact| fact.value.as_str()), Some("2024-03-06"));
}

#[test]
fn letters_are_read_in_the_code_page_of_their_font() {
    let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset238 C;}}\f1 \'cf\'eb\'ee\'f2\'e8\'ed\'e0 \f2 \'8ea\'e8ek \f0 caf\'e9\par}";
    assert_eq!(texts(rtf), [(BlockKind::P, "Плотина Žaček café".to_owned())]);
}

#[test]
fn odd_rtf_is_read_as_far_as_it_goes() {
    assert_eq!(texts(br"{\rtf1 one\par two"), [(BlockKind::P, "one".to_owned()), (BlockKind::P, "two".to_owned())]);
    assert_eq!(texts(br"{\rtf1 }}}} after\par"), [(BlockKind::P, "after".to_owned())]);
    assert_eq!(texts(br"{\rtf1 a\u-10179?\u-8704?b}"), [(BlockKind::P, "a\u{1f600}b".to_owned())]);
    assert_eq!(texts(br"{\rtf1 a{\pict\bin4 }}}}b}c}"), [(BlockKind::P, "ac".to_owned())]);
    let deep = format!("{{\\rtf1 {}deep{}", "{".repeat(100_000), "}".repeat(100_000));
    assert_eq!(texts(deep.as_bytes()), [(BlockKind::P, "deep".to_owned())]);
    for broken in [
        "{\\rtf1 \\'",
        "{\\rtf1 \\",
        "{\\rtf1 \\bin99999999 x",
        "{\\rtf1 \\u",
        "{\\rtf1 {\\footnote",
        "{\\rtf1 \\cell\\row\\cell",
    ] {
        let _ = texts(broken.as_bytes());
    }
}
