"""Satellites: probes in a customer's network, configured from here, pushed out from there."""
