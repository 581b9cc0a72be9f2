//! What the screen reader is told, and pictures to look at.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;

#[test]
fn paragraphs_and_headings_are_in_the_tree() {
    let text = "The dam\n\nWater was seeping.";
    let mut desk = Desk::new(text);
    let blocks =
        [Block { kind: BlockKind::Heading(2), range: 0..7 }, Block { kind: BlockKind::Paragraph, range: 9..27 }];
    desk.document = Document::new(text.into(), Arc::new(Index::new(text)), &blocks, 0);
    let harness = window(desk, egui::vec2(600.0, 300.0));
    let pane = harness.get_by_label("Text of the log");
    assert_eq!(pane.accesskit_node().role(), Role::Document);
    let told = |role| harness.get_by_role(role).value().unwrap_or_default();
    assert_eq!(told(Role::Heading), "The dam");
    assert_eq!(told(Role::Paragraph), "Water was seeping.");
}

#[test]
fn the_selection_is_told() {
    let mut harness = open(NEWS);
    let range = find(&harness, "her managers").start..find(&harness, "Nobody").end;
    harness.state_mut().state.select(range.clone());
    harness.run();
    let pane = harness.get_by_label("Text of the log");
    let told = pane.accesskit_node().text_selection().expect("a selection is told").text();
    let wanted = harness.state().document.slice(range).replace("\n\n", "");
    assert_eq!(told.replace('\n', ""), wanted);
}
