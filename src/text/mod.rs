//! Plain text as data: code points and bytes, paragraphs, sentences, words.
//!
//! Every offset that leaves this room is a count of Unicode code points ("characters" in Python's sense).
//! Bytes are an inner matter of extraction and the reader, converted through [`Index`].

mod abbreviations;
mod index;
mod segment;

pub use index::Index;
pub use segment::{
    paragraph_bytes, paragraph_code_points, sentence_bytes, sentence_code_points, word_bytes, word_code_points,
};
