"""Counter-based randomness: a sample is a pure function of seed, stream, key and iteration."""
