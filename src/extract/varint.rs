//! Numbers of variable length, seven bits to a byte, for the recogniser's two files.

/// Appends `value`.
pub fn write(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads the number at `at` and moves on. `None` at the end of the bytes or for a number of more than 32 bits.
pub fn read(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let mut value = 0_u32;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u32::from(byte & 0x7F).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn comes_back(values in proptest::collection::vec(any::<u32>(), 0..50)) {
            let mut bytes = Vec::new();
            for &v in &values {
                write(&mut bytes, v);
            }
            let mut at = 0;
            for &v in &values {
                prop_assert_eq!(read(&bytes, &mut at), Some(v));
            }
            prop_assert_eq!(read(&bytes, &mut at), None);
        }
    }
}
