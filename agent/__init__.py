"""The agent: measures this host and pushes columns.  Standard library only, Python 3.9 and later."""
