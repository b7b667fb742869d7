"""The agent on many hosts by SSH: look, plan, carry out; nothing is written before it was shown."""
