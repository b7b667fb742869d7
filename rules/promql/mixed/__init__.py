"""Vectors that hold histograms beside floats: what operators and functions do with them.

Nothing here runs for vectors of floats alone.
"""
