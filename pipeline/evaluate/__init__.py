"""Scores: a spaCy pipeline against a treebank, a finished run against gold articles."""
