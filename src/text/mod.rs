//! Plain text as data: code points and bytes, paragraphs, sentences, words.
//!
//! Every offset that leaves this room is a count of Unicode code points ("characters" in Python's sense).
//! Bytes are an inner matter of extraction and the reader, converted through [`Index`].

mod index;

pub use index::Index;
