"""Somebody leaves: what they hold, and how it all passes on in one step."""
