//! RTF cut into groups, control words and text.

/// A piece of RTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'b> {
    Open,
    Close,
    /// `\*`: what follows may be left out by those who do not know it.
    Star,
    /// `\par`, `\u8217`, `\~`.
    Word(&'b str, Option<i32>),
    /// `\'e9`.
    Byte(u8),
    Text(&'b [u8]),
}

/// The tokens of a file.
pub(super) struct Tokens<'b> {
    rest: &'b [u8],
}

impl<'b> Tokens<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    fn cut(&mut self, length: usize) -> &'b [u8] {
        let (head, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.rest = rest;
        head
    }

    fn control(&mut self) -> Option<Token<'b>> {
        let &first = self.rest.first()?;
        if first.is_ascii_alphabetic() {
            let length = self.rest.iter().take(40).take_while(|byte| byte.is_ascii_alphabetic()).count();
            let word = std::str::from_utf8(self.cut(length)).unwrap_or_default();
            let minus = usize::from(self.rest.first() == Some(&b'-'));
            let digits = self.rest.iter().skip(minus).take(10).take_while(|byte| byte.is_ascii_digit()).count();
            let value = if digits > 0 {
                let number = std::str::from_utf8(self.cut(minus + digits)).unwrap_or_default();
                number.parse::<i32>().ok()
            } else {
                None
            };
            if self.rest.first() == Some(&b' ') {
                self.cut(1);
            }
            if word == "bin" {
                self.cut(usize::try_from(value.unwrap_or(0)).unwrap_or(0));
            }
            return Some(Token::Word(word, value));
        }
        self.cut(1);
        Some(match first {
            b'*' => Token::Star,
            b'\'' => {
                let digits = std::str::from_utf8(self.cut(2)).unwrap_or_default();
                Token::Byte(u8::from_str_radix(digits, 16).unwrap_or(b'?'))
            }
            b'\n' | b'\r' => Token::Word("par", None),
            b'~' => Token::Word("~", None),
            b'_' => Token::Word("_", None),
            b'-' | b':' | b'|' => Token::Word("", None),
            b'\t' => Token::Word("tab", None),
            byte => Token::Byte(byte),
        })
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let &first = self.rest.first()?;
            return match first {
                b'{' => {
                    self.cut(1);
                    Some(Token::Open)
                }
                b'}' => {
                    self.cut(1);
                    Some(Token::Close)
                }
                b'\\' => {
                    self.cut(1);
                    self.control()
                }
                // Line ends of the file are none of the text.
                b'\r' | b'\n' | 0 => {
                    self.cut(1);
                    continue;
                }
                _ => {
                    let length =
                        self.rest.iter().take_while(|byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0));
                    let length = length.count();
                    Some(Token::Text(self.cut(length)))
                }
            };
        }
    }
}
