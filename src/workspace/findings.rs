//! What is shown of a text: the machine's reading with a person's rules applied. Rules always win.
//!
//! Derived, never saved: made for one version at a time, from [`Rules`] made once.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde_json::Value;

use super::Rules;
use super::rules::target;
use crate::extract::fold;
use crate::model::{
    Amount, Analysis, EntityType, Id, Project, QuotationKind, Rule, RuleKind, TimeClass, TimeExpression, Version,
};
use crate::text::Index;

/// A name in the text, as shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The passage, in code points.
    pub range: Range<usize>,
    /// Whom or what it names.
    pub entity: Id,
    /// Type of the entity.
    pub kind: EntityType,
    /// Confidence from 0 to 1; 1 where a person decided.
    pub sure: f64,
    /// Whether a person's rule made or moved it.
    pub decided: bool,
}

/// An entity in one text.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The entity.
    pub entity: Id,
    /// Its type.
    pub kind: EntityType,
    /// The name it is shown under.
    pub name: String,
    /// Other names it has in this text or was given.
    pub aliases: Vec<String>,
    /// Where it is named, in code points, in order.
    pub mentions: Vec<Range<usize>>,
    /// The greatest confidence of its mentions.
    pub sure: f64,
}

/// A time expression, as shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// The passage, in code points.
    pub range: Range<usize>,
    /// TIMEX3 type.
    pub class: TimeClass,
    /// TIMEX3 value that holds.
    pub value: String,
    /// Every reading: the machine's first, then its alternatives.
    pub readings: Vec<String>,
    /// The rule of the engine that read it.
    pub rule: String,
    /// Whether a person chose the reading.
    pub decided: bool,
}

/// A quotation, as shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// The passage, in code points.
    pub range: Range<usize>,
    /// Who said it.
    pub speaker: Option<Id>,
    /// Who passed it on.
    pub relay: Option<Id>,
    /// The reporting verb.
    pub cue: Option<String>,
    /// How the words are quoted.
    pub kind: QuotationKind,
    /// Whether a person named speaker or relay.
    pub decided: bool,
}

/// What is shown of one version.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Names in order, without overlap; those of ignored entities are left out.
    pub mentions: Vec<Shown>,
    /// Who and what they are: by type, the most mentioned first.
    pub entities: Vec<Named>,
    /// Entities a person wants to see nothing of.
    pub ignored: Vec<Named>,
    /// Time expressions, in order.
    pub times: Vec<Timed>,
    /// Amounts, in order.
    pub amounts: Vec<Amount>,
    /// Quotations, in order.
    pub quotations: Vec<Quoted>,
    /// Whether the machine has read this version yet.
    pub read: bool,
}

impl Findings {
    /// What is shown of a version.
    #[must_use]
    pub fn of(project: &Project, rules: &Rules, version: &Version) -> Self {
        let empty = Analysis {
            version: version.id,
            engine: String::new(),
            mentions: Vec::new(),
            clusters: Vec::new(),
            times: Vec::new(),
            amounts: Vec::new(),
            quotations: Vec::new(),
            unknown: serde_json::Map::new(),
        };
        let analysis = project.analyses.get(&version.id.analysis());
        let mut making = Making { project, rules, version, index: None, here: HashMap::new() };
        making.find_anchors();
        let mut found = making.make(analysis.map_or(&empty, AsRef::as_ref));
        found.read = analysis.is_some();
        found
    }

    /// The entity with this id in this text.
    #[must_use]
    pub fn entity(&self, id: Id) -> Option<&Named> {
        self.entities.iter().find(|named| named.entity == id)
    }

    /// The mention at a place.
    #[must_use]
    pub fn mention_at(&self, at: usize) -> Option<&Shown> {
        let before = self.mentions.partition_point(|mention| mention.range.end <= at);
        self.mentions.get(before).filter(|mention| mention.range.contains(&at))
    }
}

/// One version on its way to [`Findings`].
struct Making<'a> {
    project: &'a Project,
    rules: &'a Rules,
    version: &'a Version,
    index: Option<Index>,
    /// Rules about a passage of this text, by where it stands now.
    here: HashMap<(RuleKind, usize, usize), &'a Rule>,
}

impl<'a> Making<'a> {
    fn index(&mut self) -> &Index {
        let text = &self.version.text;
        self.index.get_or_insert_with(|| Index::new(text))
    }

    fn find_anchors(&mut self) {
        let rules = self.rules;
        let Some(about) = rules.by_source.get(&self.version.source) else { return };
        let text = self.version.text.clone();
        for rule in about {
            let Some(anchor) = &rule.matches.anchor else { continue };
            if let Some(range) = anchor.find(&text, self.index()).range() {
                self.here.insert((rule.kind, range.start, range.end), rule.as_ref());
            }
        }
    }

    fn rule(&self, kind: RuleKind, range: &Range<usize>) -> Option<&'a Rule> {
        self.here.get(&(kind, range.start, range.end)).copied()
    }

    fn make(&mut self, analysis: &Analysis) -> Findings {
        let source = self.version.source;
        let clusters: Vec<Id> = analysis
            .clusters
            .iter()
            .map(|cluster| self.rules.entity(cluster.kind, &cluster.name, cluster.entity, source))
            .collect();
        let mut mentions = self.machine_mentions(analysis, &clusters);
        self.added_mentions(&mut mentions);
        let mut found = Findings {
            times: analysis.times.iter().map(|time| self.time(time)).collect(),
            amounts: analysis.amounts.clone(),
            quotations: analysis
                .quotations
                .iter()
                .map(|quotation| {
                    let of = |place: Option<usize>| place.and_then(|at| clusters.get(at)).copied();
                    let range = quotation.range();
                    let (speaker, speaker_rule) =
                        self.decided(RuleKind::Speaker, &range).map_or((of(quotation.speaker), false), |id| (id, true));
                    let (relay, relay_rule) =
                        self.decided(RuleKind::Relay, &range).map_or((of(quotation.relay), false), |id| (id, true));
                    Quoted {
                        range,
                        speaker,
                        relay,
                        cue: quotation.cue.clone(),
                        kind: quotation.kind,
                        decided: speaker_rule || relay_rule,
                    }
                })
                .collect(),
            ..Findings::default()
        };
        self.group(mentions, &mut found);
        found
    }

    /// What a person said of speaker or relay: someone, or nobody.
    fn decided(&self, kind: RuleKind, range: &Range<usize>) -> Option<Option<Id>> {
        self.rule(kind, range).map(|rule| target(rule).map(|id| self.rules.leads(id)))
    }

    fn machine_mentions(&mut self, analysis: &Analysis, clusters: &[Id]) -> Vec<Shown> {
        let text = self.version.text.clone();
        let source = self.version.source;
        let wrong_names = self.rules.by_name.values().flatten().any(|rule| rule.kind == RuleKind::Wrong);
        let mut shown = Vec::with_capacity(analysis.mentions.len());
        for mention in &analysis.mentions {
            let range = mention.range();
            if self.rule(RuleKind::Wrong, &range).is_some() {
                continue;
            }
            if wrong_names {
                let words = fold(self.index().slice(&text, range.clone()));
                if self.rules.about(RuleKind::Wrong, mention.kind, &words, source).is_some() {
                    continue;
                }
            }
            let Some(machine) = clusters.get(mention.cluster).copied() else { continue };
            let split = self.rule(RuleKind::Split, &range).and_then(target);
            let entity = split.map_or(machine, |id| self.rules.leads(id));
            shown.push(Shown {
                range,
                entity,
                kind: self.rules.kind(self.project, entity),
                sure: if split.is_some() { 1.0 } else { mention.sure },
                decided: split.is_some(),
            });
        }
        shown
    }

    /// Names a person added, at one passage or wherever they stand; where they overlap the machine's, theirs holds.
    fn added_mentions(&mut self, shown: &mut Vec<Shown>) {
        let mut added: BTreeMap<(usize, usize), Id> = BTreeMap::new();
        let rules = self.rules;
        for rule in &rules.everywhere {
            let (Some(entity), Some(words)) = (target(rule), rule.to.get("text").and_then(Value::as_str)) else {
                continue;
            };
            if rule.matches.source.is_none_or(|only| only == self.version.source) {
                let text = self.version.text.clone();
                for range in occurrences(&text, self.index(), words) {
                    added.insert((range.start, range.end), entity);
                }
            }
        }
        for (&(kind, start, end), rule) in &self.here {
            if let (RuleKind::AddMention, Some(entity)) = (kind, target(rule)) {
                added.insert((start, end), entity);
            }
        }
        // What was called wrong at one passage is wrong, however it came there.
        added.retain(|&(start, end), _| !self.here.contains_key(&(RuleKind::Wrong, start, end)));
        let mut reached = 0;
        added.retain(|&(start, end), _| {
            let apart = start >= reached;
            reached = if apart { end } else { reached };
            apart
        });
        if added.is_empty() {
            return;
        }
        shown.retain(|mention| {
            let before = added.range(..(mention.range.end, 0)).next_back();
            before.is_none_or(|(&(_, end), _)| end <= mention.range.start)
        });
        for ((start, end), entity) in added {
            let entity = rules.leads(entity);
            let kind = rules.kind(self.project, entity);
            shown.push(Shown { range: start..end, entity, kind, sure: 1.0, decided: true });
        }
        shown.sort_by_key(|mention| mention.range.start);
    }

    fn time(&self, time: &TimeExpression) -> Timed {
        let chosen = self
            .rule(RuleKind::Reading, &time.range())
            .and_then(|rule| rule.to.get("value").and_then(Value::as_str).map(str::to_owned));
        let readings: Vec<String> = std::iter::once(&time.value).chain(&time.alternatives).cloned().collect();
        Timed {
            range: time.range(),
            class: time.class,
            value: chosen.clone().unwrap_or_else(|| time.value.clone()),
            readings,
            rule: time.rule.clone(),
            decided: chosen.is_some(),
        }
    }

    /// Sorts mentions under their entities; ignored ones apart.
    fn group(&mut self, mentions: Vec<Shown>, found: &mut Findings) {
        let text = self.version.text.clone();
        let source = self.version.source;
        let mut ignored: HashMap<Id, bool> = HashMap::new();
        let mut groups: BTreeMap<Id, Named> = BTreeMap::new();
        let mut hidden: BTreeMap<Id, Named> = BTreeMap::new();
        for mention in mentions {
            let entity = mention.entity;
            let ignore = *ignored.entry(entity).or_insert_with(|| self.rules.ignores(self.project, entity, source));
            let words = self.index().slice(&text, mention.range.clone()).to_owned();
            let group = if ignore { &mut hidden } else { &mut groups };
            let named = group.entry(entity).or_insert_with(|| Named {
                entity,
                kind: mention.kind,
                name: self.rules.name(self.project, entity).to_owned(),
                aliases: self.rules.aliases(entity).to_vec(),
                mentions: Vec::new(),
                sure: 0.0,
            });
            if words != named.name && !named.aliases.contains(&words) {
                named.aliases.push(words);
            }
            named.sure = named.sure.max(mention.sure);
            named.mentions.push(mention.range.clone());
            if !ignore {
                found.mentions.push(mention);
            }
        }
        let order = |named: &Named| {
            let first = named.mentions.first().map_or(0, |range| range.start);
            (named.kind, std::cmp::Reverse(named.mentions.len()), first)
        };
        found.entities = groups.into_values().collect();
        found.entities.sort_by_key(order);
        found.ignored = hidden.into_values().collect();
        found.ignored.sort_by_key(order);
    }
}

/// Where words stand in a text as words of their own, to the letter, in code points.
#[must_use]
pub fn occurrences(text: &str, index: &Index, words: &str) -> Vec<Range<usize>> {
    whole_words(text, words).map(|bytes| index.code_points(text, bytes)).collect()
}

/// The same, in bytes.
pub(super) fn whole_words<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let inside_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let words = words.trim();
    text.match_indices(words).filter(move |_| !words.is_empty()).map(|(byte, words)| byte..byte + words.len()).filter(
        move |bytes| {
            let before = text.get(..bytes.start).and_then(|text| text.chars().next_back());
            let after = text.get(bytes.end..).and_then(|text| text.chars().next());
            !inside_word(before) && !inside_word(after)
        },
    )
}
