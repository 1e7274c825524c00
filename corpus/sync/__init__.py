"""Fetching of articles from the web: allowed URLs, the HTTP client, and the log of fetched addresses."""
