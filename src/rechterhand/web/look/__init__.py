"""What pages share: components, templates, texts, styles and scripts. Knows no model."""
