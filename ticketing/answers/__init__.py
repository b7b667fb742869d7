"""Answers that people give where they were told: read, proved, and carried out as commands."""
