"""The spaCy parts of the bundled pipeline: what a word form is known for, and the name tagger."""
