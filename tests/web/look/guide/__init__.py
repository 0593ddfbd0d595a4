"""The style guide: pages as the workbench will have them, made of the components alone."""
