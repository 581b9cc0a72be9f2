//! JSON-LD of a page: the objects that describe the article, found through `@graph`, lists and nesting.

use serde_json::{Map, Value};

/// Objects of a page, those about the article first.
#[derive(Clone, Debug, Default)]
pub(super) struct Linked {
    objects: Vec<Map<String, Value>>,
}

/// Types that stand for the piece itself; later ones only when no better is there.
const ARTICLES: [&[&str]; 2] = [
    &[
        "article",
        "newsarticle",
        "blogposting",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "reviewnewsarticle",
        "backgroundnewsarticle",
        "askpublicnewsarticle",
        "scholarlyarticle",
        "medicalscholarlyarticle",
        "techarticle",
        "socialmediaposting",
        "liveblogposting",
        "advertisercontentarticle",
        "satiricalarticle",
        "report",
        "review",
        "recipe",
        "creativework",
        "howto",
        "interview",
        "discussionforumposting",
    ],
    &["webpage", "itempage", "aboutpage", "faqpage", "profilepage", "medicalwebpage", "videoobject", "podcastepisode"],
];

impl Linked {
    /// Reads the text of one script; what is broken beyond repair is passed over.
    pub(super) fn add(&mut self, script: &str) {
        let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
        let script = script.trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
        let script = script.trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
        let value: Option<Value> = serde_json::from_str(script).ok().or_else(|| {
            // Raw line breaks inside strings are the usual damage.
            let calm: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let mut many = serde_json::Deserializer::from_str(&calm).into_iter::<Value>();
            many.next().and_then(Result::ok)
        });
        if let Some(value) = value {
            self.collect(value, 0);
        }
    }

    fn collect(&mut self, value: Value, depth: usize) {
        if depth > 12 || self.objects.len() > 400 {
            return;
        }
        match value {
            Value::Array(list) => list.into_iter().for_each(|value| self.collect(value, depth + 1)),
            Value::Object(mut object) => {
                let inner: Vec<Value> = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"]
                    .iter()
                    .filter_map(|key| match object.get(*key) {
                        Some(Value::Object(_) | Value::Array(_)) => {
                            if *key == "itemListElement" {
                                object.get(*key).cloned()
                            } else {
                                object.remove(*key)
                            }
                        }
                        _ => None,
                    })
                    .collect();
                self.objects.push(object);
                inner.into_iter().for_each(|value| self.collect(value, depth + 1));
            }
            _ => {}
        }
    }

    /// The object about the piece.
    pub(super) fn article(&self) -> Option<&Map<String, Value>> {
        ARTICLES.iter().find_map(|names| {
            let mut fits =
                self.objects.iter().filter(|object| types(object).any(|kind| names.contains(&kind.as_str())));
            let first = fits.next()?;
            // Of several, the one that says most: lists of teasers name only headline and address.
            let telling = |object: &Map<String, Value>| {
                ["headline", "datePublished", "author", "articleBody", "publisher", "mainEntityOfPage"]
                    .iter()
                    .filter(|key| object.contains_key(**key))
                    .count()
            };
            Some(fits.fold(first, |best, next| if telling(next) > telling(best) + 1 { next } else { best }))
        })
    }

    /// Whether the piece is of one of these types (lower case).
    pub(super) fn is(&self, names: &[&str]) -> bool {
        self.article().is_some_and(|article| types(article).any(|kind| names.contains(&kind.as_str())))
    }

    /// The best text of `key`: of the article, then of any page object.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.article().and_then(|article| article.get(key)).and_then(first_text).or_else(|| {
            let page = |object: &&Map<String, Value>| {
                types(object).any(|kind| ARTICLES.iter().any(|names| names.contains(&kind.as_str())))
            };
            self.objects.iter().filter(page).find_map(|object| object.get(key).and_then(first_text))
        })
    }

    /// Every text of `key` of the article.
    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(value) = self.article().and_then(|article| article.get(key)) {
            all_texts(value, &mut found, 0);
        }
        found
    }

    /// Names of the people and institutions under `key` of the article: (name, whether it is a person).
    pub(super) fn names(&self, key: &str) -> Vec<(String, Option<bool>)> {
        let mut found = Vec::new();
        let article = self.article().and_then(|article| article.get(key));
        let other = || {
            let page = |object: &&Map<String, Value>| {
                types(object).any(|kind| ARTICLES.iter().any(|names| names.contains(&kind.as_str())))
            };
            self.objects.iter().filter(page).find_map(|object| object.get(key))
        };
        if let Some(value) = article.or_else(other) {
            self.named(value, &mut found, 0);
        }
        found
    }

    fn named(&self, value: &Value, found: &mut Vec<(String, Option<bool>)>, depth: usize) {
        if depth > 4 || found.len() > 40 {
            return;
        }
        match value {
            Value::String(name) => found.push((clean(name), None)),
            Value::Array(list) => list.iter().for_each(|value| self.named(value, found, depth + 1)),
            Value::Object(object) => {
                let person = types(object).find_map(|kind| match kind.as_str() {
                    "person" => Some(true),
                    "organization" | "newsmediaorganization" | "corporation" | "website" => Some(false),
                    _ => None,
                });
                if let Some(name) = object.get("name") {
                    let mut texts = Vec::new();
                    all_texts(name, &mut texts, 0);
                    found.extend(texts.into_iter().map(|name| (name, person)));
                } else if let Some(id) = object.get("@id").and_then(Value::as_str) {
                    let meant = self.objects.iter().find(|other| {
                        other.get("@id").and_then(Value::as_str) == Some(id) && other.contains_key("name")
                    });
                    if let Some(meant) = meant {
                        self.named(&Value::Object(meant.clone()), found, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// Names of the steps of the breadcrumb list, in order.
    pub(super) fn breadcrumb(&self) -> Vec<String> {
        let Some(list) = self.objects.iter().find(|object| types(object).any(|kind| kind == "breadcrumblist")) else {
            return Vec::new();
        };
        let Some(Value::Array(steps)) = list.get("itemListElement") else { return Vec::new() };
        let mut named: Vec<(i64, String)> = steps
            .iter()
            .filter_map(|step| {
                let name = step.get("name").or_else(|| step.get("item").and_then(|item| item.get("name")))?;
                let place =
                    step.get("position").and_then(|place| place.as_i64().or_else(|| place.as_str()?.parse().ok()));
                Some((place.unwrap_or(0), clean(name.as_str()?)))
            })
            .collect();
        named.sort_by_key(|(place, _)| *place);
        named.into_iter().map(|(_, name)| name).collect()
    }

    /// The name of the web site or organisation the page describes.
    pub(super) fn site(&self) -> Option<String> {
        self.objects
            .iter()
            .find(|object| types(object).any(|kind| kind == "website"))
            .and_then(|object| object.get("name"))
            .and_then(first_text)
    }
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = String> {
    let kinds: Vec<String> = match object.get("@type") {
        Some(Value::String(kind)) => vec![kind.to_lowercase()],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_lowercase).collect(),
        _ => Vec::new(),
    };
    kinds.into_iter().map(|kind| kind.rsplit(['/', ':']).next().unwrap_or_default().to_owned())
}

fn first_text(value: &Value) -> Option<String> {
    let mut found = Vec::new();
    all_texts(value, &mut found, 0);
    found.into_iter().next()
}

fn all_texts(value: &Value, found: &mut Vec<String>, depth: usize) {
    if depth > 4 || found.len() > 100 {
        return;
    }
    match value {
        Value::String(text) => {
            let text = clean(text);
            if !text.is_empty() {
                found.push(text);
            }
        }
        Value::Number(number) => found.push(number.to_string()),
        Value::Array(list) => list.iter().for_each(|value| all_texts(value, found, depth + 1)),
        Value::Object(object) => {
            if let Some(value) = object.get("@value").or_else(|| object.get("name")) {
                all_texts(value, found, depth + 1);
            }
        }
        _ => {}
    }
}

/// One line of text: entities undone (pages escape twice), white space joined.
pub(super) fn clean(text: &str) -> String {
    let mut text = text.to_owned();
    // Pages escape twice, seldom three times; more is an attack.
    for _ in 0..3 {
        if !(text.contains('&') && text.contains(';')) {
            break;
        }
        let plain = unescape(&text);
        if plain.len() == text.len() {
            break;
        }
        text = plain;
    }
    let text = if text.contains('<') && text.contains('>') { without_tags(&text) } else { text };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_tags(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut inside = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '<' if chars.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '/') => inside = true,
            '>' if inside => inside = false,
            c if !inside => clean.push(c),
            _ => {}
        }
    }
    clean
}

/// The entities that turn up in attributes and JSON.
fn unescape(text: &str) -> String {
    const NAMED: [(&str, &str); 20] = [
        ("amp", "&"),
        ("quot", "\""),
        ("apos", "'"),
        ("lt", "<"),
        ("gt", ">"),
        ("nbsp", " "),
        ("rsquo", "’"),
        ("lsquo", "‘"),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("hellip", "…"),
        ("auml", "ä"),
        ("ouml", "ö"),
        ("uuml", "ü"),
        ("szlig", "ß"),
        ("eacute", "é"),
        ("laquo", "«"),
        ("raquo", "»"),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let name =
            from.get(1..).and_then(|name| name.split_once(';')).map(|(name, _)| name).filter(|name| name.len() <= 8);
        let meant = name.and_then(|name| {
            if let Some(number) = name.strip_prefix('#') {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => number.parse().ok(),
                };
                return code.and_then(char::from_u32).map(String::from);
            }
            NAMED.iter().find(|(known, _)| *known == name).map(|(_, meant)| (*meant).to_owned())
        });
        match (meant, name) {
            (Some(meant), Some(name)) => {
                plain.push_str(&meant);
                rest = from.get(name.len() + 2..).unwrap_or_default();
            }
            _ => {
                plain.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_in_a_graph() {
        let mut linked = Linked::default();
        linked.add(
            r##"{"@graph":[{"@type":"WebSite","name":"Highland Post"},{"@type":"Person","@id":"#a","name":"Ailsa Grant"},
            {"@type":["NewsArticle"],"headline":"Dam &amp;amp; water","author":[{"@id":"#a"},{"@type":"Organization","name":"Desk"}],
            "datePublished":"2024-03-06"},{"@type":"BreadcrumbList","itemListElement":[
            {"position":2,"item":{"name":"Local"}},{"position":1,"name":"News"}]}]}"##,
        );
        assert_eq!(linked.text("headline").as_deref(), Some("Dam & water"));
        assert_eq!(linked.names("author"), [("Ailsa Grant".into(), Some(true)), ("Desk".into(), Some(false))]);
        assert_eq!(linked.breadcrumb(), ["News", "Local"]);
        assert_eq!(linked.site().as_deref(), Some("Highland Post"));
    }

    #[test]
    fn damage_is_mended_or_passed_over() {
        let mut linked = Linked::default();
        linked.add("{\"@type\":\"Article\",\"headline\":\"Two\nlines\"};");
        linked.add("{broken");
        linked.add("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]");
        assert_eq!(linked.text("headline").as_deref(), Some("Two lines"));
    }
}
