//! Small shared widgets.
