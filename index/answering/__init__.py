"""From ranked hits to an answer: which are shown, in which order, how sure, and why."""
