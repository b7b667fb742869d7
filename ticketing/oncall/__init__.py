"""On call: who is on duty when, who stands in, where nobody is.  Pure, but for what server wires."""
