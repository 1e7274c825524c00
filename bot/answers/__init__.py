"""What an answer says, decided once for every surface (Slack, the terminal, JSON); knows no Slack."""
