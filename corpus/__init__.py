"""A corpus of diplomatic text annotated with claims by reading: stand-off only, the texts stay where they are."""
