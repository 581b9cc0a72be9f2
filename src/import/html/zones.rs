//! What the tags, classes and ids around a block say about it: menu, comments, related pieces, body of the article …
//!
//! The words are those that page authors use everywhere; no outlet, no host.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A set of zones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Zones(u32);

macro_rules! zones {
    ($($name:ident = $bit:expr, $doc:expr;)*) => {
        impl Zones {
            $(#[doc = $doc] pub(super) const $name: Self = Self(1 << $bit);)*
        }
    };
}

zones! {
    NAV = 0, "Menus.";
    HEADER = 1, "Head of the page.";
    FOOTER = 2, "Foot of the page.";
    ASIDE = 3, "Beside the text.";
    FIGURE = 4, "Pictures, their captions and credits.";
    COMMENTS = 5, "Comments of readers.";
    RELATED = 6, "Other pieces.";
    SHARE = 7, "Sharing.";
    HIDDEN = 8, "Not shown.";
    FORM = 9, "Forms.";
    AD = 10, "Advertising.";
    TAGS = 11, "Tags and categories.";
    BYLINE = 12, "Who and when.";
    BIO = 13, "About the author.";
    NEWSLETTER = 14, "Newsletters, subscriptions, consent.";
    ARTICLE = 15, "An `article` element.";
    MAIN = 16, "A `main` element.";
    BODY = 17, "What the page calls the body of the article.";
    TITLE = 18, "What the page calls the title.";
    LEAD = 19, "What the page calls the lead.";
    QUOTE = 20, "A pull quote.";
    BREADCRUMB = 21, "The way to this page.";
    CAPTION = 22, "What the page calls a caption or credit.";
    TABLE = 23, "In a table.";
}

impl Zones {
    /// Both sets.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// `self` without `other`.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The set as bits.
    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    /// Whether one of `other` is in the set.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Every zone that is no part of an article.
    pub(super) const FOREIGN: Self =
        Self(0x7fff & !Self::HEADER.0 & !Self::BYLINE.0 & !Self::ASIDE.0).with(Self::BREADCRUMB);
}

#[rustfmt::skip]
const WORDS: &[(Zones, &[&str])] = &[
    (Zones::NAV, &["nav", "navbar", "navi", "navigation", "menu", "submenu", "navmenu", "pagination", "pager", "skip", "skiplink", "sitemap", "topbar", "mainnav", "subnav", "offcanvas", "megamenu"]),
    (Zones::BREADCRUMB, &["breadcrumb", "breadcrumbs", "crumbs", "crumb", "brotkrumen"]),
    (Zones::FOOTER, &["footer", "foot", "colophon", "copyright", "siteinfo", "legal"]),
    (Zones::ASIDE, &["sidebar", "aside", "widget", "widgets", "rail", "infobox", "toc", "marginalia", "sidecolumn", "rightcol", "leftcol"]),
    (Zones::FIGURE, &["figure", "gallery", "slideshow", "carousel", "lightbox", "slider", "slick", "swiper"]),
    (Zones::CAPTION, &["caption", "captions", "figcaption", "credit", "credits", "photocredit", "imagecredit", "bildunterschrift", "bildtext", "legende", "copyrightholder"]),
    (Zones::COMMENTS, &["comment", "comments", "commentlist", "commentarea", "disqus", "respond", "kommentare", "kommentar", "commentaires", "comentarios", "livefyre", "replies", "discussion", "trackbacks", "pingbacks"]),
    (Zones::RELATED, &["related", "relateds", "recommended", "recommendation", "recommendations", "recirc", "recirculation", "readmore", "readnext", "morefrom", "outbrain", "taboola", "trending", "popular", "mostread", "similar", "upnext", "teaser", "teasers", "yarpp", "jp-relatedposts", "relatedposts", "relatedarticles", "similarposts", "moreon", "alsolike", "seealso", "verwandte", "meistgelesen", "weiterlesen", "nextprev", "latestnews", "latestposts", "promo", "zergnet", "suggested", "suggestions", "crosslinks", "teaserlist"]),
    (Zones::SHARE, &["share", "sharing", "sharedaddy", "social", "socials", "addtoany", "addthis", "sharebar", "socialmedia", "followus", "shareaholic", "shariff", "teilen", "sociable", "shares", "sharebuttons", "likes"]),
    (Zones::HIDDEN, &["hidden", "visuallyhidden", "sr", "screenreader", "offscreen", "visually"]),
    (Zones::FORM, &["form", "wpcf7", "searchform", "loginform", "survey", "poll"]),
    (Zones::AD, &["ad", "ads", "advert", "advertisement", "advertising", "adsense", "sponsor", "sponsored", "dfp", "anzeige", "werbung", "banner", "adslot", "adbox", "adcontainer", "publicidad", "pub"]),
    (Zones::TAGS, &["tags", "taglist", "tagcloud", "tagged", "keywords", "topics", "categories", "catlinks", "schlagworte", "posttags", "labels", "cats"]),
    (Zones::BYLINE, &["byline", "bylines", "dateline", "timestamp", "postmeta", "entrymeta", "articlemeta", "pubdate", "publishdate", "datetime", "posted", "authordate", "kicker"]),
    (Zones::BIO, &["bio", "biography", "authorbox", "authorbio", "aboutauthor", "authorinfo", "authordescription", "authorprofile"]),
    (Zones::NEWSLETTER, &["newsletter", "subscribe", "subscription", "signup", "paywall", "cookie", "cookies", "consent", "gdpr", "modal", "popup", "overlay", "optin", "mailchimp", "donate", "donation", "membership", "register", "cta", "login", "regwall", "dsgvo"]),
    (Zones::BODY, &["articlebody", "storybody", "entrycontent", "postcontent", "articlecontent", "articletext", "storycontent", "postbody", "bodytext", "storytext", "contentbody", "bodycopy", "singlecontent", "blogcontent", "artikeltext", "postentry", "fulltext", "bodycontent", "thecontent", "articlemain", "newscontent"]),
    (Zones::TITLE, &["headline", "title", "entrytitle", "posttitle", "articletitle", "pagetitle"]),
    (Zones::LEAD, &["lead", "lede", "standfirst", "subtitle", "subheadline", "deck", "dek", "teasertext", "intro", "chapeau", "subhead", "subtitulo", "entradilla", "excerpt", "vorspann", "summary"]),
    (Zones::QUOTE, &["pullquote", "blockquote", "pullout"]),
];

/// Pairs of neighbouring words that mean as much as one of the words above.
#[rustfmt::skip]
const PAIRS: &[(Zones, &[&str])] = &[
    (Zones::RELATED, &["read more", "read next", "more from", "more on", "more stories", "most read", "most popular", "also like", "up next", "see also", "more news", "more articles", "mehr zum", "auch interessant", "lire aussi", "recent posts", "recent articles", "latest news", "latest posts", "next article", "prev next", "next post", "article list", "link list", "top stories", "other news", "a lire"]),
    (Zones::BODY, &["article body", "story body", "entry content", "post content", "article content", "article text", "story content", "post body", "body text", "story text", "content body", "body copy", "body content", "post text", "full text", "news body", "news content", "article main", "page content"]),
    (Zones::BYLINE, &["post meta", "entry meta", "article meta", "meta info", "publish date", "published date", "post date", "author date", "post info", "article info", "entry date", "article date", "date time"]),
    (Zones::BIO, &["author bio", "author box", "about author", "author info", "author description", "author card", "author profile", "the author", "author about", "author details", "author block", "post author"]),
    (Zones::SHARE, &["social media", "follow us", "share buttons"]),
    (Zones::NEWSLETTER, &["sign up", "opt in", "call action", "log in"]),
    (Zones::TITLE, &["entry title", "post title", "article title"]),
    (Zones::TAGS, &["post tags", "tag list", "tag links", "cat links", "article tags", "entry tags", "post categories"]),
    (Zones::HIDDEN, &["screen reader", "visually hidden", "sr only"]),
    (Zones::COMMENTS, &["leave reply", "post comments"]),
];

/// Lower-case words of a class or id: parted at marks and at capitals.
pub(super) fn words(names: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    for c in names.chars().take(400) {
        if c.is_alphanumeric() {
            if c.is_uppercase() && before.is_lowercase() && !word.is_empty() {
                found.push(std::mem::take(&mut word));
            }
            word.extend(c.to_lowercase());
        } else if !word.is_empty() {
            found.push(std::mem::take(&mut word));
        }
        before = c;
    }
    if !word.is_empty() {
        found.push(word);
    }
    found
}

/// What class and id of one element say.
pub(super) fn named(words: &[String]) -> Zones {
    static TABLE: OnceLock<HashMap<&str, Zones>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: HashMap<&str, Zones> = HashMap::new();
        for (zone, names) in WORDS.iter().chain(PAIRS) {
            for name in *names {
                let both = table.get(name).copied().unwrap_or_default().with(*zone);
                table.insert(name, both);
            }
        }
        table
    });
    static FIRSTS: OnceLock<std::collections::HashSet<&str>> = OnceLock::new();
    let firsts = FIRSTS.get_or_init(|| {
        PAIRS.iter().flat_map(|(_, names)| names.iter()).filter_map(|pair| pair.split(' ').next()).collect()
    });
    let mut zones = Zones::default();
    for (at, word) in words.iter().enumerate() {
        // "category-cookies", "tag-newsletter" describe the subject, not the place; "has-sidebar", "no-comments" a layout.
        let about = at > 0
            && words.get(at - 1).is_some_and(|before| {
                matches!(
                    before.as_str(),
                    "category"
                        | "tag"
                        | "has"
                        | "no"
                        | "with"
                        | "not"
                        | "is"
                        | "topic"
                        | "section"
                        | "without"
                        | "hide"
                        | "show"
                )
            });
        if about {
            continue;
        }
        if let Some(zone) = table.get(word.as_str()) {
            zones = zones.with(*zone);
        }
        if let Some(next) = words.get(at + 1)
            && firsts.contains(word.as_str())
            && let Some(zone) = table.get(format!("{word} {next}").as_str())
        {
            zones = zones.with(*zone);
        }
    }
    zones
}

/// What a tag says of what is inside it.
pub(super) fn of_tag(tag: &str, inside: Zones) -> Zones {
    match tag {
        "nav" | "menu" => Zones::NAV,
        // The header of an article holds its headline, the header of a page its menus.
        "header" if !inside.any(Zones::ARTICLE.with(Zones::MAIN)) => Zones::HEADER,
        "footer" if !inside.any(Zones::ARTICLE) => Zones::FOOTER,
        "aside" => Zones::ASIDE,
        "figure" => Zones::FIGURE,
        "figcaption" => Zones::FIGURE.with(Zones::CAPTION),
        "form" => Zones::FORM,
        "article" => Zones::ARTICLE,
        "main" => Zones::MAIN,
        "table" => Zones::TABLE,
        _ => Zones::default(),
    }
}
