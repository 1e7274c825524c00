"""How articles are kept: the database, what is the same article, what is withheld, what is derived from them."""
