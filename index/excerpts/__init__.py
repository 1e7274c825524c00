"""Which sentences of a passage are shown, what stands around them, and what a date settles in them."""
