"""Where things are kept: the relational database and the series store."""
