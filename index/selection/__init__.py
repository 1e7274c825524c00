"""From ranked passages to those that are shown: which answer the question, how sure that is, in which order."""
