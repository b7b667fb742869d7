"""Who evaluates expressions: the evaluator of this process, or an engine beyond one machine."""
