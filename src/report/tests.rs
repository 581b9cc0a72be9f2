use super::*;

fn rendered(text: &str) -> Rendered {
    Rendered { text: text.into(), html: text.replace('&', "&amp;").replace("Post", "<i>Post</i>") }
}

fn sample() -> Notebook {
    let remark =
        |text: &str| Remark { text: text.into(), tags: vec!["to check".into()], made: "2024-03-06T09:12:00Z".into() };
    Notebook {
        title: "Reservoir".into(),
        language: "en".into(),
        chapters: vec![Chapter {
            key: "grant2024dam".into(),
            title: "Dam & wall <draft>".into(),
            reference: rendered("Grant, A. (2024). Dam & wall. Post."),
            remarks: vec![remark("Who saw the **log**? <script>alert(1)</script> [x](javascript:alert(1))")],
            passages: vec![Passage {
                quote: "told her managers *twice*\nthat water came".into(),
                place: "¶2".into(),
                citation: rendered("(Grant, 2024, para. 2)"),
                colour: "yellow".into(),
                meaning: "key".into(),
                tags: vec!["seepage".into()],
                made: "2024-03-06T09:12:00Z".into(),
                remarks: vec![remark("Ask.")],
            }],
        }],
        remarks: vec![remark("On nothing.")],
    }
}

#[test]
fn every_form_has_passage_citation_and_note() {
    for form in Form::ALL {
        let text = notebook(form, &sample());
        for part in ["told her managers", "(Grant, 2024, para. 2)", "Ask.", "On nothing."] {
            assert!(text.contains(part), "{form:?} lacks {part}: {text}");
        }
        assert_eq!(text, notebook(form, &sample()), "{form:?} differs between two runs");
    }
}

#[test]
fn html_of_notes_runs_nothing() {
    let page = notebook(Form::Html, &sample());
    assert!(!page.contains("<script>") && !page.contains("javascript:"), "{page}");
    assert!(page.contains("<strong>log</strong>") && page.contains("Dam &amp; wall &lt;draft&gt;"), "{page}");
}

#[test]
fn markdown_keeps_passages_to_the_letter() {
    let text = notebook(Form::Markdown, &sample());
    assert!(
        text.contains("> told her managers \\*twice\\*\n> that water came\n>\n> — (Grant, 2024, para. 2) #seepage"),
        "{text}"
    );
    assert!(text.contains("*Post*"), "{text}");
}

#[test]
fn a_memo_numbers_its_footnotes_and_ends_with_the_list() {
    let memo_of = Memo {
        title: "Who knew".into(),
        language: "en".into(),
        pieces: vec![
            Piece::Prose("She told them".into()),
            Piece::Note(rendered("Grant, “Dam,” ¶2.")),
            Piece::Prose(". They deny it".into()),
            Piece::Note(rendered("Ibid.")),
            Piece::Prose(".".into()),
        ],
        bibliography: Some(Bibliography {
            title: "Sources".into(),
            references: vec![Reference { key: "a".into(), rendered: rendered("Grant. Post.") }],
            ..Bibliography::default()
        }),
    };
    let text = memo(Form::Markdown, &memo_of).unwrap();
    assert!(text.starts_with("# Who knew\n\nShe told them[^1]. They deny it[^2]."), "{text}");
    assert!(text.contains("[^2]: Ibid.\n\n## Sources\n\nGrant. *Post*."), "{text}");
    let page = memo(Form::Html, &memo_of).unwrap();
    assert!(page.contains("deny it<sup id=\"at-2\">") && page.contains("<li id=\"note-2\">Ibid."), "{page}");
    assert!(memo(Form::Text, &memo_of).unwrap().contains("[2] Ibid."));
    assert_eq!(memo(Form::Csv, &memo_of), None);
}
