//! How English a text is: the model knows English only and must say so when it reads something else.

use whatlang::{Lang, detect};

/// Characters of one sample.
const SAMPLE: usize = 800;

/// Share of the samples of `text` that read as English, 0 to 1. Texts too short to tell count as English when
/// they are written in Latin letters.
pub fn english(text: &str) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0);
    for part in 0..3 {
        let wanted = text.len() / 3 * part;
        if part > 0 && text.len() < 3 * SAMPLE {
            break;
        }
        let from = (wanted..text.len()).find(|&b| text.is_char_boundary(b)).unwrap_or(0);
        let rest = text.get(from..).unwrap_or_default();
        let to = rest.char_indices().nth(SAMPLE).map_or(rest.len(), |(b, _)| b);
        sum += sample(rest.get(..to).unwrap_or_default());
        count += 1.0;
    }
    if count > 0.0 { sum / count } else { 1.0 }
}

fn sample(text: &str) -> f32 {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return 1.0;
    }
    let latin = text.chars().filter(|&c| c.is_alphabetic() && u32::from(c) < 0x250).count();
    if latin * 2 < letters {
        return 0.0;
    }
    match detect(text) {
        Some(found) if found.lang() == Lang::Eng => 1.0,
        Some(found) if letters >= 80 && found.is_reliable() => 0.0,
        // Lists of names, menus and single lines confuse any guesser.
        _ => {
            if letters < 80 {
                1.0
            } else {
                0.5
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_english_from_other_languages() {
        let english_text = "The reservoir had been leaking for weeks before the council was told, and the engineer who \
            wrote the first report says that nobody wanted to read it. Residents were asked to leave their homes.";
        let german = "Der Stausee war schon seit Wochen undicht, bevor der Rat davon erfuhr, und die Ingenieurin, die den \
            ersten Bericht geschrieben hat, sagt, dass ihn niemand lesen wollte. Die Bewohner mussten ihre Häuser verlassen.";
        assert!(english(english_text) > 0.9);
        assert!(english(german) < 0.2);
        assert!(english("这个水库已经漏水好几个星期了，但是没有人告诉市议会。") < 0.2);
        assert!(english("Glenmoor") > 0.9);
        assert!(english("") > 0.9);
    }
}
