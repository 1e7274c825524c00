"""Results → Block Kit: pure functions that know no client, no clock and no store."""
