"""Doors that chat services call when somebody answers: open to all, every call proves itself."""
