"""Documents that are handed in: the daily check form (每日检查表)."""
