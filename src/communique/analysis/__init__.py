"""The stages that lay what a report says over its text: each a function from a document to a richer one."""
