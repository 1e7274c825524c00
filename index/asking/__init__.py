"""What a question asks: filters, order and wishes read from running text. No dictionary, no clock, no model, no Slack.

``understand`` in ``understanding.py`` is the way in; the values are in ``model.py``. Each other module recognises one
thing that people say, and says in its tables which real wording made each line necessary.
"""
