//! Currencies: symbols, words and codes, and whose dollar is meant.
//!
//! Codes are ISO 4217's.

use super::super::Context;

/// Signs before or behind a number.
const SIGNS: &[(char, &str)] = &[
    ('$', DOLLAR),
    ('€', "EUR"),
    ('£', "GBP"),
    ('¥', "JPY"),
    ('￥', "JPY"),
    ('₹', "INR"),
    ('₩', "KRW"),
    ('₽', "RUB"),
    ('₺', "TRY"),
    ('₴', "UAH"),
    ('₦', "NGN"),
    ('₱', "PHP"),
    ('₫', "VND"),
    ('₪', "ILS"),
    ('฿', "THB"),
    ('₵', "GHS"),
    ('₡', "CRC"),
    ('₸', "KZT"),
    ('₾', "GEL"),
    ('₼', "AZN"),
    ('₲', "PYG"),
    ('₭', "LAK"),
    ('₮', "MNT"),
    ('元', "CNY"),
    ('円', "JPY"),
    ('원', "KRW"),
];

/// Letters before the dollar sign.
const DOLLARS: &[(&str, &str)] = &[
    ("us usd", "USD"),
    ("a au aud", "AUD"),
    ("c ca cad can", "CAD"),
    ("nz nzd", "NZD"),
    ("hk hkd", "HKD"),
    ("s sgd", "SGD"),
    ("nt", "TWD"),
    ("r", "BRL"),
    ("mx mex", "MXN"),
    ("ar", "ARS"),
    ("z", "ZWL"),
    ("j", "JMD"),
    ("tt", "TTD"),
    ("b bz", "BZD"),
];

/// Codes and abbreviations that stand before or behind a number as they are written here.
const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "JPY", "CNY", "INR", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "CHF", "SEK", "NOK", "DKK",
    "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "RUB", "UAH", "TRY", "ILS", "AED", "SAR", "QAR", "KWD", "EGP", "ZAR",
    "NGN", "KES", "GHS", "UGX", "TZS", "ETB", "MAD", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "KRW", "THB", "MYR",
    "IDR", "PHP", "VND", "PKR", "BDT", "LKR", "NPR", "KZT", "GEL", "XAF", "XOF",
];

/// Abbreviations that are no codes.
const SHORT: &[(&str, &str)] = &[
    ("Rs", "INR"),
    ("RMB", "CNY"),
    ("RM", "MYR"),
    ("Tk", "BDT"),
    ("zł", "PLN"),
    ("kr", "SEK"),
    ("Ft", "HUF"),
    ("Kč", "CZK"),
];

/// Words behind a number, with the code they have alone.
const WORDS: &[(&str, &str)] = &[
    ("dollar dollars bucks", DOLLAR),
    ("euro euros", "EUR"),
    ("pound pounds quid", "GBP"),
    ("yen", "JPY"),
    ("yuan renminbi", "CNY"),
    ("rupee rupees", "INR"),
    ("rouble roubles ruble rubles", "RUB"),
    ("won", "KRW"),
    ("franc francs", "CHF"),
    ("peso pesos", "MXN"),
    ("krona kronor", "SEK"),
    ("krone kroner", "NOK"),
    ("reais", "BRL"),
    ("rand", "ZAR"),
    ("naira", "NGN"),
    ("cedi cedis", "GHS"),
    ("shilling shillings", "KES"),
    ("birr", "ETB"),
    ("lira liras", "TRY"),
    ("dirham dirhams", "AED"),
    ("riyal riyals", "SAR"),
    ("rial rials", "IRR"),
    ("dinar dinars", "KWD"),
    ("shekel shekels", "ILS"),
    ("baht", "THB"),
    ("ringgit", "MYR"),
    ("rupiah", "IDR"),
    ("dong", "VND"),
    ("taka", "BDT"),
    ("zloty zlotys złoty złotych", "PLN"),
    ("forint forints", "HUF"),
    ("koruna korunas", "CZK"),
    ("hryvnia hryvnias", "UAH"),
    ("tenge", "KZT"),
    ("lari", "GEL"),
    ("bolivar bolivars", "VES"),
    ("afghani afghanis", "AFN"),
    ("kwacha", "ZMW"),
];

/// Currencies of a country, by the adjective before the word.
const NATIONS: &[(&str, &str, &str)] = &[
    ("american us u.s.", "dollar", "USD"),
    ("australian aussie", "dollar", "AUD"),
    ("canadian", "dollar", "CAD"),
    ("kong", "dollar", "HKD"),
    ("zealand", "dollar", "NZD"),
    ("singapore singaporean", "dollar", "SGD"),
    ("taiwan taiwanese", "dollar", "TWD"),
    ("jamaican", "dollar", "JMD"),
    ("zimbabwe zimbabwean", "dollar", "ZWL"),
    ("egyptian", "pound", "EGP"),
    ("lebanese", "pound", "LBP"),
    ("syrian", "pound", "SYP"),
    ("sudanese", "pound", "SDG"),
    ("irish", "pound", "IEP"),
    ("pakistani pakistan", "rupee", "PKR"),
    ("lankan", "rupee", "LKR"),
    ("nepali nepalese", "rupee", "NPR"),
    ("belarusian", "ruble", "BYN"),
    ("cfa", "franc", "XAF"),
    ("philippine", "peso", "PHP"),
    ("argentine argentinian", "peso", "ARS"),
    ("chilean", "peso", "CLP"),
    ("colombian", "peso", "COP"),
    ("cuban", "peso", "CUP"),
    ("danish", "kron", "DKK"),
    ("icelandic", "kron", "ISK"),
    ("swedish", "kron", "SEK"),
    ("ugandan", "shilling", "UGX"),
    ("tanzanian", "shilling", "TZS"),
    ("moroccan", "dirham", "MAD"),
    ("qatari", "riyal", "QAR"),
    ("omani", "rial", "OMR"),
    ("iraqi", "dinar", "IQD"),
    ("serbian", "dinar", "RSD"),
    ("algerian", "dinar", "DZD"),
    ("jordanian", "dinar", "JOD"),
    ("tunisian", "dinar", "TND"),
];

/// Places whose name in an outlet's name or a dateline tells whose dollar "$" is.
const HOMES: &[(&str, &str)] = &[
    (
        "canada canadian toronto ottawa vancouver montreal calgary edmonton winnipeg halifax regina saskatoon quebec ontario alberta manitoba",
        "CAD",
    ),
    (
        "australia australian sydney melbourne brisbane canberra perth adelaide hobart darwin queensland tasmania victoria",
        "AUD",
    ),
    ("zealand auckland wellington christchurch dunedin otago", "NZD"),
    ("kong", "HKD"),
    ("singapore", "SGD"),
    ("taipei taiwan", "TWD"),
    ("jamaica kingston", "JMD"),
];

/// A dollar of a country not told.
const DOLLAR: &str = "$";

/// Whether `word` is one of `words`, by spaces.
fn among(words: &str, word: &str) -> bool {
    words.split(' ').any(|entry| entry == word)
}

/// The code of a sign.
pub fn sign(c: char) -> Option<&'static str> {
    SIGNS.iter().find(|(sign, _)| *sign == c).map(|(_, code)| *code)
}

/// The code of letters before a dollar sign: "HK" of "HK$".
pub fn dollar(letters: &str) -> Option<&'static str> {
    let letters = letters.trim_end_matches('.').replace('.', "").to_lowercase();
    DOLLARS.iter().find(|(names, _)| among(names, &letters)).map(|(_, code)| *code)
}

/// A code as it is written, or an abbreviation.
pub fn code(text: &str) -> Option<&'static str> {
    let short = || SHORT.iter().find(|(name, _)| *name == text).map(|(_, code)| *code);
    CODES.iter().copied().find(|code| *code == text).or_else(short)
}

/// The code of a word in small letters, with the capitalised word before it, if any.
pub fn word(text: &str, nation: Option<&str>) -> Option<&'static str> {
    let alone = WORDS.iter().find(|(names, _)| among(names, text)).map(|(_, code)| *code)?;
    let nation = nation.map(str::to_lowercase);
    let told = nation.and_then(|nation| {
        NATIONS.iter().find(|(names, stem, _)| text.starts_with(stem) && among(names, &nation)).map(|(.., code)| *code)
    });
    Some(told.unwrap_or(alone))
}

/// Hundredths: the code and how many go into one.
pub fn cents(text: &str) -> Option<&'static str> {
    match text {
        "cents" => Some(DOLLAR),
        "pence" => Some("GBP"),
        _ => None,
    }
}

/// The code of "$" in a text: that of the country its outlet or dateline names, else the dollar of the United States.
pub fn home(context: &Context<'_>) -> &'static str {
    let named = |place: &str| {
        let lower = place.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .find_map(|word| HOMES.iter().find(|(names, _)| among(names, word)).map(|(_, code)| *code))
    };
    context.outlet.and_then(named).or_else(|| context.dateline.and_then(named)).unwrap_or("USD")
}

/// The code to write: a dollar of nobody is the dollar of `home`.
pub fn settled(code: &'static str, home: &'static str) -> &'static str {
    if code == DOLLAR { home } else { code }
}
