"""Everything that knows Slack: transport, payloads, blocks, conversations, delivery, listeners, and the Bolt app."""
