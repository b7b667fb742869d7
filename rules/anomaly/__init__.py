"""How unusual a value is: scores against the series' own past, kept up to date sample by sample."""
