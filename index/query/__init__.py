"""A question as typed → ParsedQuestion: whose words, when, which rounds, what for. No dictionary, no clock, no Slack.

``parser.py`` is the way in. Each other module recognises one thing that people say, and says in its tables which real
wording made each line necessary.
"""
