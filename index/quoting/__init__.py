"""How much of a passage is quoted: whole sentences, fairly cut, and what a date settles in them."""
