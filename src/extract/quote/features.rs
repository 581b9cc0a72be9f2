//! What speaks for and against a candidate speaker, by name, and how much each counts.
//!
//! A candidate's score is the sum of the weights of what is true of it. The weights are learnt (`train.rs`) and stand
//! in `weights.txt`, one line each, so that a wrong decision can be read as a sum.

use std::sync::OnceLock;

/// Declares the features with their names.
macro_rules! features {
    ($($(#[$doc:meta])+ $name:ident,)+) => {
        /// Something that can be true of a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(super) enum Feature { $($(#[$doc])+ $name,)+ }

        impl Feature {
            /// All of them, with the names used in `weights.txt`.
            pub(super) const ALL: &[(Self, &str)] = &[$((Self::$name, stringify!($name)),)+];
        }
    };
}

features! {
    // Where the verb stands.
    /// “…,” said X
    Inverted,
    /// “…,” X said
    After,
    /// “…,” X said, and another quotation follows at once.
    AfterBeforeNext,
    /// A full stop stands between quotation and verb after it.
    AfterStop,
    /// A verb further on in the sentence, whole quotation.
    AfterFar,
    /// The same, for a part of a sentence.
    AfterFarPart,
    /// A verb further on, and another stands before the quotation.
    AfterFarVerbBefore,
    /// A verb further on, and less than four words are quoted.
    AfterFarFew,
    /// A verb behind the next quotation.
    AfterNextQuotation,
    /// X said: “…”, whole quotation.
    Before,
    /// X said it was “…”, verb within ten words.
    BeforePart,
    /// A verb within ten words, whole quotation.
    BeforeNear,
    /// A verb further back, whole quotation.
    BeforeFar,
    /// A verb further back, part of a sentence.
    BeforeFarPart,
    /// The verb stands before the quotation before.
    BeforeQuotation,
    /// The verb stands in the sentence before.
    SentenceBefore,
    /// The sentence before, and the quotation is a sentence of its own.
    SentenceBeforeAlone,
    /// The verb stands two sentences before.
    TwoBefore,
    /// The verb or subject stands in another paragraph.
    OtherParagraph,
    /// The verb stands beside, and the quotation, part of a sentence, ends with a comma.
    CommaInside,
    /// Another verb with a subject stands nearer.
    OneNearer,
    /// Two stand nearer.
    TwoNearer,
    /// A colon stands right before the quotation.
    Colon,
    /// A colon, and the verb is in its sentence before it.
    ColonVerb,
    /// A comma stands right before the quotation, after the verb.
    Comma,
    /// The verb's own sentence already has a quotation after the verb, and this is another sentence.
    VerbServedAnother,

    // Which verb.
    /// said, wrote
    Says,
    /// called, denounced
    Judges,
    /// found, hoped
    Hints,
    /// saying
    Participle,
    /// to say
    Infinitive,
    /// according to
    According,
    /// quoted X as saying
    QuotedAs,
    /// described by X as
    Agent,
    /// X's claim that
    NounOfSpeech,
    /// The subject is that of the verb before.
    Inherited,
    /// X, who said; a letter saying
    Relative,
    /// A verb of another language.
    Foreign,

    // Who.
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// Another name.
    OtherName,
    /// he, she
    Pronoun,
    /// it, they
    ThingPronoun,
    /// A pronoun for nobody known; I, we.
    Unresolved,
    /// Described, beside a verb beside the quotation: a police spokesman.
    Described,
    /// Described, elsewhere.
    DescribedAway,
    /// A spokesman or statement of somebody named.
    SpeaksFor,

    // Without a verb.
    /// Subject of the sentence.
    Subject,
    /// Subject of the sentence, and a colon stands before the quotation.
    SubjectColon,
    /// Subject of the sentence, and *as* stands before the quotation: X painted it as “…”
    SubjectAs,
    /// Subject of the sentence before.
    SubjectBefore,
    /// Subject of the sentence before, and the quotation is a sentence of its own.
    SubjectBeforeAlone,
    /// The last person or organisation before, in the sentence.
    NameBefore,
    /// The first one after, in the sentence.
    NameAfter,
    /// X's “…”
    Possessive,
    /// X “stressed the need”: the verb is the first word quoted.
    VerbInside,
    /// A dash stands between the quotation and the name that ends the line: “…” — X
    Signed,

    // The speaker before.
    /// Spoke before in the sentence.
    LastInSentence,
    /// Spoke before in the sentence, and a verb stands between.
    LastInSentenceVerb,
    /// Spoke before in the paragraph; no verb since.
    LastInParagraph,
    /// The same, and the quotation is a sentence of its own.
    LastInParagraphAlone,
    /// Spoke before in the paragraph; a verb since.
    LastVerbSince,
    /// Spoke in the paragraph before, and this one is the quotation alone.
    LastParagraphAlone,
    /// Spoke in the paragraph before.
    LastParagraph,
    /// Spoke before, and another person has been the subject since.
    LastOtherSince,

    // Nobody.
    /// Nobody.
    Nobody,
    /// Nobody; one word.
    NobodyOneWord,
    /// Nobody; two or three words.
    NobodyFewWords,
    /// Nobody; four words or more, part of a sentence.
    NobodyPart,
    /// Nobody; a whole sentence.
    NobodyWhole,
    /// Nobody; after known as, the term, so-called.
    NobodyTerm,
    /// Nobody; every word begins with a capital: a title.
    NobodyTitle,
    /// Nobody; no verb in the sentence.
    NobodyNoVerb,
    /// Nobody; few words and no verb in the sentence.
    NobodyFewNoVerb,
    /// Nobody; a verb touches the quotation.
    NobodyTouching,
    /// Nobody; less than four words after a possessive: X's “odd idea”.
    NobodyPossessive,
    /// Nobody; *as* stands before.
    NobodyAs,
    /// Nobody; nor for the quotation before in the sentence.
    NobodyAgain,
    /// Nobody; the quotation is the subject of its sentence.
    NobodyOpens,
}

/// Number of features.
pub(super) const COUNT: usize = Feature::ALL.len();

/// A weight for each feature.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weights(pub(super) [f32; COUNT]);

impl Weights {
    /// The weights that are part of the program.
    pub(super) fn embedded() -> &'static Self {
        static ONCE: OnceLock<Weights> = OnceLock::new();
        ONCE.get_or_init(|| Self::read(include_str!("weights.txt")))
    }

    /// Lines of a name and a number; what is missing counts nothing.
    pub(super) fn read(table: &str) -> Self {
        let mut weights = [0.0; COUNT];
        for line in table.lines() {
            let Some((name, value)) = line.split_once(' ') else { continue };
            let place = Feature::ALL.iter().position(|(_, known)| *known == name);
            if let (Some(slot), Ok(value)) = (place.and_then(|p| weights.get_mut(p)), value.trim().parse()) {
                *slot = value;
            }
        }
        Self(weights)
    }

    /// Sum over the features of a candidate.
    pub(super) fn score(&self, features: &[Feature]) -> f32 {
        features.iter().filter_map(|feature| self.0.get(*feature as usize)).sum()
    }
}
