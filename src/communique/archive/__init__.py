"""The record, open: reports are read into its store, and questions are asked of what they claim together."""

from communique.archive.record import Addition, Record

__all__ = ["Addition", "Record"]
