"""Arithmetic of native histograms: pure functions of values, one idea a file."""
