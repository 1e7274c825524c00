"""How an article is read: what its lines mean, its head, its body. Who speaks is decided in ``corpus/people.py``."""
