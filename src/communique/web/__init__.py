"""The reading room: the record as pages for people who would rather look than type."""

from communique.web.app import app

__all__ = ["app"]
