"""``watchkeeper doctor``: what is wrong or doubtful here, and the command that puts it right."""
