"""Backups by the tools that make them: one small file for each tool."""
