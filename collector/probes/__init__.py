"""Probes: one file a kind, reading apart from deciding; a new one is a line in the registry."""
