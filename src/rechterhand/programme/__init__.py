"""Projects of one programme in one network: what each waits for of the others, and what holds up which of them."""
