"""Selection: which of the ranked passages are shown, in which order, and with which confidence."""
