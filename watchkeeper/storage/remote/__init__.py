"""Engines beyond one machine: what is taken in is forwarded to one, and it is asked (D11)."""
