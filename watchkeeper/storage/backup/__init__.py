"""Backups: one ZIP file that says what is in it, and can be checked without trust."""
