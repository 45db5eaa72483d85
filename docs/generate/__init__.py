"""The parts of the pages that are made from the program, so that they cannot go stale."""
