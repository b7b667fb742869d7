"""Mail that came in: decided about once, kept where it must wait, carried out as commands."""
