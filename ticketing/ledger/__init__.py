"""The logs of all tickets in the database: heads of days, verification."""
