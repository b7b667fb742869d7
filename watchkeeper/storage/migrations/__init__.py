"""One linear history of the schema; it imports no room (a test compares it with their tables)."""
