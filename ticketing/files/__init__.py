"""Files that people attach to tickets: looked at by content, kept outside the database."""
