"""From rows and columns to a plan: workbooks and separated text as planners keep them, one module a subject."""
