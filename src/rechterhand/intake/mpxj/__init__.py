"""From MPXJ's JSON to our plan: one module a subject."""
