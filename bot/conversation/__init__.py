"""From a question to its reply, and whose turn it is."""
