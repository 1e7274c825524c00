"""Slack's wire: proxies and trust, the Web API and its errors, the web socket, what is tried again later."""
