"""The ``zadankai`` command: one file a command, named as the command."""
