"""The record on disk: one SQLite file with the reports, what each claims, people's decisions, and a view of it all.

Reports and their claims (the atoms) are what is kept; the view of merged claims is made from them and from the
decisions, and can be made again at any time. All SQL of the project lives in this package.
"""

from communique.store.file import usual_path
from communique.store.reports import Decision, Kept, Put, Store
from communique.store.viewed import Viewed

__all__ = ["Decision", "Kept", "Put", "Store", "Viewed", "usual_path"]
