"""Long work: what jobs tell while one looks at a page, and stopping or trying again."""
