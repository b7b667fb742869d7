"""What is watched, for whom: targets, customers, parents, criticality, secrets of probes."""
