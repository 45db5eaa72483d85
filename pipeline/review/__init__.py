"""Asking a person about the most doubtful decisions of linking, and keeping the answers."""
