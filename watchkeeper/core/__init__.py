"""Vocabulary shared by all rooms: standard library only, Python 3.9 and later, no I/O."""
