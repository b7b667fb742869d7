"""Random queries over random data: our answers beside those of a real Prometheus."""
