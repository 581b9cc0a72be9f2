//! Who *he*, *she*, *it* and *they* are: the last person who fits, subjects before others.
//!
//! After the salience of centering theory (Grosz, Joshi and Weinstein 1995): subjects outrank other places, near outranks
//! far, and what is known of a person's sex rules out.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::phrases::{Head, Phrase, subject};
use super::scene::{Kind, Scene};
use super::words::{HE, IT, NOMINATIVE, PREPOSITION, SHE, THEY};
use crate::model::EntityType;

/// Sentences looked back.
const SENTENCES: usize = 8;
/// Tokens looked back.
const TOKENS: usize = 260;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sex {
    Female,
    Male,
}

const FEMALE: &str = "mary patricia linda barbara elizabeth jennifer maria susan margaret dorothy lisa nancy karen betty helen sandra donna \
     carol ruth sharon michelle laura sarah kimberly deborah jessica shirley cynthia angela melissa brenda amy anna rebecca \
     virginia kathleen pamela martha debra amanda stephanie carolyn christine janet catherine frances ann joyce diane alice \
     julie heather teresa doris gloria evelyn jean cheryl katherine joan ashley judith rose janice kelly nicole judy \
     christina kathy theresa beverly denise tammy irene jane lori rachel marilyn andrea kathryn louise sara anne jacqueline \
     wanda bonnie julia ruby lois tina phyllis norma paula diana annie lillian emily robin peggy crystal gladys rita dawn \
     connie florence tracy edna tiffany carmen rosa cindy grace wendy victoria edith kim sherry sylvia josephine thelma \
     shannon sheila ethel ellen elaine marjorie carrie charlotte monica esther pauline emma juanita anita rhonda hazel amber \
     eva debbie april leslie clara lucille jamie joanne eleanor valerie danielle megan alicia suzanne michele gail bertha \
     darlene veronica jill erin geraldine lauren cathy joann lorraine lynn sally regina erica beatrice dolores bernice audrey \
     yvonne annette marion dana stacy ana renee ida vivian roberta holly brittany melanie loretta yolanda jeanette laurie \
     katie kristen vanessa alma sue elsie beth jeanne hillary kellyanne melania ivanka nikki theresa nicola angela ursula \
     christine greta malala aung benazir indira sonia priya fatima aisha khadija leila layla maryam mariam noor zahra amina \
     yuki naomi keiko yoko olga svetlana irina natalia tatiana elena galina ludmila oksana olena yulia marie sophie camille \
     chloe ines inês isabel isabella lucia sofia giulia chiara francesca alessandra ingrid astrid greta freya sanna mette \
     abena ama akua ngozi amara wangari thandi lindiwe hoa mai linh chandra kamala nancy ilhan alexandria ayanna tulsi \
     jacinda julia gillian penny tanya marina adriana beatriz pilar mercedes raquel liz kate zoe zoë abigail olivia ava mia \
     ella ruth hannah naomi judith miriam esther rima nadia rania samira yasmin dina ailsa fiona morag isla mhairi eilidh helga petra \
     monika ulrike sabine birgit heike anja katja silke renate gisela brigitte martina claudia nathalie valerie isabelle \
     celine hélène helene élodie agnès margaux amélie simone paola federica valentina elisa silvia lucía rocío dolores \
     consuelo guadalupe esperanza mariana fernanda luciana camila daniela gabriela tereza zuzana jana lenka hana agnieszka \
     katarzyna małgorzata magda ewa joanna marta beata dorota anastasia ekaterina tatyana daria yelena ksenia marija ivana \
     jelena milica dragana snezana eleni katerina dimitra sofia ayşe fatma zeynep elif emine hatice huda salma samar hanan \
     dalia mona amal deepika kavita sunita anjali pooja neha meera lakshmi ming mei ling xiu yan hui fang nkechi chioma \
     adaeze folake zainab hauwa mariama fatou aminata aïcha wanjiku achieng nomvula thuli winnie graça";

const MALE: &str = "james john robert michael william david richard charles joseph thomas christopher daniel paul mark donald george \
     kenneth steven edward brian ronald anthony kevin jason matthew gary timothy jose larry jeffrey frank scott eric stephen \
     andrew raymond gregory joshua jerry dennis walter patrick peter harold douglas henry carl arthur ryan roger joe juan jack \
     albert jonathan justin terry gerald keith samuel willie ralph lawrence nicholas roy benjamin bruce brandon adam harry fred \
     wayne billy steve louis jeremy aaron randy howard eugene carlos russell bobby victor martin ernest phillip todd jesse craig \
     alan shawn clarence sean philip chris johnny earl jimmy antonio danny bryan tony luis mike stanley leonard nathan dale \
     manuel rodney curtis norman allen marvin vincent glenn jeffery travis jeff chad jacob lee melvin alfred kyle francis \
     bradley jesus herbert frederick ray joel edwin don eddie ricky troy randall barry alexander bernard mario leroy francisco \
     marcus micheal theodore clifford miguel oscar jay jim tom calvin alex jon ronnie bill lloyd tommy leon derek warren \
     darrell jerome floyd leo alvin tim wesley gordon dean greg jorge dustin pedro derrick dan lewis zachary corey herman \
     maurice vernon roberto clyde glen hector shane ricardo sam rick lester brent ramon charlie tyler gilbert gene mitt barack \
     bernie newt rudy jared boris nigel jeremy emmanuel vladimir xi dmitry sergei sergey mikhail nikolai andrei igor ivan yuri \
     viktor alexei mohammed muhammad mohamed ahmed ahmad ali omar hassan hussein ibrahim mustafa abdul abdullah khalid mahmoud \
     yusuf tariq karim salman recep narendra rahul amit sanjay rajesh vijay anil sunil ravi arjun kofi kwame kwesi emeka chidi \
     hiroshi kenji shinzo takeshi satoshi akira wei jun min nils lars erik sven olaf anders jens klaus hans jurgen jürgen \
     wolfgang gerhard helmut otto karl fritz lukas matthias stefan pierre jacques françois francois laurent michel nicolas \
     giovanni giuseppe matteo luigi marco paolo silvio fernando alejandro javier pablo diego rafael sebastian felipe andres \
     josé luiz jair paulo joão hugo nelson thabo jacob cyril desmond uhuru raila yoweri robert tedros justin malcolm tariq \
     neil ross hamish ewan callum angus duncan fraser alasdair liam noah ethan logan mason lucas oliver elijah jayden bashar \
     benjamin ariel shimon yitzhak ehud avigdor daniel moshe tim ben ed ted ken rob ron phil doug nick matt josh zach max luc yves alain \
     philippe olivier thierry guillaume mathieu didier hervé gérard étienne benoit benoît rené henri émile piotr jan paweł \
     pawel krzysztof andrzej tomasz marek jerzy adam wojciech grzegorz jakub pavel petr jiří tomáš miroslav václav lászló \
     istván gábor zoltán ferenc györgy péter bogdan mihai ion nicolae vasile dragan milan zoran goran nikola aleksandar \
     stefano alessandro roberto riccardo lorenzo davide simone enrico claudio sergio alberto enrique raúl rubén andrés \
     joaquín gustavo eduardo rodrigo gonzalo jair luiz joaquim rui tiago bruno thiago mehmet ahmet kemal emre murat orhan \
     hakan kaveh reza hossein mehdi mohsen amir farhad samir karim rachid youssef bilal hamza faisal nasser saad majid imran \
     asif tariq nawaz pervez arvind manoj suresh ramesh prakash ashok deepak vikram naveen gopal hari kumar tadashi haruki \
     makoto naoki ryo jin-woo min-ho sung-ho wang jian feng gang bin chukwuemeka olusegun babatunde tunde femi kwabena yaw \
     mamadou ousmane ibrahima moussa abdoulaye sipho themba tendai kagiso tesfaye abebe haile kiprono otieno";

/// What is known about the people of a text.
pub(super) struct People<'s, 't> {
    scene: &'s Scene<'t>,
    /// By cluster.
    sex: Vec<Option<Sex>>,
    /// Head of the subject of each sentence: its token.
    subjects: Vec<Option<usize>>,
    /// Tokens that are subjects of reporting verbs.
    speaking: HashSet<usize>,
    /// What the pronouns so far stand for, by token.
    pronouns: HashMap<usize, usize>,
    /// The one cluster that a noun with *the* can mean: "the president" where the text has one President Grant, "the
    /// ministry" where it has one Ministry of Health. `None`: several.
    nouns: HashMap<String, Option<usize>>,
}

impl<'s, 't> People<'s, 't> {
    /// Reads the text once. `speaking`: heads of the subjects of reporting verbs.
    pub(super) fn new(scene: &'s Scene<'t>, clusters: usize, speaking: HashSet<usize>) -> Self {
        let mut sex = vec![None; clusters];
        for at in 0..scene.tokens.len() {
            let Some(name) = scene.name(at) else { continue };
            if name.kind != EntityType::Per {
                continue;
            }
            let Some(slot) = sex.get_mut(name.cluster) else { continue };
            // "Mr Grant"; "her husband, Ross Grant"
            let comma = at.checked_sub(1).is_some_and(|before| scene.is_mark(before, ','));
            let before = at.checked_sub(1 + usize::from(comma)).map_or("", |before| scene.words(before));
            if let Some(told) = by_title(before) {
                *slot = Some(told);
            } else if slot.is_none() {
                *slot = by_forename(scene.words(at));
            }
        }
        let subjects = scene
            .sentences
            .iter()
            .map(|sentence| match subject(scene, sentence) {
                Some(Phrase { head: Head::Name(at) | Head::Pronoun(at) | Head::Noun(at), .. }) => Some(at),
                _ => None,
            })
            .collect();
        let mut people = Self { scene, sex, subjects, speaking, pronouns: HashMap::new(), nouns: nouns(scene) };
        for at in 0..scene.tokens.len() {
            if scene.is(at, NOMINATIVE)
                && let Some(cluster) = people.resolve(at, None, false)
            {
                people.pronouns.insert(at, cluster);
            }
        }
        people
    }

    /// Whether a name is the subject of its sentence.
    pub(super) fn is_subject(&self, at: usize) -> bool {
        self.scene.sentence_of.get(at).and_then(|s| self.subjects.get(*s)).is_some_and(|head| *head == Some(at))
    }

    /// The one person whose name ends with `family`.
    pub(super) fn family(&self, family: &str) -> Option<usize> {
        self.definite(&format!("={}", family.to_lowercase()))
    }

    /// The cluster that "the" and `noun` mean, when only one can be meant.
    pub(super) fn definite(&self, noun: &str) -> Option<usize> {
        self.nouns.get(noun).copied().flatten()
    }

    /// The cluster that pronoun `at` stands for. `last` spoke before it; `other` when the verb says that somebody
    /// else answers.
    pub(super) fn resolve(&self, at: usize, last: Option<usize>, other: bool) -> Option<usize> {
        let scene = self.scene;
        let person = scene.is(at, HE | SHE);
        if !person && !scene.is(at, IT | THEY) {
            return None;
        }
        let wanted = if scene.is(at, HE) { Sex::Male } else { Sex::Female };
        let here = scene.sentence_of.get(at).copied().unwrap_or(0);
        let mut best: Option<(f32, usize)> = None;
        for i in (at.saturating_sub(TOKENS)..at).rev() {
            let back = here.saturating_sub(scene.sentence_of.get(i).copied().unwrap_or(0));
            if back > SENTENCES {
                break;
            }
            // A pronoun before carries its meaning on.
            if let Some(cluster) = self.pronouns.get(&i) {
                let alike = scene.is(i, HE) == scene.is(at, HE) && scene.is(i, SHE) == scene.is(at, SHE);
                let score = self.standing(i, at, back, *cluster, last, other);
                if alike && best.is_none_or(|(top, _)| score > top) {
                    best = Some((score, *cluster));
                }
                continue;
            }
            let Some(name) = scene.name(i) else { continue };
            let fits = match name.kind {
                EntityType::Per => person,
                EntityType::Org => !person,
                EntityType::Loc => !person && scene.is(at, IT),
                EntityType::Misc => false,
            };
            if !fits {
                continue;
            }
            let sex = self.sex.get(name.cluster).copied().flatten();
            if person && sex.is_some_and(|sex| sex != wanted) {
                continue;
            }
            let mut score = self.standing(i, at, back, name.cluster, last, other);
            score += if person && sex.is_some() { 1.2 } else { 0.0 };
            if scene.kind(i + 1) == Some(Kind::Possessive) {
                score -= 0.6;
            } else if i.checked_sub(1).is_some_and(|before| scene.is(before, PREPOSITION)) {
                // "Speaking to Grant, he said": not the same person.
                score -= if back == 0 { 1.5 } else { 0.5 };
            }
            if name.kind == EntityType::Loc {
                score -= 1.0;
            }
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, name.cluster));
            }
        }
        best.map(|(_, cluster)| cluster)
    }

    /// How much token `i`, which means `cluster`, offers itself to pronoun `at`, `back` sentences on.
    fn standing(&self, i: usize, at: usize, back: usize, cluster: usize, last: Option<usize>, other: bool) -> f32 {
        let mut score = -0.8 * back.min(20) as f32 - 0.004 * (at - i).min(TOKENS) as f32;
        score += match (self.is_subject(i), self.speaking.contains(&i)) {
            (true, true) => 1.8,
            (true, false) | (false, true) => 1.3,
            (false, false) => 0.0,
        };
        if last == Some(cluster) {
            score += if other { -1.5 } else { 0.9 };
        }
        score
    }
}

/// Titles before persons and common nouns in names of organisations, each with its cluster when there is but one.
fn nouns(scene: &Scene<'_>) -> HashMap<String, Option<usize>> {
    let mut nouns: HashMap<String, Option<usize>> = HashMap::new();
    let mut put = |noun: &str, cluster: usize| {
        if noun.len() > 2 && noun.len() < 24 {
            let slot = nouns.entry(noun.to_lowercase()).or_insert(Some(cluster));
            if *slot != Some(cluster) {
                *slot = None;
            }
        }
    };
    for at in 0..scene.tokens.len() {
        let Some(name) = scene.name(at) else { continue };
        match name.kind {
            EntityType::Per => {
                // A family name that the recogniser missed elsewhere: "Ms Stein" after Helga Stein.
                if let Some(family) = scene.words(at).split_whitespace().last() {
                    put(&format!("={family}"), name.cluster);
                }
                if let Some(before) = at.checked_sub(1)
                    && scene.kind(before) == Some(Kind::Word)
                    && scene.sentence(at).contains(&before)
                {
                    put(scene.words(before), name.cluster);
                    if let Some(first) = before.checked_sub(1).filter(|&first| scene.kind(first) == Some(Kind::Word)) {
                        put(&format!("{} {}", scene.words(first), scene.words(before)), name.cluster);
                    }
                }
            }
            EntityType::Org => {
                for word in scene.words(at).split_whitespace() {
                    if INSTITUTIONS.contains(&word.to_lowercase().as_str()) {
                        put(word, name.cluster);
                    }
                }
            }
            _ => {}
        }
    }
    nouns
}

/// Nouns that stand in the name of an institution and, with *the*, for it.
const INSTITUTIONS: &[&str] = &[
    "ministry",
    "department",
    "court",
    "university",
    "union",
    "party",
    "bank",
    "agency",
    "commission",
    "committee",
    "council",
    "association",
    "foundation",
    "institute",
    "authority",
    "board",
    "bureau",
    "office",
    "company",
    "airline",
    "church",
    "club",
    "federation",
    "league",
    "museum",
    "hospital",
    "school",
    "college",
    "army",
    "navy",
    "senate",
    "parliament",
    "coalition",
    "network",
    "fund",
    "center",
    "centre",
    "society",
    "academy",
    "tribunal",
    "embassy",
    "observatory",
    "group",
    "alliance",
];

fn by_title(word: &str) -> Option<Sex> {
    match word.trim_end_matches('.').to_lowercase().as_str() {
        "mr" | "sir" | "lord" | "king" | "prince" | "father" | "spokesman" | "chairman" | "congressman"
        | "businessman" | "actor" | "pope" | "duke" | "baron" | "brother" | "councilman" | "fireman" | "husband"
        | "son" | "bishop" | "archbishop" | "cardinal" | "imam" | "rabbi" => Some(Sex::Male),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "sister" | "spokeswoman" | "chairwoman"
        | "congresswoman" | "businesswoman" | "actress" | "duchess" | "baroness" | "wife" | "daughter" | "mother"
        | "councilwoman" => Some(Sex::Female),
        _ => None,
    }
}

/// By the first word of a name of two words or more, or by a single word.
fn by_forename(name: &str) -> Option<Sex> {
    static LISTS: OnceLock<(HashSet<&str>, HashSet<&str>)> = OnceLock::new();
    let (female, male) = LISTS.get_or_init(|| (FEMALE.split_whitespace().collect(), MALE.split_whitespace().collect()));
    let first = name.split_whitespace().next().filter(|first| first.len() < 20)?.to_lowercase();
    let first = first.as_str();
    match (female.contains(first), male.contains(first)) {
        (true, false) => Some(Sex::Female),
        (false, true) => Some(Sex::Male),
        _ => None,
    }
}
