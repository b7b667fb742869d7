"""Tables of tickets; the outbox's table is in ``outbox_rows``."""
