"""The demo: real small services on this host, real bounded faults, and the loop that answers them."""
