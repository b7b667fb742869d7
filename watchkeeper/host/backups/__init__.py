"""What backup tools say of their backups: pure parsers, and the one shape they all give."""
