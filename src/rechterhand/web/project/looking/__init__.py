"""What the doctor looks at besides what the workbench runs on: one file a subject."""
