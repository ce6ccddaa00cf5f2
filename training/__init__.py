"""How the shipped encoder and sentence splitter are made from named open data, and how they are measured."""
