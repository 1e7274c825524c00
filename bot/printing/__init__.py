"""An answer in other forms than Slack's: the terminal, JSON, tables, judgements."""
