"""Numbers: arrays in, arrays out. One folder a subject."""
