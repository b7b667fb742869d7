"""Back this installation up, try the backup, and restore it here or on another machine."""
