//! LaTeX text of a `.bib` field as CSL text: accents composed, commands as markup, braces gone.

use unicode_normalization::UnicodeNormalization as _;

/// Accent commands and their combining characters.
const ACCENTS: [(&str, char); 15] = [
    ("'", '\u{301}'),
    ("`", '\u{300}'),
    ("^", '\u{302}'),
    ("\"", '\u{308}'),
    ("~", '\u{303}'),
    ("=", '\u{304}'),
    (".", '\u{307}'),
    ("c", '\u{327}'),
    ("v", '\u{30C}'),
    ("u", '\u{306}'),
    ("H", '\u{30B}'),
    ("r", '\u{30A}'),
    ("k", '\u{328}'),
    ("d", '\u{323}'),
    ("b", '\u{331}'),
];

/// Commands that are characters.
const SYMBOLS: [(&str, &str); 105] = [
    ("ss", "ß"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("aa", "å"),
    ("AA", "Å"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("th", "þ"),
    ("TH", "Þ"),
    ("dh", "ð"),
    ("DH", "Ð"),
    ("dj", "đ"),
    ("DJ", "Đ"),
    ("ng", "ŋ"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textquotesingle", "'"),
    ("textquotedbl", "\""),
    ("ldots", "…"),
    ("dots", "…"),
    ("textellipsis", "…"),
    ("textbackslash", "\\"),
    ("textasciitilde", "~"),
    ("textasciicircum", "^"),
    ("textbar", "|"),
    ("textless", "<"),
    ("textgreater", ">"),
    ("textunderscore", "_"),
    ("LaTeX", "LaTeX"),
    ("TeX", "TeX"),
    ("copyright", "©"),
    ("pounds", "£"),
    ("euro", "€"),
    ("texteuro", "€"),
    ("S", "§"),
    ("P", "¶"),
    ("textregistered", "®"),
    ("texttrademark", "™"),
    ("degree", "°"),
    ("textdegree", "°"),
    ("textperiodcentered", "·"),
    ("times", "×"),
    ("pm", "±"),
    ("cdot", "·"),
    ("leq", "≤"),
    ("geq", "≥"),
    ("approx", "≈"),
    ("infty", "∞"),
    ("rightarrow", "→"),
    ("to", "→"),
    ("sim", "∼"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("phi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("theta", "θ"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Omega", "Ω"),
    ("eta", "η"),
    ("zeta", "ζ"),
    ("Phi", "Φ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Psi", "Ψ"),
    ("xi", "ξ"),
    ("Xi", "Ξ"),
    ("iota", "ι"),
    ("upsilon", "υ"),
    ("varepsilon", "ε"),
    ("varphi", "φ"),
    ("le", "≤"),
    ("ge", "≥"),
    ("neq", "≠"),
    ("ne", "≠"),
    ("circ", "°"),
    ("prime", "′"),
    ("ell", "ℓ"),
    ("slash", "/"),
    ("textmu", "µ"),
];

/// Commands that wrap their argument, and declarations that hold to the end of their group.
const WRAPS: [(&str, &str, &str); 27] = [
    ("emph", "<i>", "</i>"),
    ("textit", "<i>", "</i>"),
    ("textsl", "<i>", "</i>"),
    ("mkbibemph", "<i>", "</i>"),
    ("mkbibitalic", "<i>", "</i>"),
    ("it", "<i>", "</i>"),
    ("em", "<i>", "</i>"),
    ("itshape", "<i>", "</i>"),
    ("sl", "<i>", "</i>"),
    ("textbf", "<b>", "</b>"),
    ("mkbibbold", "<b>", "</b>"),
    ("bf", "<b>", "</b>"),
    ("bfseries", "<b>", "</b>"),
    ("textsuperscript", "<sup>", "</sup>"),
    ("mkbibsuperscript", "<sup>", "</sup>"),
    ("textsubscript", "<sub>", "</sub>"),
    ("mkbibsubscript", "<sub>", "</sub>"),
    ("textsc", SMALL_CAPS, "</span>"),
    ("sc", SMALL_CAPS, "</span>"),
    ("scshape", SMALL_CAPS, "</span>"),
    ("enquote", "“", "”"),
    ("mkbibquote", "“", "”"),
    ("textquote", "“", "”"),
    ("mkbibparens", "(", ")"),
    ("mkbibbrackets", "[", "]"),
    ("qty", "", ""),
    ("textnormal", "", ""),
];
const SMALL_CAPS: &str = "<span style=\"font-variant:small-caps;\">";
const DECLARATIONS: [&str; 8] = ["it", "em", "itshape", "sl", "bf", "bfseries", "sc", "scshape"];

/// Localised strings of biblatex (`\bibstring{phdthesis}` and bare keys in `type`).
pub(super) const STRINGS: [(&str, &str); 16] = [
    ("newseries", "new series"),
    ("oldseries", "old series"),
    ("phdthesis", "PhD thesis"),
    ("mathesis", "Master’s thesis"),
    ("bathesis", "Bachelor’s thesis"),
    ("candthesis", "Candidate thesis"),
    ("techreport", "technical report"),
    ("resreport", "research report"),
    ("software", "software"),
    ("datacd", "data CD"),
    ("audiocd", "audio CD"),
    ("patent", "patent"),
    ("patentus", "U.S. patent"),
    ("patenteu", "European patent"),
    ("patentreq", "patent request"),
    ("inpress", "in press"),
];

/// Decodes a field. White space is brought to single spaces; text is NFC.
pub(super) fn text(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut reader = Reader { chars: &chars, at: 0, out: String::new(), groups: Vec::new(), math: false };
    reader.run();
    let joined =
        reader.out.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    joined.nfc().collect()
}

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
    out: String,
    /// What to write when each open group closes.
    groups: Vec<String>,
    math: bool,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn eat(&mut self, c: char) -> bool {
        let there = self.peek() == Some(c);
        self.at += usize::from(there);
        there
    }

    fn run(&mut self) {
        while let Some(c) = self.next() {
            match c {
                '\\' => self.command(),
                '{' => self.groups.push(String::new()),
                '}' => {
                    let end = self.groups.pop().unwrap_or_default();
                    self.out.push_str(&end);
                }
                '$' => self.math = !self.math,
                '^' | '_' if self.math => self.script(c),
                '~' => self.out.push('\u{a0}'),
                '-' if self.eat('-') => {
                    let dash = if self.eat('-') { '—' } else { '–' };
                    self.out.push(dash);
                }
                '`' if self.eat('`') => self.out.push('“'),
                '`' => self.out.push('‘'),
                '\'' if self.eat('\'') => self.out.push('”'),
                c => self.out.push(c),
            }
        }
        while let Some(end) = self.groups.pop() {
            self.out.push_str(&end);
        }
    }

    /// `x^2`, `x_{ij}` in mathematics.
    fn script(&mut self, c: char) {
        let (start, end) = if c == '^' { ("<sup>", "</sup>") } else { ("<sub>", "</sub>") };
        self.out.push_str(start);
        if self.eat('{') {
            self.groups.push(end.to_owned());
        } else {
            match self.next() {
                Some('\\') => self.command(),
                Some(c) => self.out.push(c),
                None => {}
            }
            self.out.push_str(end);
        }
    }

    fn command(&mut self) {
        let Some(first) = self.next() else { return };
        let mut name = String::from(first);
        if first.is_ascii_alphabetic() {
            while let Some(c) = self.peek().filter(char::is_ascii_alphabetic) {
                name.push(c);
                self.at += 1;
            }
            while self.peek().is_some_and(char::is_whitespace) {
                self.at += 1;
            }
        }
        if let Some((_, accent)) = ACCENTS.iter().find(|(command, _)| *command == name) {
            self.accent(*accent);
            return;
        }
        if let Some((_, symbol)) = SYMBOLS.iter().find(|(command, _)| *command == name) {
            self.out.push_str(symbol);
            // `\ss{}` and `{\ss}`: an empty argument only ends the command.
            if self.peek() == Some('{') && self.chars.get(self.at + 1) == Some(&'}') {
                self.at += 2;
            }
            return;
        }
        if let Some((_, start, end)) = WRAPS.iter().find(|(command, _, _)| *command == name) {
            if self.eat('{') {
                self.out.push_str(start);
                self.groups.push((*end).to_owned());
            } else if DECLARATIONS.contains(&name.as_str())
                && let Some(group) = self.groups.last_mut()
            {
                self.out.push_str(start);
                group.insert_str(0, end);
            }
            return;
        }
        match name.as_str() {
            "\\" | "newline" | "par" | "space" | " " | "," | ";" | ":" | "quad" | "linebreak" => self.out.push(' '),
            "&" | "%" | "$" | "#" | "_" | "{" | "}" => self.out.push_str(&name),
            "-" | "/" | "!" | "@" => {}
            "href" => {
                let _ = self.argument();
            }
            "bibstring" => {
                let key = self.argument();
                let words = STRINGS.iter().find(|(string, _)| *string == key).map_or(key.as_str(), |(_, words)| *words);
                self.out.push_str(words);
            }
            // An environment: `\begin{it}` is `{\it`.
            "begin" => {
                let inside = self.argument();
                let wrap = WRAPS.iter().find(|(command, _, _)| *command == inside);
                self.out.push_str(wrap.map_or("", |(_, start, _)| start));
                self.groups.push(wrap.map_or(String::new(), |(_, _, end)| (*end).to_owned()));
            }
            "end" => {
                let _ = self.argument();
                let end = self.groups.pop().unwrap_or_default();
                self.out.push_str(&end);
            }
            "char" | "symbol" => {
                let _ = self.argument();
            }
            // Unknown: its argument is most likely text.
            _ => {}
        }
    }

    /// The next character, with the accent over it.
    fn accent(&mut self, accent: char) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
        let braced = self.eat('{');
        while braced && self.peek() == Some(' ') {
            self.at += 1;
        }
        let base = match self.next() {
            Some('\\') => {
                let mut name = String::new();
                while let Some(c) = self.peek().filter(char::is_ascii_alphabetic) {
                    name.push(c);
                    self.at += 1;
                }
                while self.peek().is_some_and(char::is_whitespace) {
                    self.at += 1;
                }
                match name.as_str() {
                    "i" => "i".to_owned(),
                    "j" => "j".to_owned(),
                    name => SYMBOLS
                        .iter()
                        .find(|(command, _)| *command == name)
                        .map_or("", |(_, symbol)| *symbol)
                        .to_owned(),
                }
            }
            Some('}') if braced => {
                return;
            }
            Some(c) => c.to_string(),
            None => return,
        };
        self.out.push_str(&base);
        self.out.push(accent);
        if braced {
            // What follows in the braces stands without the accent.
            self.groups.push(String::new());
        }
    }

    /// A braced argument as raw text.
    fn argument(&mut self) -> String {
        let mut out = String::new();
        if !self.eat('{') {
            return out;
        }
        let mut depth = 1;
        while let Some(c) = self.next() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            out.push(c);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::text;

    #[test]
    fn latex_is_read_as_meant() {
        for (latex, plain) in [
            ("G{\\\"o}del and \\'{E}mile, \\v{S}ko\\\"{\\i}", "Gödel and Émile, Škoï"),
            ("{\\O}re \\& {\\ss} \\L{}ukasz \\l ata", "Øre & ß Łukasz łata"),
            (
                "\\emph{E. coli} in {\\it vivo} H$_2$O and x$^{10}$",
                "<i>E. coli</i> in <i>vivo</i> H<sub>2</sub>O and x<sup>10</sup>",
            ),
            ("``Dam''---10--12 \\mkbibquote{so}", "“Dam”—10–12 “so”"),
            ("The {NASA} \\unknown{thing} 50\\%", "The NASA thing 50%"),
            ("\\href{https://x.example}{Site}", "Site"),
            ("a~b   c\n d", "a\u{a0}b c d"),
            ("Trag{\\\" o}die \\begin{it}so\\end{it}", "Tragödie <i>so</i>"),
        ] {
            assert_eq!(text(latex), plain);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_fatal(latex in "[\\\\{}$^_~'\"a-zA-Z `-]{0,40}") {
            let _ = text(&latex);
        }
    }
}
