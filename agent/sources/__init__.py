"""What the agent measures: one file for each source; ``agent.registry`` lists them."""
