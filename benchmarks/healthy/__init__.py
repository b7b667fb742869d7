"""A fleet that is well, made up from a seed: what its agents, probes and backups would have told.

It is made of what healthy hosts are known to do: days and weekends, nightly jobs, growing logs
that are rotated, planned restarts, single lost packets, slow answers, backups that come late but
within their grace, scans of an SSH port.  Nothing of it is recorded but, on demand, the use of
processors (``recorded.py``).
"""
