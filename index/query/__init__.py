"""The query parser: a question as typed → ParsedQuestion. Without a dictionary, a clock or Slack.

``parser.py`` is the entry point. Each other module recognises one kind of constraint, and its tables name the real
wording that made each line necessary.
"""
