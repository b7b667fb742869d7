"""Random input for whatever reads text that people write: ``python -m tests.fuzz TARGET``."""
