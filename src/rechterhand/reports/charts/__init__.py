"""Pictures as our own SVG: no script, colours from the page's design tokens, every text escaped."""
