"""Answers about single texts, as JSON-line commands give them: one object in, one out."""
