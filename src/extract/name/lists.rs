//! Words that names are made of, written for this project: titles, legal forms, nicknames, family names that stand
//! first, and names that everybody knows to be the same thing.
//!
//! Everything here is in the form of `fold`: lower case, no marks.

use crate::model::EntityType;

/// Titles that never begin the name of anything but a person.
const SHORT_TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "sen",
    "rep",
    "gov",
    "gen",
    "lt",
    "col",
    "maj",
    "capt",
    "sgt",
    "cpl",
    "adm",
    "cmdr",
    "brig",
    "rev",
    "messrs",
    "mme",
    "monsieur",
    "madame",
    "herr",
    "frau",
    "senor",
    "senora",
    "the",
];

/// Degrees and generations behind a person's name.
const DEGREES: &[&str] =
    &["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "mp", "mep", "obe", "mbe", "cbe", "qc", "kc"];

/// Legal forms at the end of a company's name.
#[rustfmt::skip]
const LEGAL_FORMS: &[&str] = &[
    "inc", "incorporated", "corp", "corporation", "co", "company", "companies", "ltd", "limited", "plc", "llc", "llp", "lp", "ag",
    "gmbh", "se", "sa", "sas", "sarl", "srl", "spa", "nv", "bv", "oy", "oyj", "ab", "asa", "as", "aps", "kg", "kgaa", "kk",
    "pty", "pte", "pvt", "private", "bhd", "berhad", "sdn", "tbk", "pjsc", "ojsc", "oao", "ooo", "ltda", "cv",
];

/// Small words in front of a family name.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "das", "dos", "do", "du", "des", "la", "le", "van", "von", "der", "den", "ter",
    "ten", "af", "av", "al", "el", "bin", "ibn", "ben", "bint", "abu", "st", "san", "santa", "mac", "mc", "o", "y",
];

/// Family names of Korean, Chinese (Pinyin, Wade-Giles, Cantonese) and Vietnamese persons, which stand first.
#[rustfmt::skip]
const FAMILY_FIRST: &[&str] = &[
    "ahn", "an", "au", "bae", "baek", "bai", "ban", "bui", "cai", "cao", "chan", "chang", "chao", "che", "chen", "cheng",
    "cheong", "cheung", "chi", "chiang", "chin", "cho", "choe", "choi", "chon", "chong", "chou", "chow", "choy", "chu",
    "chun", "chung", "cui", "dai", "dang", "dao", "deng", "ding", "dinh", "do", "doan", "dong", "du", "duan", "duong", "fan",
    "fang", "feng", "fu", "fung", "gao", "ge", "geng", "go", "gong", "gu", "guan", "guo", "ha", "hahn", "han", "hao", "he",
    "heo", "ho", "hoang", "hong", "hou", "hsiao", "hsieh", "hsu", "hu", "hua", "huang", "hui", "hur", "huynh", "hwang", "im",
    "jang", "jeon", "jeong", "ji", "jia", "jiang", "jin", "jo", "joo", "ju", "jun", "jung", "kang", "kim", "ko", "koh",
    "kong", "koo", "kuo", "kwak", "kwok", "kwon", "lai", "lam", "lau", "le", "lee", "lei", "leung", "li", "liang", "liao",
    "lim", "lin", "ling", "liu", "lo", "long", "lu", "luo", "luong", "ly", "ma", "mai", "mao", "mei", "meng", "mo", "mok",
    "moon", "na", "nam", "ng", "ngo", "nguyen", "ni", "nie", "noh", "oh", "ong", "ou", "ouyang", "pak", "pan", "pang", "park",
    "pei", "peng", "pham", "phan", "qian", "qiao", "qin", "qiu", "qu", "rao", "ren", "rhee", "ri", "roh", "ryu", "seo",
    "seok", "shao", "shen", "shi", "shih", "shin", "sim", "so", "sohn", "song", "su", "suh", "sun", "tan", "tang", "tao",
    "tian", "to", "tong", "tran", "trinh", "truong", "tsai", "tsang", "tse", "tseng", "tu", "vo", "vu", "wan", "wang", "wei",
    "wen", "weng", "won", "wong", "woo", "wu", "xi", "xia", "xiang", "xiao", "xie", "xing", "xiong", "xu", "xue", "yan",
    "yang", "yao", "ye", "yeh", "yeo", "yeoh", "yeon", "yi", "yim", "yin", "yoo", "yoon", "you", "yu", "yuan", "yue", "yun",
    "zeng", "zha", "zhai", "zhan", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu", "zhuang", "zong", "zou",
];

/// Given names and their short forms: a line is one group.
#[rustfmt::skip]
const NICKNAMES: &[&[&str]] = &[
    &["abigail", "abby", "gail"], &["abraham", "abe"], &["alan", "al", "allan", "allen"], &["albert", "al", "bert"],
    &["alexander", "alex", "sandy", "alec", "sasha"], &["alexandra", "alex", "sandra", "sasha", "alexa"],
    &["alexei", "alexey", "alyosha"], &["alfred", "alf", "fred"], &["andrew", "andy", "drew"], &["ann", "anne", "anna", "annie", "nan"],
    &["anthony", "tony", "anton"], &["antonio", "tony", "toni"], &["arthur", "art"], &["augustus", "gus"], &["barbara", "barb", "babs"],
    &["benjamin", "ben", "benny"], &["bernard", "bernie"], &["beverly", "bev"], &["bradley", "brad"], &["calvin", "cal"],
    &["caroline", "carrie", "carol"], &["catherine", "katherine", "kathryn", "cathy", "kathy", "kate", "katie", "kat", "cate"],
    &["charles", "charlie", "chuck", "chas"], &["christine", "christina", "chris", "tina", "chrissy"], &["christopher", "chris", "kit"],
    &["clifford", "cliff"], &["cynthia", "cindy"], &["daniel", "dan", "danny"], &["david", "dave"], &["deborah", "debra", "deb", "debbie"],
    &["dennis", "denny"], &["dmitry", "dmitri", "dima"], &["donald", "don", "donnie"], &["dorothy", "dot", "dottie"],
    &["douglas", "doug"], &["edward", "ed", "eddie", "ted", "ned"], &["edwin", "ed"], &["eleanor", "ellie", "nell"],
    &["elizabeth", "liz", "lizzie", "beth", "betty", "eliza", "betsy", "libby"], &["emily", "em", "emma"], &["eugene", "gene"],
    &["evgeny", "yevgeny", "zhenya"], &["florence", "flo"], &["frances", "fran"], &["francis", "frank", "fran"],
    &["francisco", "paco", "pancho"], &["franklin", "frank"], &["frederick", "fred", "freddie"], &["gabriel", "gabe"],
    &["geoffrey", "jeffrey", "geoff", "jeff"], &["gerald", "gerry", "jerry"], &["gilbert", "gil"], &["gregory", "greg"],
    &["harold", "harry", "hal"], &["henry", "harry", "hank"], &["herbert", "herb"], &["howard", "howie"], &["isaac", "ike"],
    &["jacob", "jake"], &["jacqueline", "jackie"], &["james", "jim", "jimmy", "jamie"], &["janet", "jan"], &["jason", "jay"],
    &["jennifer", "jen", "jenny"], &["jeremy", "jerry"], &["jerome", "jerry"], &["jessica", "jess", "jessie"], &["joan", "joanie"],
    &["john", "jack", "johnny", "jon"], &["jonathan", "jon", "jonny"], &["jose", "pepe"], &["joseph", "joe", "joey"],
    &["joshua", "josh"], &["judith", "judy"], &["julia", "julie"], &["kenneth", "ken", "kenny"], &["kimberly", "kim"],
    &["kristin", "kris", "kristen"], &["lawrence", "laurence", "larry"], &["leonard", "len", "leo", "lenny"], &["leslie", "les"],
    &["louis", "lou", "lewis"], &["louise", "lou"], &["lucille", "lucy"], &["madeleine", "maddy"], &["manuel", "manny"],
    &["margaret", "maggie", "meg", "peggy", "marge"], &["martin", "marty"], &["mary", "molly", "polly"], &["matthew", "matt"],
    &["maximilian", "max"], &["melissa", "mel"], &["michael", "mike", "mick", "mickey", "misha"], &["mikhail", "misha"],
    &["michelle", "shelly"], &["mitchell", "mitch"], &["mohammed", "mohammad", "muhammad", "mohamed", "mohamad", "muhammed"],
    &["nancy", "nan"], &["natalie", "nat"], &["nathan", "nate", "nathaniel", "nat"], &["nicholas", "nick", "nicky", "nicolas"],
    &["nikolai", "kolya"], &["norman", "norm"], &["oliver", "ollie"], &["pamela", "pam"], &["patricia", "pat", "patty", "tricia"],
    &["patrick", "pat", "paddy"], &["peter", "pete"], &["philip", "phillip", "phil"], &["rachel", "rae"], &["randall", "randy"],
    &["raymond", "ray"], &["rebecca", "becky", "becca"], &["richard", "rich", "rick", "dick", "ricky", "richie"],
    &["robert", "bob", "rob", "bobby", "robbie", "bert"], &["roberta", "bobbie"], &["roger", "rog"], &["ronald", "ron", "ronnie"],
    &["rudolph", "rudy"], &["russell", "russ"], &["samantha", "sam"], &["samuel", "sam", "sammy"], &["sarah", "sally", "sara"],
    &["sergei", "sergey", "serge"], &["sharon", "shari"], &["sidney", "sid"], &["solomon", "sol"], &["stanley", "stan"],
    &["stephen", "steven", "steve", "steph"], &["stephanie", "steph"], &["stuart", "stu", "stewart"], &["susan", "sue", "suzanne", "susie"],
    &["teresa", "theresa", "terry", "tess"], &["terrence", "terry", "terence"], &["theodore", "ted", "theo", "teddy"],
    &["thomas", "tom", "tommy", "thom"], &["timothy", "tim"], &["valerie", "val"], &["victor", "vic"], &["victoria", "vicky", "tori"],
    &["vincent", "vince", "vinny"], &["virginia", "ginny"], &["vladimir", "volodymyr", "vova"], &["walter", "walt", "wally"],
    &["wilfred", "wilf"], &["william", "bill", "will", "billy", "willie", "liam"], &["zachary", "zach", "zack"],
];

/// Words that say what kind of body it is but not which one: a name of these alone means another thing elsewhere.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "academy", "administration", "affairs", "agency", "agriculture", "air", "anti", "appeal", "appeals", "armed", "army",
    "assembly", "association", "attorney", "authority", "bank", "board", "border", "bureau", "cabinet", "campaign", "center",
    "central", "centre", "chamber", "church", "city", "civil", "club", "coast", "college", "commerce", "commission",
    "committee", "communist", "company", "congress", "conservative", "constitutional", "corruption", "council", "county",
    "court", "crown", "culture", "customs", "defence", "defense", "democratic", "democrats", "department", "deputies",
    "development", "district", "economy", "education", "election", "electoral", "embassy", "emergency", "energy",
    "environment", "executive", "external", "faculty", "federal", "federation", "finance", "fire", "force", "forces",
    "foreign", "front", "fund", "general", "government", "governors", "green", "greens", "guard", "health", "high", "home",
    "hospital", "house", "human", "immigration", "independent", "information", "institute", "intelligence", "interior",
    "international", "investigation", "judiciary", "justice", "labor", "labour", "law", "league", "legislative",
    "legislature", "liberal", "library", "local", "lords", "lower", "marine", "mayor", "media", "metropolitan", "military",
    "ministers", "ministry", "movement", "museum", "national", "navy", "news", "office", "opposition", "parliament", "party",
    "peoples", "police", "post", "presidency", "press", "progressive", "prosecution", "prosecutor", "prosecutors",
    "provincial", "public", "radio", "regional", "representatives", "republican", "republicans", "research", "reserve",
    "revolutionary", "rights", "royal", "school", "science", "secretariat", "security", "senate", "service", "services",
    "social", "socialist", "society", "special", "state", "statistics", "supreme", "system", "task", "technology",
    "television", "times", "tourism", "trade", "transport", "treasury", "tribunal", "union", "unit", "united", "university",
    "upper", "water", "welfare", "women", "workers", "works", "youth",
];

/// Names of one thing that every reader knows to be one: a line is one group, its first name is the key.
#[rustfmt::skip]
const WELL_KNOWN: &[(EntityType, &[&str])] = {
    use EntityType::{Loc, Misc, Org};
    &[
        (Misc, &["democratic", "democrat"]),
        (Loc, &["united states", "us", "usa", "united states of america", "america"]),
        (Loc, &["united kingdom", "uk", "great britain", "britain"]),
        (Loc, &["united arab emirates", "uae"]),
        (Loc, &["soviet union", "ussr"]),
        (Loc, &["north korea", "dprk", "democratic peoples republic of korea"]),
        (Loc, &["south korea", "rok", "republic of korea"]),
        (Loc, &["china", "prc", "peoples republic of china"]),
        (Loc, &["democratic republic of the congo", "drc", "democratic republic of congo", "dr congo"]),
        (Loc, &["russia", "russian federation"]),
        (Loc, &["kyiv", "kiev"]), (Loc, &["kharkiv", "kharkov"]), (Loc, &["lviv", "lvov"]), (Loc, &["odesa", "odessa"]),
        (Loc, &["mumbai", "bombay"]), (Loc, &["kolkata", "calcutta"]), (Loc, &["chennai", "madras"]), (Loc, &["bengaluru", "bangalore"]),
        (Loc, &["beijing", "peking"]), (Loc, &["guangzhou", "canton city"]), (Loc, &["yangon", "rangoon"]),
        (Loc, &["ho chi minh city", "saigon"]), (Loc, &["myanmar", "burma"]), (Loc, &["turkey", "turkiye"]),
        (Loc, &["czech republic", "czechia"]), (Loc, &["eswatini", "swaziland"]), (Loc, &["ivory coast", "cote divoire"]),
        (Loc, &["east timor", "timor leste"]), (Loc, &["cape verde", "cabo verde"]), (Loc, &["north macedonia", "republic of north macedonia"]),
        (Loc, &["mecca", "makkah"]), (Loc, &["seville", "sevilla"]), (Loc, &["cologne", "koln"]), (Loc, &["munich", "munchen"]),
        (Loc, &["the hague", "den haag", "hague"]), (Loc, &["new york city", "nyc"]), (Loc, &["los angeles", "la"]),
        (Loc, &["washington dc", "washington d c", "dc", "d c"]), (Loc, &["st petersburg", "saint petersburg"]),
        (Loc, &["international space station", "iss"]),
        (Org, &["united nations", "un"]), (Org, &["european union", "eu"]), (Org, &["world health organization", "who", "world health organisation"]),
        (Org, &["world trade organization", "wto", "world trade organisation"]), (Org, &["international monetary fund", "imf"]),
        (Org, &["north atlantic treaty organization", "nato"]), (Org, &["international atomic energy agency", "iaea"]),
        (Org, &["international criminal court", "icc"]), (Org, &["international court of justice", "icj"]),
        (Org, &["world food programme", "world food program", "wfp"]),
        (Org, &["association of southeast asian nations", "asean"]), (Org, &["organization of american states", "oas"]),
        (Org, &["organization of the petroleum exporting countries", "opec"]),
        (Org, &["organization for security and cooperation in europe", "osce"]),
        (Org, &["organisation for economic co operation and development", "oecd", "organization for economic cooperation and development"]),
        (Org, &["united nations childrens fund", "unicef"]), (Org, &["united nations high commissioner for refugees", "unhcr"]),
        (Org, &["international committee of the red cross", "icrc"]), (Org, &["doctors without borders", "msf", "medecins sans frontieres"]),
        (Org, &["human rights watch", "hrw"]), (Org, &["european central bank", "ecb"]), (Org, &["arab league", "league of arab states"]),
        (Org, &["group of seven", "g7", "g 7"]), (Org, &["group of 20", "g20", "g 20", "group of twenty"]), (Org, &["group of eight", "g8", "g 8"]),
        (Org, &["associated press", "ap"]), (Org, &["agence france presse", "afp"]), (Org, &["korean central news agency", "kcna"]),
        (Org, &["british broadcasting corporation", "bbc"]), (Org, &["voice of america", "voa"]), (Org, &["deutsche welle", "dw"]),
        (Org, &["new york times", "nyt"]), (Org, &["wall street journal", "wsj"]), (Org, &["south china morning post", "scmp"]),
        (Org, &["federal bureau of investigation", "fbi"]), (Org, &["central intelligence agency", "cia"]),
        (Org, &["national aeronautics and space administration", "nasa"]), (Org, &["food and drug administration", "fda"]),
        (Org, &["centers for disease control and prevention", "cdc", "centers for disease control"]),
        (Org, &["environmental protection agency", "epa"]), (Org, &["federal emergency management agency", "fema"]),
        (Org, &["drug enforcement administration", "dea"]), (Org, &["european space agency", "esa"]),
        (Org, &["federal aviation administration", "faa"]), (Org, &["securities and exchange commission", "sec"]),
        (Org, &["united states geological survey", "usgs"]), (Org, &["state department", "united states state department", "united states department of state"]),
        (Org, &["supreme court of the united states", "united states supreme court", "scotus"]),
        (Org, &["islamic state", "isis", "isil", "daesh"]), (Org, &["al qaeda", "al qaida", "al qaeda network"]), (Org, &["taliban", "taleban"]),
        (Org, &["hezbollah", "hizbullah", "hizbollah"]), (Org, &["al shabaab", "al shabab"]),
        (Org, &["kurdistan workers party", "pkk"]), (Org, &["palestine liberation organization", "plo"]),
        (Org, &["african national congress", "anc"]), (Org, &["peoples liberation army", "pla"]),
        (Org, &["islamic revolutionary guard corps", "irgc", "islamic revolutionary guards corps", "iranian revolutionary guard corps"]),
        (Org, &["bharatiya janata party", "bjp"]),
    ]
};

pub(super) fn is_short_title(word: &str) -> bool {
    SHORT_TITLES.contains(&word)
}

pub(super) fn is_degree(word: &str) -> bool {
    DEGREES.contains(&word)
}

pub(super) fn generation(word: &str) -> Option<&'static str> {
    DEGREES.iter().take(5).find(|d| **d == word).copied()
}

pub(super) fn is_legal_form(word: &str) -> bool {
    LEGAL_FORMS.contains(&word)
}

/// A small word in front of a family name ("de", "al", "van").
pub(in super::super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// A family name of a language that writes it first.
pub(in super::super) fn is_family_first(word: &str) -> bool {
    FAMILY_FIRST.binary_search(&word).is_ok()
}

/// A word that says what kind of body a name means but not which one.
pub(in super::super) fn is_generic(word: &str) -> bool {
    GENERIC.binary_search(&word).is_ok()
}

/// Whether two given names are forms of one ("Joe", "Joseph").
pub(in super::super) fn nickname_of(a: &str, b: &str) -> bool {
    NICKNAMES.iter().any(|group| group.contains(&a) && group.contains(&b))
}

/// The one key of a name that everybody knows under several.
pub(super) fn well_known(kind: EntityType, key: &str) -> Option<&'static str> {
    WELL_KNOWN
        .iter()
        .find(|(of, names)| *of == kind && names.contains(&key))
        .and_then(|(_, names)| names.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_searched_by_halving_are_sorted() {
        assert!(FAMILY_FIRST.is_sorted());
        assert!(GENERIC.is_sorted());
    }

    #[test]
    fn a_name_is_known_as_one_thing_only() {
        for (kind, names) in WELL_KNOWN {
            for name in *names {
                let groups = WELL_KNOWN.iter().filter(|(of, others)| of == kind && others.contains(name)).count();
                assert_eq!(groups, 1, "{name}");
            }
        }
    }
}
