"""Who may do what: people, roles, sessions, tokens, audit."""
