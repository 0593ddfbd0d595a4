"""What is known about a project: frozen dataclasses without behaviour beyond validation."""
