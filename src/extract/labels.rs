//! The seventeen labels of the recogniser and which may follow which.
//!
//! BILOU: a name of one token is U(nit); a longer one has B(egin), I(nside), L(ast); everything else is O.

/// Number of labels: O, and B I L U for each of four types.
pub const LABELS: usize = 17;
/// The label of tokens outside any name.
pub const OUTSIDE: usize = 0;
/// Every label allowed.
pub const ANY: u32 = (1 << LABELS) - 1;
/// Number of entity types.
pub const TYPES: usize = 4;

/// Position of a token in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// First of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// Last of several.
    Last,
    /// The only one.
    Unit,
}

/// The label of a place in a name of type `kind` (0 to 3).
pub const fn label(kind: usize, place: Place) -> usize {
    1 + kind * TYPES + place as usize
}

/// Type and place of a label; `None` for O.
pub const fn parts(label: usize) -> Option<(usize, Place)> {
    if label == OUTSIDE || label >= LABELS {
        return None;
    }
    let place = match (label - 1) % TYPES {
        0 => Place::Begin,
        1 => Place::Inside,
        2 => Place::Last,
        _ => Place::Unit,
    };
    Some(((label - 1) / TYPES, place))
}

/// After this label a name is still open.
pub const fn open(label: usize) -> bool {
    matches!(parts(label), Some((_, Place::Begin | Place::Inside)))
}

/// This label goes on with a name already open.
pub const fn goes_on(label: usize) -> bool {
    matches!(parts(label), Some((_, Place::Inside | Place::Last)))
}

/// May `next` follow `previous`?
pub const fn allowed(previous: usize, next: usize) -> bool {
    match (open(previous), goes_on(next)) {
        (false, false) => true,
        (true, true) => match (parts(previous), parts(next)) {
            (Some((a, _)), Some((b, _))) => a == b,
            _ => false,
        },
        _ => false,
    }
}

/// The labels of one type as a bit set.
pub const fn of_kind(kind: usize) -> u32 {
    0b1111 << (1 + kind * TYPES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_closed_before_another_opens() {
        for kind in 0..TYPES {
            assert!(allowed(OUTSIDE, label(kind, Place::Begin)));
            assert!(allowed(label(kind, Place::Begin), label(kind, Place::Last)));
            assert!(!allowed(label(kind, Place::Begin), OUTSIDE));
            assert!(!allowed(OUTSIDE, label(kind, Place::Last)));
            assert!(!allowed(label(kind, Place::Begin), label((kind + 1) % TYPES, Place::Last)));
            assert_eq!(parts(label(kind, Place::Unit)), Some((kind, Place::Unit)));
            assert_eq!(of_kind(kind).count_ones(), 4);
        }
        assert_eq!(parts(OUTSIDE), None);
    }
}
