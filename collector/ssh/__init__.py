"""SSH: routes to hosts, who is trusted there, connections that are held, and two ways of making them."""
