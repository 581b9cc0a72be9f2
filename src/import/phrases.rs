//! What pages say beside their articles, in the languages of articles: menus, sharing, consent, related pieces.
//!
//! General words only: no outlet, no host. All entries are folded as [`fold`] folds a line.

use std::collections::HashSet;
use std::sync::OnceLock;

/// Lower case, words and single spaces; marks at the ends and inside are dropped, apostrophes made straight.
pub(super) fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '’' | '‘' | '\'' => folded.push('\''),
            c if c.is_alphanumeric() || matches!(c, '©' | '@' | '&') => folded.extend(c.to_lowercase()),
            _ if !folded.ends_with(' ') && !folded.is_empty() => folded.push(' '),
            _ => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whole lines that are furniture.
#[rustfmt::skip]
const CHROME: &[&str] = &[
    // English
    "about", "about us", "accept", "accept all", "ad", "add a comment", "add comment", "ads", "advertise",
    "advertisement", "advertising", "all", "all rights reserved", "back", "back to top", "breaking news", "buy now",
    "careers", "click here", "close", "comment", "comments", "community guidelines", "contact", "contact us",
    "continue reading", "cookie policy", "cookie settings", "copied", "copy link", "copy url", "decline", "donate",
    "download", "download app", "email", "email address", "expand", "facebook", "follow", "follow us", "followed",
    "gallery", "get started", "got it", "help", "hide caption", "home", "homepage", "image", "instagram", "jump to",
    "learn more", "less", "like", "link copied", "linkedin", "listen", "live", "load more", "loading", "log in",
    "log out", "login", "logo", "mail", "main menu", "menu", "menusections", "messenger", "more", "my account",
    "navigation", "newsletter", "newsletters", "next", "next article", "no", "no comments", "ok", "open menu",
    "our team", "photos", "pinterest", "play", "please wait", "podcasts", "previous", "print", "print article",
    "print this article", "privacy", "privacy policy", "read aloud", "reddit", "register", "reply", "rss", "rss feed",
    "save", "save article", "search", "search site", "send", "settings", "share", "share article", "share link",
    "share via", "shop", "show all", "show caption", "show less", "show more", "sign in", "sign out", "sign up",
    "site map", "site search", "sitemap", "skip", "skip ad", "skip to content", "sponsored", "sponsored content",
    "submit", "subscribe", "subscribe now", "support us", "table of contents", "telegram", "terms",
    "terms & conditions", "terms and conditions", "terms of service", "terms of use", "thread", "threads", "tiktok",
    "toggle menu", "toggle navigation", "top", "translate", "tumblr", "tweet", "twitter", "unsubscribe", "upload",
    "video", "videos", "view all", "view comments", "view gallery", "view more", "watch", "watch live", "whatsapp",
    "x", "yes", "youtube", "i accept", "i agree", "link", "on this page", "in this article", "contents", "text size",
    "font size", "listen to this article", "key points", "copy", "copied to clipboard", "bookmark", "bluesky",
    "mastodon", "flipboard", "pocket", "skype", "viber", "sms", "go back", "back to blog", "back to all posts",
    "all posts", "hot sale", "recommended", "author", "authors", "written by",
    // German
    "abonnieren", "alle", "alle akzeptieren", "akzeptieren", "abo", "abmelden", "agb", "anmelden", "anzeige",
    "artikel anhören", "artikel drucken", "artikel teilen", "aktuelles", "ablehnen", "datenschutz",
    "datenschutzerklärung", "drucken", "einloggen", "e mail", "facebook teilen", "feedback", "folgen", "impressum",
    "inhalt", "inhaltsverzeichnis", "jetzt abonnieren", "kommentare", "kontakt", "mehr", "mehr anzeigen",
    "mehr lesen", "menü", "merken", "nach oben", "nutzungsbedingungen", "registrieren", "schließen", "startseite",
    "suche", "suchen", "teilen", "über uns", "vorlesen", "weiter", "weiterlesen", "weitere", "werbung",
    "zum inhalt springen", "zur startseite", "zurück", "per mail", "bildergalerie", "jetzt lesen", "login abo",
    // French
    "abonnez vous", "accueil", "accepter", "à propos", "connexion", "contactez nous", "fermer", "imprimer",
    "inscription", "lire la suite", "lire plus", "mentions légales", "partager", "plan du site", "publicité",
    "rechercher", "recherche", "s'abonner", "s'inscrire", "se connecter", "suivre", "sommaire", "suivant",
    "précédent", "voir plus", "commenter",
    // Spanish
    "aceptar", "acerca de", "anuncio", "buscar", "cerrar", "compartir", "contacto", "entrar", "imprimir",
    "iniciar sesión", "inicio", "leer más", "menú", "publicidad", "regístrate", "registrarse", "seguir", "siguiente",
    "anterior", "suscríbete", "suscribirse", "ver más", "comentar", "aviso legal", "política de privacidad",
    "política de cookies",
    // Italian
    "abbonati", "accedi", "accetta", "annuncio", "avanti", "cerca", "chi siamo", "chiudi", "condividi", "contatti",
    "iscriviti", "leggi anche", "leggi di più", "leggi tutto", "letture", "nessun commento", "pubblicità",
    "registrati", "segui", "stampa", "indietro", "commenta", "note legali",
    // Portuguese
    "aceitar", "assine", "assine já", "compartilhar", "compartilhe", "contato", "contacte nos", "entre", "fechar",
    "leia mais", "leia também", "partilhar", "pesquisar", "publicidade", "quem somos", "saiba mais", "sobre nós",
    "início", "próximo",
    // Dutch
    "abonneer", "adverteren", "advertentie", "delen", "doorgaan", "inloggen", "lees meer", "lees verder", "meer",
    "over ons", "sluiten", "uitloggen", "volgen", "volgende", "vorige", "zoeken", "aanmelden", "accepteren", "deel",
    "deel dit artikel",
];

/// Beginnings of furniture lines.
#[rustfmt::skip]
const CHROME_STARTS: &[&str] = &[
    "add as preferred", "add us", "all rights reserved", "also on", "back to", "by clicking", "by continuing",
    "by choosing", "by signing up", "by submitting", "by subscribing", "by using this", "click here to", "click to",
    "continue reading", "click on", "create a free account", "disclaimer", "download our app", "download the app",
    "enter your email", "enable javascript", "estimated reading time", "find us on", "follow me", "follow our",
    "follow the", "follow us", "get our", "get the latest", "get unlimited", "have an account", "install our",
    "image copyright", "image credit", "image source", "join our", "jump to", "like us on", "listen to", "log in",
    "make sure to subscribe", "never miss", "opens in", "please enable", "please enter", "please turn on",
    "please subscribe", "print this", "read more", "reading time", "save this", "send this", "share on", "share this",
    "share to", "share via", "share with", "sign in", "sign up", "skip to", "share your thoughts", "submit to",
    "submit a", "subscribe to", "subscribe for", "subscribe today", "support our", "thank you for subscribing",
    "thanks for signing up", "this article is for subscribers", "this site uses", "this website uses", "toggle",
    "unlock this", "view all", "watch live", "we use cookies", "we and our partners", "you can unsubscribe",
    "you have been", "your browser", "you are here", "already a", "image caption", "type in your search",
    "add to your", "request correction", "request reprint", "submit correction", "powered by", "help us improve",
    "notice an error", "report an error", "loading", "use cookies", "welcome to", "this content is", "enlarge image",
    "enlarge this", "play video", "view photos", "view gallery", "abonnieren sie", "auf facebook", "auf twitter",
    "bei facebook", "bei twitter", "diese website verwendet", "folgen sie uns", "hier geht es zu", "ihr browser",
    "jetzt anmelden", "jetzt abonnieren", "lesen sie auch", "lesen sie mehr", "lesedauer", "mehr zum thema",
    "melden sie sich", "teilen auf", "wir verwenden cookies", "zum inhalt", "zur navigation", "zur übersicht",
    "zurück zu", "artikel merken", "auf x teilen", "abonnez vous", "aller au contenu", "ce site utilise", "cliquez",
    "en cliquant", "inscrivez vous", "lire aussi", "nous utilisons des cookies", "partager sur", "recevez",
    "suivez nous", "temps de lecture", "lecture", "compartir en", "haz clic", "ir al contenido", "lea también",
    "regístrate", "síguenos", "suscríbete", "tiempo de lectura", "utilizamos cookies", "saltar al contenido",
    "condividi su", "iscriviti alla", "leggi anche", "questo sito utilizza", "seguici", "tempo di lettura",
    "vai al contenuto", "clicca qui", "assine a", "clique aqui", "compartilhar no", "este site utiliza",
    "ir para o conteúdo", "receba", "siga nos", "tempo de leitura", "deel op", "deze website gebruikt", "ga naar",
    "leestijd", "lees ook", "meld je aan", "schrijf je in", "volg ons", "wij gebruiken cookies",
];

/// Headings under which the text of an article does not go on, as whole lines.
#[rustfmt::skip]
const STOPS: &[&str] = &[
    "about the author", "about the authors", "about author", "additional reading", "also read", "article tags",
    "around the web", "best of", "best stories", "comments", "comments closed", "comments are closed", "contributors",
    "curated and popular this week", "discussion", "discover more", "don't miss", "editor's picks", "editors' picks",
    "editor picks", "explore more", "external links", "featured", "featured posts", "featured stories", "filed under",
    "follow us", "follow us on", "footnotes", "from our partners", "further reading", "get in touch", "in this story",
    "in other news", "join the conversation", "join the discussion", "keep reading", "latest", "latest articles",
    "latest news", "latest posts", "latest stories", "latest videos", "leave a comment", "leave a reply",
    "leave comment", "cancel reply", "load comments", "more articles", "more from", "more headlines",
    "more in this section", "more like this", "more news", "more on this", "more on this story", "more on this topic",
    "more posts", "more reading", "more stories", "most commented", "most popular", "most read", "most viewed",
    "most recent", "must read", "must reads", "my blog list", "new comment", "newer posts", "next post", "next story",
    "older posts", "our picks", "other articles", "other stories", "paid content", "people also read",
    "picked for you", "popular", "popular articles", "popular now", "popular posts", "popular stories",
    "post a comment", "post comment", "post navigation", "previous post", "quick links", "read more", "read next",
    "read this next", "reader comments", "recent articles", "recent comments", "recent news", "recent posts",
    "recent stories", "recommend posts", "recommended articles", "recommended for you", "recommended posts",
    "recommended reading", "recommended stories", "related", "related articles", "related content",
    "related coverage", "related links", "related news", "related posts", "related products", "related reading",
    "related stories", "related tags", "related terms", "related topics", "related video", "related videos",
    "responses", "see also", "share this", "share this article", "share this post", "share this story",
    "share this entry", "similar articles", "similar posts", "sponsored stories", "stay connected", "stay in touch",
    "stay informed", "stay up to date", "suggested reading", "tag", "tags", "tagged", "tags terms", "the latest",
    "top articles", "top news", "top posts", "top stories", "topics", "topics in this article", "trending",
    "trending now", "trending stories", "trending topics", "up next", "what to read next", "what's new",
    "what's next", "write a comment", "you may also like", "you might also like", "you might also be interested in",
    "you might like", "you may be interested in", "sign up for our newsletter", "subscribe for updates",
    "subscribe to our newsletter", "subscribe to newsletter", "join our newsletter", "newsletter signup",
    "newsletter sign up", "be the first to comment", "be the first to know", "share your thoughts",
    "related questions", "other posts", "our blogs", "from the archives", "editorial standards",
    "was this article helpful", "was this helpful", "additional resources for you", "contact information",
    "press contacts", "media contact", "media contacts", "archiv", "artikel kommentieren", "auch interessant",
    "autor", "das könnte dich auch interessieren", "das könnte sie auch interessieren",
    "das könnte ihnen auch gefallen", "das könnte sie interessieren", "ähnliche artikel", "ähnliche beiträge",
    "beliebte artikel", "beliebte beiträge", "diskussion", "empfohlen", "empfehlungen der redaktion",
    "hinterlasse einen kommentar", "hinterlasse eine antwort", "ihr kommentar", "ihre meinung", "kommentar schreiben",
    "kommentar verfassen", "kommentar hinterlassen", "kommentare", "leserkommentare", "mehr zum thema", "mehr aus",
    "mehr von", "mehr zu", "mehr artikel", "meistgelesen", "meistgelesene artikel", "neue beiträge",
    "neueste artikel", "neueste beiträge", "neueste kommentare", "schlagwörter", "schlagworte",
    "schreibe einen kommentar", "schreiben sie einen kommentar", "stichworte", "teilen", "themen", "top themen",
    "verwandte artikel", "verwandte beiträge", "verwandte themen", "weitere artikel", "weitere beiträge",
    "weitere infos", "weitere meldungen", "weitere nachrichten", "weitere themen", "weiterführende links",
    "zum thema", "zur startseite", "über den autor", "über die autorin", "lesen sie auch",
    "das könnte dir auch gefallen", "diesen artikel teilen", "antworten abbrechen", "pressekontakt", "kontakt",
    "beitragsnavigation", "articles liés", "articles récents", "articles similaires", "à lire aussi", "a lire aussi",
    "à propos de l'auteur", "autres articles", "commentaires", "dans la même rubrique", "laisser un commentaire",
    "laissez un commentaire", "les plus lus", "lire aussi", "mots clés", "partager cet article", "plus d'articles",
    "réagir", "sur le même sujet", "sur le même thème", "vous aimerez aussi", "voir aussi", "les plus populaires",
    "artículos relacionados", "comentarios", "deja un comentario", "deja una respuesta", "etiquetas", "lo más leído",
    "lo más visto", "más leídas", "más noticias", "más información", "más sobre este tema", "más vistas",
    "noticias relacionadas", "sobre el autor", "también te puede interesar", "temas", "temas relacionados",
    "te puede interesar", "compartir", "archivado en", "entradas relacionadas", "te recomendamos", "altri articoli",
    "articoli correlati", "articoli recenti", "commenti", "lascia un commento", "lascia un commento annulla risposta",
    "leggi anche", "notizie correlate", "i più letti", "potrebbe interessarti", "potrebbero interessarti",
    "potrebbe interessarti anche", "sullo stesso argomento", "tag", "ultime notizie", "condividi", "argomenti",
    "artigos relacionados", "comentários", "deixe um comentário", "deixe uma resposta", "leia também", "leia mais",
    "mais lidas", "mais lidos", "notícias relacionadas", "relacionados", "sobre o autor", "tópicos", "veja também",
    "últimas notícias", "você também pode gostar", "posts relacionados", "gerelateerde artikelen", "gerelateerd",
    "laat een reactie achter", "lees meer", "lees ook", "meer nieuws", "meer over", "meest gelezen", "over de auteur",
    "reactie plaatsen", "reacties", "reageer", "aanbevolen", "geef een reactie", "laatste nieuws",
];

/// Beginnings of such headings.
#[rustfmt::skip]
const STOP_STARTS: &[&str] = &[
    "© ", "copyright ", "copyright © ", "© copyright", "about the author", "comments ", "explore more ",
    "filed under ", "follow us ", "further reading on", "get in touch with", "join the conversation", "keep reading ",
    "leave a comment", "leave a reply", "like this ", "more about ", "more by ", "more from ", "more in ", "more on ",
    "more stories ", "most popular ", "most read ", "other posts ", "popular in ", "posted in ", "read next ",
    "related articles", "related stories", "related posts", "related to ", "see more ", "share this ",
    "show comments", "sign up for ", "subscribe to ", "tags ", "tagged ", "topics ", "trending in ", "view comments",
    "you may also ", "you might also ", "this entry was posted", "blog comments powered", "originally posted ",
    "next article ", "next post ", "previous article ", "previous post ", "alle rechte vorbehalten", "kommentare ",
    "mehr aus ", "mehr von ", "mehr zum ", "schlagwörter ", "schlagworte ", "themen ", "weitere artikel ",
    "weitere meldungen ", "verwandte ", "quelle ", "stichwörter ", "veröffentlicht unter ", "kategorie ",
    "kategorien ", "mots clés ", "commentaires ", "tous droits réservés", "sur le même ", "lire aussi ", "etiquetas ",
    "comentarios ", "todos los derechos", "más sobre ", "tutti i diritti", "potrebbe interessarti",
    "potrebbero interessarti", "todos os direitos", "leia também ", "veja também ", "alle rechten voorbehouden",
    "lees ook ", "meer over ", "all content © ", "all rights reserved", "trackback ", "permalink", "0 comments",
    "no comments",
];

/// Words by which a sentence of consent, membership or sharing is told from a sentence of the article.
#[rustfmt::skip]
const PLEAS: &[&str] = &[
    "adblock", "ad blocker", "agree to our", "cookie policy", "cookies to", "uses cookies", "use cookies",
    "our cookies", "privacy policy", "terms of service", "terms of use", "unsubscribe", "newsletter", "your inbox",
    "your email address", "email address will not be published", "sign up", "subscribe to", "log in to",
    "logged in to", "javascript", "all rights reserved", "opens in new window", "opens in a new window",
    "create an account", "affiliate commission", "affiliate link", "earn a commission", "may receive compensation",
    "submission guidelines", "community guidelines", "community standards", "moderated",
    "respectful of other commenters", "required fields are marked", "follow us on", "follow him on", "follow her on",
    "like us on facebook", "in your browser", "may not be published broadcast", "may not be reproduced", "spam",
    "report abuse", "verwendet cookies", "verwenden cookies", "datenschutzerklärung", "newsletter abonnieren",
    "wird nicht veröffentlicht", "pflichtfelder", "alle rechte vorbehalten", "des cookies",
    "politique de confidentialité", "ne sera pas publiée", "champs obligatoires", "política de privacidad",
    "utiliza cookies", "no será publicada", "campos obligatorios", "utilizza cookie", "utilizza i cookie",
    "non sarà pubblicato", "privacy policy", "utiliza cookies", "não será publicado", "campos obrigatórios",
    "privacybeleid", "gebruikt cookies", "wordt niet gepubliceerd", "essere connesso",
];

/// Furniture: a whole folded line, or its beginning when it is short.
pub(super) fn is_chrome(folded: &str) -> bool {
    one_of(&CHROME_SET, CHROME, folded) || (short(folded) && starts_any(folded, CHROME_STARTS))
}

static CHROME_SET: OnceLock<HashSet<&str>> = OnceLock::new();
static STOP_SET: OnceLock<HashSet<&str>> = OnceLock::new();

/// Long texts ask this of every line, so the lists become sets once.
fn one_of(set: &'static OnceLock<HashSet<&'static str>>, list: &'static [&'static str], folded: &str) -> bool {
    set.get_or_init(|| list.iter().copied().collect()).contains(folded)
}

/// A heading under which the article does not go on.
pub(super) fn is_stop(folded: &str) -> bool {
    let trimmed = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    one_of(&STOP_SET, STOPS, folded)
        || one_of(&STOP_SET, STOPS, trimmed) && folded.len() < trimmed.len() + 8
        || (short(folded) && (starts_any(folded, STOP_STARTS) || folded.ends_with(" all rights reserved")))
}

/// How many marks of consent, membership or sharing a longer block shows.
pub(super) fn pleas(folded: &str) -> usize {
    PLEAS.iter().filter(|plea| folded.contains(*plea)).count()
}

/// Whether a folded line begins with one of `starts`.
pub(super) fn starts_any(folded: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| folded.starts_with(start))
}

fn short(folded: &str) -> bool {
    folded.split(' ').count() <= 14
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_folded() {
        for phrase in [CHROME, STOPS, PLEAS].concat() {
            assert_eq!(fold(phrase), phrase);
        }
        for start in [CHROME_STARTS, STOP_STARTS].concat() {
            assert_eq!(fold(start), start.trim_end(), "{start}");
        }
    }

    #[test]
    fn knows_furniture_but_not_sentences() {
        for line in
            ["Skip to main content", "SHARE", "Advertisement", "Sign up for our newsletter!", "Zum Inhalt springen"]
        {
            assert!(is_chrome(&fold(line)), "{line}");
        }
        for line in ["More from Glenmoor", "12 Comments", "© 2024 Highland Post", "Mehr zum Thema", "Leave a Reply"] {
            assert!(is_stop(&fold(line)), "{line}");
        }
        for line in ["The dam failed on Monday.", "Dam engineer had warned of seepage", "Ailsa Grant"] {
            assert!(!is_chrome(&fold(line)) && !is_stop(&fold(line)), "{line}");
        }
    }
}
