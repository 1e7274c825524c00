"""What keeps it running: health and metrics, check, setup, regular jobs, messages to the operators."""
