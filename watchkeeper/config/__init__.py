"""Read configuration: YAML with positions, bound to frozen dataclasses; every error says where."""
