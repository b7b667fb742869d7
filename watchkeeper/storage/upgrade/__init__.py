"""Bring a database to a newer schema so that any failure leaves it as it was."""
