"""Fakes of services that cost money or people, each with a test of its own."""
