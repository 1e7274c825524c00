"""The web, as far as ``sync`` needs it: what may be asked, by what manners, and what each address answered."""
