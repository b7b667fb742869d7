"""The satellite: the server's own probes, run inside a customer's network and pushed out from there."""
