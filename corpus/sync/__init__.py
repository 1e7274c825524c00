"""Articles from the web: what may be asked, by what manners, and what each address answered."""
