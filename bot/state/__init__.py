"""What the bot keeps: the inbox, and the little that people asked it to remember. Rows go when their time is over."""
