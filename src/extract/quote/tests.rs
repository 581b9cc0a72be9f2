//! What a reader would notice.
