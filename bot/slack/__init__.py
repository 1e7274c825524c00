"""What only Slack makes necessary: the connection, envelopes, posting, presses, modals, the manifest."""
