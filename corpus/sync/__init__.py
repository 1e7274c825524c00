"""Articles from the web: what may be asked, by what politeness, and what each address answered."""
