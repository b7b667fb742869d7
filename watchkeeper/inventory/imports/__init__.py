"""Targets from other people's lists: Prometheus file_sd, Ansible inventories, spreadsheets."""
