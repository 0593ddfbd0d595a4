"""One file a document: what each command writes as JSON."""
