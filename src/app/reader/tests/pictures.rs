//! Pictures to look at beside the drawings. Not run by themselves:
//! `READER_PICTURES=folder READER_FACES=folder-of-faces cargo test reader::tests::pictures -- --ignored`

use egui::{FontData, FontDefinitions, FontFamily, FontId, Key, Modifiers, RichText, Stroke, Vec2};
use egui_kittest::kittest::Queryable as _;

use super::*;

const DAM: &str = "Glenmoor — The engineer in charge of the dam that was drained on Tuesday had told her managers \
twice that water was seeping through the east wall, according to a log seen by the Highland Post.\n\nEwan Calder, \
who owns Calder Civil Works, denied that any warning had reached him. “Nobody brought me a report,” he said late on \
Wednesday. The company was paid €1.4 million for the works in 2023.\n\nWhat the board knew\n\nThe Water Safety Board \
said its last inspection, on 14 November, found nothing that called for the level to be lowered. Its director, Morag \
Sinclair, will give evidence on 18 March.\n\nWe were told to keep filling until somebody wrote the order down, and \
nobody ever did.\n\nThe log was kept by hand.\n\nEvery page was countersigned.\n\nThe east wall on Tuesday \
morning\n\nEnvironment minister Iain Mackie told reporters in Edinburgh that the inquiry would be public. Families in \
the valley asked that the road stay closed until the end of April.\n\nThe bus line said services to Inverness would \
leave from the old bridge, with delays of up to 90 minutes.";

fn serif(ctx: &egui::Context, folder: &str) {
    let mut fonts = FontDefinitions::empty();
    for (family, file) in [
        (FontFamily::Proportional, "NotoSans-Regular.ttf"),
        (FontFamily::Name("regular".into()), "NotoSerif-Regular.ttf"),
        (FontFamily::Name("bold".into()), "NotoSerif-Bold.ttf"),
        (FontFamily::Name("italic".into()), "NotoSerif-Italic.ttf"),
        (FontFamily::Monospace, "NotoSans-Regular.ttf"),
    ] {
        let bytes = std::fs::read(format!("{folder}/{file}")).expect("a face");
        fonts.font_data.insert(file.into(), Arc::new(FontData::from_owned(bytes)));
        fonts.families.entry(family).or_default().push(file.into());
    }
    for file in ["NotoNaskhArabic-Regular.ttf", "NotoSansDevanagari-Regular.ttf"] {
        let bytes = std::fs::read(format!("{folder}/{file}")).expect("a face");
        fonts.font_data.insert(file.into(), Arc::new(FontData::from_owned(bytes)));
        fonts.families.values_mut().for_each(|family| family.push(file.into()));
    }
    ctx.set_fonts(fonts);
}

fn desk(style: Style) -> Desk {
    let mut desk = Desk::new(DAM);
    let kinds = ["p", "p", "h2", "p", "quote", "li", "li", "caption", "p", "p"];
    let mut start = 0;
    let blocks: Vec<Block> = DAM
        .split("\n\n")
        .zip(kinds)
        .map(|(part, kind)| {
            let range = start..start + part.chars().count();
            start = range.end + 2;
            Block { kind: BlockKind::from_name(kind), range }
        })
        .collect();
    desk.document = Document::new(DAM.into(), Arc::new(Index::new(DAM)), &blocks, 0);
    let name = |name: &str| FontFamily::Name(name.into());
    desk.style = Style { regular: name("regular"), bold: name("bold"), italic: name("italic"), ..style };
    let place = |part: &str| {
        let byte = DAM.find(part).expect("there");
        {
            let start = DAM.get(..byte).map_or(0, |before| before.chars().count());
            start..start + part.chars().count()
        }
    };
    let mark = |(id, part, colour): (u32, &str, usize)| Mark {
        id,
        range: place(part),
        colour,
        selected: id == 4,
        hovered: id == 5,
    };
    let marks = [
        (1, "told her managers twice that water was seeping through the east wall", 0),
        (2, "water was seeping through", 2),
        (3, "last inspection, on 14 November, found nothing that called for the level to be lowered", 2),
        (4, "Nobody brought me a report", 4),
        (5, "countersigned", 3),
        (6, "Families in the valley asked that the road stay closed", 1),
        (7, "stay closed until the end of April", 5),
    ];
    let mentions = [
        ("Glenmoor", 2),
        ("Tuesday", 3),
        ("Highland Post", 1),
        ("Ewan Calder", 0),
        ("Calder Civil Works", 1),
        ("late on Wednesday", 3),
        ("€1.4 million", 4),
        ("2023", 3),
        ("Water Safety Board", 1),
        ("on 14 November", 3),
        ("Morag Sinclair", 0),
        ("on 18 March", 3),
        ("Iain Mackie", 0),
        ("Edinburgh", 2),
        ("the end of April", 3),
        ("Inverness", 2),
        ("90 minutes", 4),
        ("bus line", 5),
    ];
    let mention = |(n, (part, line)): (usize, (&str, usize))| Underline {
        id: n as u32,
        range: place(part),
        line,
        emphasised: part == "Ewan Calder",
    };
    desk.overlay =
        Overlay::new(marks.into_iter().map(mark).collect(), mentions.into_iter().enumerate().map(mention).collect());
    desk.overlay.set_found(vec![place("water"), place("the works"), place("the works in")], Some(1));
    desk
}

fn picture(name: &str, style: Style, scale: f32, size: Vec2, keys: &[(Modifiers, Key)]) {
    let (Ok(folder), Ok(faces)) = (std::env::var("READER_PICTURES"), std::env::var("READER_FACES")) else { return };
    let (text, muted, line) = (style.text, style.muted, style.line);
    let mut harness = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(scale)
        .with_max_steps(200)
        .allow_missing_glyphs()
        .with_context_setup(move |ctx| serif(ctx, &faces))
        .build_ui_state(
            |ui, desk: &mut Desk| {
                let reader =
                    Reader::new("read", &desk.document, &desk.overlay, &desk.style).name("Text").header(|ui| {
                        let title = RichText::new("Dam engineer had warned of seepage, inquiry hears").color(text);
                        ui.label(title.font(FontId::new(27.0, FontFamily::Name("bold".into()))));
                        ui.add_space(6.0);
                        let by = "Ailsa Grant and Tom Reid · Highland Post · 6 March 2024 · 742 words · 4 min";
                        ui.label(RichText::new(by).size(13.0).color(muted));
                        ui.add_space(6.0);
                        let (rect, _) =
                            ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), egui::Sense::hover());
                        ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, line));
                    });
                desk.last = Some(reader.show(ui, &mut desk.state));
            },
            desk(style),
        );
    if name == "scripts" {
        let text = "لا سلام بلا الآلات والأسلاك، قال الآن المدير إن لا أحد هنا then Latin words follow and are marked.\n\n\
                    क्षत्रिय लोग कहते हैं कि पानी बह रहा था, and so on to the end of it.";
        let mut other = Desk::new(text);
        let place = |part: &str| {
            text.find(part).map_or(0..0, |byte| {
                let start = text.get(..byte).map_or(0, |before| before.chars().count());
                start..start + part.chars().count()
            })
        };
        let marks = ["Latin words", "so on", "قال", "पानी"].map(place).into_iter().enumerate().map(|(n, range)| Mark {
            id: n as u32,
            range,
            colour: n,
            selected: false,
            hovered: false,
        });
        other.overlay = Overlay::new(marks.collect(), vec![]);
        let desk = harness.state_mut();
        (desk.document, desk.overlay) = (other.document, other.overlay);
    }
    harness.run();
    if !keys.is_empty() {
        let at = find(&harness, "Its director").start;
        harness.state_mut().state.select(at..at);
        harness.get_by_label("Text").focus();
        harness.run();
        for (modifiers, key) in keys {
            harness.key_press_modifiers(*modifiers, *key);
            harness.run();
        }
    }
    harness.render().expect("a picture").save(format!("{folder}/{name}.png")).expect("saved");
}

#[test]
#[ignore = "makes pictures to look at"]
fn pictures() {
    let size = Vec2::new(630.0, 830.0);
    let keys = [(Modifiers::SHIFT, Key::ArrowDown), (Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowRight)];
    picture("light", Style::light(), 1.0, size, &[]);
    picture("dark", Style::dark(), 1.0, size, &[]);
    picture("light-2x", Style::light(), 2.0, size, &keys);
    picture("dark-2x", Style::dark(), 2.0, size, &keys);
    picture("scripts", Style::light(), 1.5, Vec2::new(630.0, 400.0), &[]);
    picture("wide", Style::light(), 1.0, Vec2::new(1000.0, 700.0), &[]);
    picture("narrow", Style::light(), 1.0, Vec2::new(260.0, 700.0), &[]);
    let contrast = Style {
        paper: egui::Color32::WHITE,
        text: egui::Color32::BLACK,
        selection: egui::Color32::BLACK,
        selection_text: Some(egui::Color32::WHITE),
        mark_box: 2.0,
        marks: Style::light()
            .marks
            .into_iter()
            .map(|mark| MarkColour { wash: egui::Color32::TRANSPARENT, ..mark })
            .collect(),
        ..Style::light()
    };
    picture("contrast", contrast, 1.0, size, &keys);
}
