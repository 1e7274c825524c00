"""For those who browse: rounds and profiles of municipalities, counts by theme, one row a municipality."""
