//! Linear-chain conditional random field: best path, marginal probabilities and expected labels.
//!
//! Lafferty, McCallum and Pereira (2001), with scaled forward and backward passes. The exponential is our own
//! polynomial of plain additions and multiplications, so that training gives the same bits on every machine.

use super::labels::{LABELS, OUTSIDE, allowed, goes_on, open};

/// One value per label.
pub type Row = [f32; LABELS];

/// Transition weights, `[previous][next]`; forbidden pairs are never read.
pub type Transitions = [Row; LABELS];

/// The pairs of labels that may follow each other, as a flat list.
#[derive(Debug, Clone)]
pub struct Chain {
    pairs: Vec<(usize, usize)>,
    weights: Transitions,
    exps: Transitions,
}

/// e^x by argument reduction and a polynomial of degree 6; relative error below 2e-7 in the range used.
pub fn exp(x: f32) -> f32 {
    if x < -80.0 {
        return 0.0;
    }
    let x = x.min(80.0);
    let t = x * std::f32::consts::LOG2_E;
    let k = (t + if t < 0.0 { -0.5 } else { 0.5 }) as i32 as f32;
    let r = x - k * 0.693_359_4 + k * 2.121_944_4e-4;
    let p =
        1.0 + r * (1.0 + r * (0.5 + r * (0.166_666_67 + r * (0.041_666_67 + r * (0.008_333_33 + r * 0.001_388_89)))));
    p * f32::from_bits(((k as i32 + 127) as u32) << 23)
}

/// Probabilities of a sentence: everything needed for marginals of labels and of whole names.
#[derive(Debug, Default)]
pub struct Lattice {
    /// Scaled emission potentials.
    emit: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    scale: Vec<f32>,
}

impl Chain {
    /// A chain with the given transition weights.
    pub fn new(weights: Transitions) -> Self {
        let mut pairs = Vec::new();
        let mut exps = [[0.0; LABELS]; LABELS];
        for previous in 0..LABELS {
            for next in 0..LABELS {
                if allowed(previous, next) {
                    pairs.push((previous, next));
                    exps[previous][next] = exp(weights[previous][next]);
                }
            }
        }
        Self { pairs, weights, exps }
    }

    /// Pairs of labels that may follow each other.
    pub fn pairs(&self) -> &[(usize, usize)] {
        &self.pairs
    }

    /// Weights of the transitions.
    pub fn weights(&self) -> &Transitions {
        &self.weights
    }

    /// Sets the weights anew.
    pub fn set(&mut self, weights: &Transitions) {
        self.weights = *weights;
        for &(a, b) in &self.pairs {
            self.exps[a][b] = exp(weights[a][b]);
        }
    }

    /// The best path through `scores` (log space).
    pub fn best(&self, scores: &[Row]) -> Vec<usize> {
        let Some(first) = scores.first() else { return Vec::new() };
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
        let mut now = [f32::NEG_INFINITY; LABELS];
        for (y, slot) in now.iter_mut().enumerate() {
            if !goes_on(y) {
                *slot = first[y];
            }
        }
        back.push([0; LABELS]);
        for row in scores.iter().skip(1) {
            let mut next = [f32::NEG_INFINITY; LABELS];
            let mut from = [0_u8; LABELS];
            for &(a, b) in &self.pairs {
                let s = now[a] + self.weights[a][b];
                if s > next[b] {
                    next[b] = s;
                    from[b] = a as u8;
                }
            }
            for (slot, e) in next.iter_mut().zip(row) {
                *slot += e;
            }
            now = next;
            back.push(from);
        }
        let mut label = OUTSIDE;
        for y in 0..LABELS {
            if !open(y) && now[y] > now[label] {
                label = y;
            }
        }
        let mut path = vec![OUTSIDE; scores.len()];
        for (slot, from) in path.iter_mut().zip(&back).rev() {
            *slot = label;
            label = usize::from(from[label]);
        }
        path
    }

    /// Fills `lattice` for `scores`, with only the labels of `masks` allowed (all when empty).
    /// Returns false when no path exists.
    pub fn sum(&self, scores: &[Row], masks: &[u32], lattice: &mut Lattice) -> bool {
        let n = scores.len();
        lattice.emit.clear();
        lattice.forward.clear();
        lattice.scale.clear();
        for (i, row) in scores.iter().enumerate() {
            let mask = masks.get(i).copied().unwrap_or(u32::MAX);
            let mut top = f32::NEG_INFINITY;
            for (y, &s) in row.iter().enumerate() {
                if mask >> y & 1 == 1 && s > top {
                    top = s;
                }
            }
            let mut e = [0.0; LABELS];
            for (y, slot) in e.iter_mut().enumerate() {
                if mask >> y & 1 == 1 {
                    *slot = exp(row[y] - top);
                }
            }
            lattice.emit.push(e);
        }
        for i in 0..n {
            let mut a = [0.0_f32; LABELS];
            if i == 0 {
                for (y, slot) in a.iter_mut().enumerate() {
                    if !goes_on(y) {
                        *slot = 1.0;
                    }
                }
            } else {
                let previous = &lattice.forward[i - 1];
                for &(x, y) in &self.pairs {
                    a[y] += previous[x] * self.exps[x][y];
                }
            }
            let mut total = 0.0;
            for (y, (slot, e)) in a.iter_mut().zip(&lattice.emit[i]).enumerate() {
                *slot *= e;
                if i + 1 == n && open(y) {
                    *slot = 0.0;
                }
                total += *slot;
            }
            if total <= 0.0 || !total.is_finite() {
                return false;
            }
            let inverse = 1.0 / total;
            for slot in &mut a {
                *slot *= inverse;
            }
            lattice.scale.push(inverse);
            lattice.forward.push(a);
        }
        lattice.backward.clear();
        lattice.backward.resize(n, [0.0; LABELS]);
        for i in (0..n).rev() {
            if i + 1 == n {
                for y in 0..LABELS {
                    lattice.backward[i][y] = if open(y) { 0.0 } else { 1.0 };
                }
                continue;
            }
            let mut ahead = lattice.backward[i + 1];
            let s = lattice.scale[i + 1];
            for (slot, e) in ahead.iter_mut().zip(&lattice.emit[i + 1]) {
                *slot *= e * s;
            }
            let mut b = [0.0_f32; LABELS];
            for &(x, y) in &self.pairs {
                b[x] += ahead[y] * self.exps[x][y];
            }
            lattice.backward[i] = b;
        }
        true
    }
}

impl Lattice {
    /// Probability of each label at token `i`.
    pub fn marginal(&self, i: usize) -> Row {
        let mut out = [0.0; LABELS];
        if let (Some(f), Some(b)) = (self.forward.get(i), self.backward.get(i)) {
            for (y, slot) in out.iter_mut().enumerate() {
                *slot = f[y] * b[y];
            }
        }
        out
    }

    /// Adds the expected number of each transition between tokens `i - 1` and `i`, times `sign`, to `sums`.
    pub fn transitions(&self, chain: &Chain, i: usize, sign: f32, sums: &mut Transitions) {
        if i == 0 || i >= self.forward.len() {
            return;
        }
        let mut ahead = self.backward[i];
        for (slot, e) in ahead.iter_mut().zip(&self.emit[i]) {
            *slot *= e * self.scale[i];
        }
        for &(x, y) in &chain.pairs {
            sums[x][y] += sign * self.forward[i - 1][x] * chain.exps[x][y] * ahead[y];
        }
    }

    /// Probability that tokens `labels.0 ..` carry exactly these labels: the probability of a whole name.
    pub fn path(&self, chain: &Chain, from: usize, labels: &[usize]) -> f32 {
        let (Some(&first), Some(start)) = (labels.first(), self.forward.get(from)) else { return 0.0 };
        let mut p = start[first];
        let mut previous = first;
        for (k, &y) in labels.iter().enumerate().skip(1) {
            let i = from + k;
            let (Some(e), Some(s)) = (self.emit.get(i), self.scale.get(i)) else { return 0.0 };
            p *= chain.exps[previous][y] * e[y] * s;
            previous = y;
        }
        let last = from + labels.len() - 1;
        self.backward.get(last).map_or(0.0, |b| p * b[previous]).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::labels::{Place, label};
    use super::*;

    /// Scores, transitions and a small generator without any crate.
    fn sample(n: usize) -> (Vec<Row>, Transitions) {
        let mut x = 7_u32;
        let mut next = || {
            x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (x >> 16) as f32 / 32_768.0 - 1.0
        };
        let scores = (0..n).map(|_| std::array::from_fn(|_| 2.0 * next())).collect();
        (scores, std::array::from_fn(|_| std::array::from_fn(|_| next())))
    }

    /// All label sequences that are allowed, with their scores.
    fn paths(scores: &[Row], t: &Transitions) -> Vec<(Vec<usize>, f64)> {
        let mut all: Vec<(Vec<usize>, f64)> = vec![(Vec::new(), 0.0)];
        for row in scores {
            all = all
                .into_iter()
                .flat_map(|(path, s)| {
                    (0..LABELS)
                        .filter(|&y| path.last().map_or(!goes_on(y), |&p| allowed(p, y)))
                        .map(|y| {
                            let step = path.last().map_or(0.0, |&p| f64::from(t[p][y]));
                            let mut longer = path.clone();
                            longer.push(y);
                            (longer, s + step + f64::from(row[y]))
                        })
                        .collect::<Vec<_>>()
                })
                .collect();
        }
        all.retain(|(p, _)| !open(p[p.len() - 1]));
        all
    }

    #[test]
    fn agrees_with_counting_every_path() {
        let (scores, t) = sample(4);
        let chain = Chain::new(t);
        let all = paths(&scores, &t);
        let total: f64 = all.iter().map(|(_, s)| s.exp()).sum();
        let best = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(p, _)| p.clone());
        assert_eq!(Some(chain.best(&scores)), best);
        let mut lattice = Lattice::default();
        assert!(chain.sum(&scores, &[], &mut lattice));
        for i in 0..4 {
            for y in 0..LABELS {
                let p: f64 = all.iter().filter(|(path, _)| path[i] == y).map(|(_, s)| s.exp()).sum::<f64>() / total;
                assert!((f64::from(lattice.marginal(i)[y]) - p).abs() < 1e-4);
            }
        }
        let name = [label(1, Place::Begin), label(1, Place::Last)];
        let p: f64 = all.iter().filter(|(path, _)| path[1..3] == name).map(|(_, s)| s.exp()).sum::<f64>() / total;
        assert!((f64::from(lattice.path(&chain, 1, &name)) - p).abs() < 1e-4);
    }

    #[test]
    fn only_allowed_labels_get_probability() {
        let (scores, t) = sample(3);
        let chain = Chain::new(t);
        let only = 1 << label(0, Place::Unit);
        let mut lattice = Lattice::default();
        assert!(chain.sum(&scores, &[1, only, u32::MAX], &mut lattice));
        assert!((lattice.marginal(1)[label(0, Place::Unit)] - 1.0).abs() < 1e-5);
        // Inside without a beginning: no path.
        assert!(!chain.sum(&scores, &[1 << label(0, Place::Inside), 1, 1], &mut lattice));
    }

    #[test]
    fn exponential_is_close() {
        for i in -800..800 {
            let x = i as f32 / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
        }
    }
}
