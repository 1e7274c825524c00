"""Transport to Slack: proxies and TLS, the Web API and its errors, the web socket, the retry queue."""
