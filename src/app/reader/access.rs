//! What a screen reader, and a test, can find: the pane, its paragraphs with their rows, the selection, links.

use std::ops::Range;

use egui::accesskit::{Node, Rect as NodeRect, Role, TextPosition, TextSelection};
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Id, Rect, Sense, Ui, UiBuilder, WidgetInfo};

use super::document::{BlockKind, Document};
use super::pointer::Shown;

/// egui splits a row into runs of this many characters, for the sake of AccessKit's 8-bit columns.
const RUN: usize = 255;
/// Characters of a passage in the name of its link.
const NAMED: usize = 48;

/// Names the pane and puts a node for every shown paragraph under it.
pub(super) fn describe(
    ui: &mut Ui,
    pane: &egui::Response,
    name: &str,
    document: &Document,
    shown: &[Shown],
    caret: (usize, bool),
    anchor: usize,
) {
    pane.widget_info(|| WidgetInfo::labeled(Role::Document, true, name));
    // Nobody listens: spare the work.
    if ui.ctx().accesskit_node_builder(pane.id, |_| ()).is_none() {
        return;
    }
    let inside = ui.new_child(UiBuilder::new().id_salt("paragraphs").max_rect(pane.rect).accessibility_parent(pane.id));
    for paragraph in shown {
        let id = paragraph_id(pane.id, paragraph.number);
        let rect = Rect::from_min_size(paragraph.pos, paragraph.rows.galley.size());
        inside.interact(rect, id, Sense::hover());
        let kind = document.paragraph(paragraph.number).map_or(BlockKind::Paragraph, |paragraph| paragraph.kind);
        ui.ctx().accesskit_node_builder(id, |node| {
            role(node, kind);
            node.set_value(document.paragraph_text(paragraph.number));
            node.set_bounds(NodeRect {
                x0: rect.left().into(),
                y0: rect.top().into(),
                x1: rect.right().into(),
                y1: rect.bottom().into(),
            });
        });
        let to_screen = egui::emath::TSTransform::from_translation(paragraph.pos.to_vec2());
        update_accesskit_for_text_widget(ui.ctx(), id, None, to_screen, &paragraph.rows.galley);
    }
    // A selection can be told as far as its ends are in view; beyond, its nearest end in view stands for it.
    let focus = position(pane.id, document, shown, caret.0, caret.1);
    let anchor = position(pane.id, document, shown, anchor, true);
    if let (Some(focus), Some(anchor)) = (focus, anchor) {
        ui.ctx().accesskit_node_builder(pane.id, |node| node.set_text_selection(TextSelection { anchor, focus }));
    }
}

fn paragraph_id(pane: Id, number: usize) -> Id {
    pane.with(("paragraph", number))
}

fn role(node: &mut Node, kind: BlockKind) {
    match kind {
        BlockKind::Heading(level) => {
            node.set_role(Role::Heading);
            node.set_level(level.into());
        }
        BlockKind::Quote => node.set_role(Role::Blockquote),
        BlockKind::Preformatted | BlockKind::Table => node.set_role(Role::Code),
        BlockKind::Caption => node.set_role(Role::Caption),
        BlockKind::Paragraph | BlockKind::ListItem => node.set_role(Role::Paragraph),
    }
}

/// The text run and character of a place, by the ids that egui gives to the runs of a galley.
fn position(pane: Id, document: &Document, shown: &[Shown], at: usize, next_row: bool) -> Option<TextPosition> {
    let (first, last) = (shown.first()?, shown.last()?);
    let number = document.paragraph_at(at).clamp(first.number, last.number);
    let paragraph = shown.get(number - first.number)?;
    let column = at.clamp(paragraph.chars.start, paragraph.chars.end) - paragraph.chars.start;
    let row = paragraph.rows.row_of(column, next_row);
    let own = paragraph.rows.columns(row);
    let column = column.clamp(own.start, own.end) - own.start;
    let run = if column > 0 && column.is_multiple_of(RUN) { column / RUN - 1 } else { column / RUN };
    let node = paragraph_id(pane, number).with(row).with(run).accesskit_id();
    Some(TextPosition { node, character_index: column - run * RUN })
}

/// What a mark or mention is called: `Mark yellow: told her managers twice…`, `Mention Person: Ewan Calder`.
pub(super) fn link_name(document: &Document, what: &str, kind: &str, range: Range<usize>) -> String {
    let end = range.end.min(range.start.saturating_add(NAMED));
    let passage = document.slice(range.start..end).split_whitespace().collect::<Vec<_>>().join(" ");
    let more = if end < range.end.min(document.chars()) { "…" } else { "" };
    format!("{what} {kind}: {passage}{more}")
}
