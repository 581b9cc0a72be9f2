//! What single words tell about who speaks: reporting verbs, pronouns, prepositions, nouns for people and papers.
//!
//! One table of small words, each with the classes it belongs to. English; other languages only by the verbs that
//! stand beside a quotation.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

/// A set of classes, one bit each.
pub(super) type Classes = u32;

/// Verbs of speech and writing: what follows or precedes may be the words said.
pub(super) const SAY: Classes = 1;
/// Verbs that judge with somebody's words: call, describe, condemn.
pub(super) const JUDGE: Classes = 1 << 1;
/// Verbs that may report, and often do not: find, show, hope, promise.
pub(super) const HINT: Classes = 1 << 2;
/// Prepositions.
pub(super) const PREPOSITION: Classes = 1 << 3;
/// Prepositions that bind a phrase to the noun before: the head of *of the board* stands left of it.
pub(super) const BINDS: Classes = 1 << 4;
/// Articles, possessives, numbers, quantifiers.
pub(super) const DETERMINER: Classes = 1 << 5;
/// he, him, his.
pub(super) const HE: Classes = 1 << 6;
/// she, her.
pub(super) const SHE: Classes = 1 << 7;
/// they, them.
pub(super) const THEY: Classes = 1 << 8;
/// it.
pub(super) const IT: Classes = 1 << 9;
/// I, we, you: nobody of the text.
pub(super) const SELF: Classes = 1 << 10;
/// Forms that can be subjects: he, she, they, it, I, we.
pub(super) const NOMINATIVE: Classes = 1 << 11;
/// Auxiliaries, which may stand between a subject and its verb.
pub(super) const AUXILIARY: Classes = 1 << 12;
/// Adverbs and the like, which may stand there too.
pub(super) const ADVERB: Classes = 1 << 13;
/// and, or, but.
pub(super) const CONJUNCTION: Classes = 1 << 14;
/// Words that open a clause: that, when, because, who.
pub(super) const CLAUSE: Classes = 1 << 15;
/// who, which, that: the subject stands before.
pub(super) const RELATIVE: Classes = 1 << 16;
/// People who speak for somebody else.
pub(super) const SPOKESPERSON: Classes = 1 << 17;
/// Things that are written or said: a statement, a letter, a post.
pub(super) const PAPER: Classes = 1 << 18;
/// Words before a term, a title or a nickname.
pub(super) const NAMES_A_TERM: Classes = 1 << 19;
/// Forms of *be*: a verb after one is passive.
pub(super) const BE: Classes = 1 << 20;
/// Verbs whose object is who is spoken to: tell, ask.
pub(super) const TELLS: Classes = 1 << 21;
/// Verbs that pass on another's words: quote, cite.
pub(super) const PASSES_ON: Classes = 1 << 22;
/// Words that end in *-ing* among the reporting verbs: they take their subject from the clause before.
pub(super) const PARTICIPLE: Classes = 1 << 23;
/// Words for outlets: a name that holds one passes news on.
pub(super) const OUTLET: Classes = 1 << 24;
/// Weekdays, months and other words for time: no subject.
pub(super) const TIME: Classes = 1 << 25;
/// Reporting verbs of other languages.
pub(super) const FOREIGN: Classes = 1 << 26;

/// Nouns for what somebody says: claim, remark.
pub(super) const SPEECH: Classes = 1 << 27;

/// Any reporting verb.
pub(super) const CUE: Classes = SAY | JUDGE | HINT;
/// Any pronoun for a person or thing of the text.
pub(super) const PRONOUN: Classes = HE | SHE | THEY | IT | SELF;

const TABLE: &[(Classes, &str)] = &[
    (
        SAY,
        "said say says stated state states added add adds argued argue argues insisted insist insists claimed claim claims \
         warned warn warns noted note notes declared declare declares explained explain explains replied reply replies \
         recalled recall recalls remarked remark remarks commented comment comments tweeted tweet tweets posted posts \
         quipped quips joked jokes lamented laments stressed stresses emphasised emphasized emphasises emphasizes \
         reiterated reiterates admitted admits acknowledged acknowledges conceded concedes denied denies testified \
         testifies confessed confesses answered answers urged urges wrote writes write observed observes concluded \
         concludes predicted predicts hinted suggested suggests alleged alleges announced announces asserted asserts \
         affirmed affirms maintained maintains contended contends continued continues began begins responded responds \
         countered counters retorted complained complains boasted boasts mused muses pleaded pleads proclaimed \
         proclaims pronounced protested protests repeated repeats reported reports revealed reveals disclosed \
         whispered whispers shouted shouts yelled yells screamed cried cries exclaimed exclaims chanted muttered \
         murmured sighed snapped snaps scoffed thundered blogged confirmed confirms clarified clarifies elaborated \
         elaborates opined opines echoed echoes interjected intoned asked asks ask told tells tell informed informs \
         reminded reminds assured assures advised advises cautioned cautions promised promises pledged pledges vowed \
         vows swore swears speculated reflected reflects remembered remembers recounted recounts reasoned summarised \
         summarized summed surmised ventured volunteered went goes read reads talked spoke speaks speak thanked \
         apologised apologized apologises apologizes wondered wonders agreed agrees disagreed demanded demands \
         questioned questions quoted quotes cited cites paraphrased fumed gushed groaned ruled rules",
    ),
    (
        SAY | PARTICIPLE,
        "saying stating adding arguing insisting claiming warning noting declaring explaining replying recalling \
         remarking commenting tweeting posting joking lamenting stressing emphasising emphasizing reiterating \
         admitting acknowledging conceding denying testifying answering urging writing observing concluding \
         predicting suggesting alleging announcing asserting affirming maintaining contending responding countering \
         complaining boasting proclaiming protesting repeating revealing shouting confirming clarifying elaborating \
         echoing asking telling informing reminding assuring advising cautioning promising pledging vowing swearing \
         reading speaking demanding questioning quoting citing paraphrasing thanking wondering",
    ),
    (
        TELLS,
        "told tells tell telling asked asks ask asking informed informs reminded assured advised urged warned telling",
    ),
    (PASSES_ON, "quoted quotes quoting cited cites citing paraphrased paraphrasing"),
    (
        JUDGE,
        "called calls call described describes describe denounced denounces condemned condemns criticised criticized \
         criticises criticizes accused accuses praised praises labelled labeled labels branded brands dubbed termed \
         terms deemed blasted blasts slammed slams hailed hails dismissed dismisses mocked mocks characterised \
         characterized characterises characterizes decried decries derided lambasted lauded lauds welcomed welcomes \
         rejected rejects touted blamed blames cheered ridiculed attacked defended defends justified portrayed \
         portrays referred refers likened compared considered considers regarded viewed deplored applauded urged \
         appealed appeals lashed",
    ),
    (
        JUDGE | PARTICIPLE,
        "calling describing denouncing condemning criticising criticizing accusing praising labelling labeling \
         branding dubbing terming blasting slamming hailing dismissing mocking characterising characterizing \
         decrying deriding lambasting lauding welcoming rejecting touting blaming defending justifying portraying \
         referring likening comparing considering appealing",
    ),
    (
        HINT,
        "believed believes thought thinks hoped hopes feared fears wanted wants felt feels expected expects found \
         finds showed shows indicated indicates implied implies proposed proposes recommended recommends ordered \
         orders required requires invited listed outlined outlines mentioned mentions expressed expresses issued \
         issues published publishes released releases threatened threatens taunted teased emailed texted messaged \
         concurred sought seeks encouraged encourages highlighted highlights identified insinuated vouched \
         signalled signaled decreed determined estimated estimates refused refuses recognised recognized commended \
         credited credits credit",
    ),
    (
        HINT | PARTICIPLE,
        "believing thinking hoping fearing wanting feeling expecting finding showing indicating implying proposing \
         recommending ordering requiring inviting listing outlining mentioning expressing issuing publishing \
         releasing threatening seeking encouraging highlighting crediting",
    ),
    (
        FOREIGN,
        "sagte sagt erklärte erklärt betonte meinte schrieb schreibt fügte teilte dit disait déclaré déclare affirme \
         affirmé expliqué explique ajouté ajoute estime écrit assuré dijo dice afirmó afirma declaró explicó añadió \
         aseguró señaló escribió disse dichiarato spiegato aggiunto scritto afirmou declarou explicou zei zegt \
         verklaarde schreef säger sade sagde sier sa powiedział powiedziała stwierdził сказал сказала заявил заявила",
    ),
    (
        PREPOSITION,
        "of in on at to for from with by about against between into through during without within before after \
         under over above below near behind beside beyond among amid across along around despite except inside \
         outside since toward towards until upon via per alongside regarding concerning including like than unlike \
         representing following besides",
    ),
    (BINDS, "of for from at with in to on behind representing against near"),
    (
        DETERMINER,
        "the a an this that these those his her its their our my your some any no another each every either both \
         several many few most all two three four five six seven eight nine ten dozens hundreds one other such",
    ),
    (HE | NOMINATIVE, "he"),
    (HE, "him his himself"),
    (SHE | NOMINATIVE, "she"),
    (SHE, "her hers herself"),
    (THEY | NOMINATIVE, "they"),
    (THEY, "them their theirs themselves"),
    (IT | NOMINATIVE, "it"),
    (IT, "its itself"),
    (SELF | NOMINATIVE, "i we you"),
    (SELF, "me us my our your"),
    (
        AUXILIARY,
        "has have had having would will could may might can should must did does do was were is are been being be",
    ),
    (BE, "was were is are been being be am"),
    (
        ADVERB,
        "also then later once further previously recently reportedly repeatedly again even only simply still now \
         today yesterday tomorrow earlier ago ever never not often always just merely instead too however meanwhile \
         first initially finally eventually afterwards soon already himself herself themselves itself reportedly \
         sometimes perhaps thus likewise both all twice yet famously additionally",
    ),
    (CONJUNCTION, "and or but nor yet &"),
    (
        CLAUSE,
        "that when while because although though if whether as since after before until where why how what unless \
         so whereas once who which whom whose",
    ),
    (RELATIVE, "who which that"),
    (
        SPOKESPERSON,
        "spokesman spokeswoman spokesperson spokespeople spokesmen spokespersons representative representatives \
         statement statements",
    ),
    (
        PAPER,
        "statement statements letter letters email emails e-mail tweet tweets post posts message messages report \
         reports decree ruling order decision complaint filing lawsuit memo memorandum document documents note \
         notice article editorial column book petition resolution announcement release speech address remarks \
         comments comment words interview testimony affidavit indictment summary study paper review website blog \
         text brief judgment judgement opinion motion letter advisory warning declaration caption sign slogan",
    ),
    (
        SPEECH,
        "claim claims comment comments remark remarks statement assertion argument warning warnings promise pledge \
         description suggestion accusation accusations criticism call calls plea admission reference references \
         insistence contention complaint characterization characterisation declaration depiction opinion view words \
         threat reply response answer question objection tweet tweets letter message quote",
    ),
    (
        NAMES_A_TERM,
        "so-called title titles called known dubbed nicknamed termed titled entitled named labelled labeled hashtag word words \
         term terms phrase phrases expression slogan motto song album film movie book novel single track episode \
         show series documentary programme program article essay play poem codenamed code-named alias aka chapter \
         section category magazine game operation",
    ),
    (
        OUTLET,
        "news times post herald tribune journal gazette guardian telegraph radio tv television press agency bbc cnn \
         reuters afp npr abc nbc cbs msnbc fox itv rte sky associated bloomberg observer independent mirror sun mail \
         express standard star chronicle globe dispatch courier echo daily weekly magazine newspaper broadcaster \
         broadcasting broadcast today politico axios buzzfeed vox slate wikinews xinhua tass kcna yonhap kyodo \
         jazeera wire media review record argus bulletin examiner inquirer sentinel time newsweek forbes stone atlantic economist",
    ),
    (
        TIME,
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
         september october november december morning afternoon evening night week month year day today yesterday \
         tonight",
    ),
];

/// FNV-1a: every word of a text is asked for, and no text can add a key.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// Longest word in the table, in bytes.
const LONGEST: usize = 24;

/// Classes of a word in lower case; a plain *-ly* word is an adverb.
pub(super) fn classes(word: &str) -> Classes {
    static WORDS: OnceLock<HashMap<&str, Classes, BuildHasherDefault<Fnv>>> = OnceLock::new();
    if word.len() > LONGEST {
        return 0;
    }
    let words = WORDS.get_or_init(|| {
        let mut words = HashMap::default();
        for (classes, list) in TABLE {
            for word in list.split_whitespace() {
                *words.entry(word).or_insert(0) |= classes;
            }
        }
        words
    });
    words.get(word).copied().unwrap_or_else(|| if word.len() > 4 && word.ends_with("ly") { ADVERB } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_all_its_classes() {
        assert_eq!(classes("told"), SAY | TELLS);
        assert_ne!(classes("quoting") & PASSES_ON & PARTICIPLE, classes("quoting"));
        assert_ne!(classes("statement") & SPOKESPERSON, 0);
        assert_eq!(classes("angrily"), ADVERB);
        assert_eq!(classes("reservoir"), 0);
    }

    #[test]
    fn knows_more_than_a_hundred_reporting_verbs() {
        let count =
            |wanted| TABLE.iter().filter(|(c, _)| c & wanted != 0).flat_map(|(_, l)| l.split_whitespace()).count();
        assert!(count(SAY) > 240 && count(JUDGE) > 80, "forms of more than 120 verbs of speech");
    }
}
