"""Prometheus's HTTP API over our own series: for Grafana, promtool and whoever speaks it."""
