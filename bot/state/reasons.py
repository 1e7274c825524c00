"""Why an event was not answered, or a notice not sent: a closed list.

Whoever stands between the bot and Slack can answer with anything, also with the question itself; none of it gets into
the log, the metrics or the database.
"""

from __future__ import annotations

#: Any other.
OTHER = "other"
#: The answer came from a proxy, or is of no form of Slack's.
NOT_SLACK = "no answer of Slack's"
#: The bot's own, the network's (Python's names), and Slack's.
_NAMED = """
busy foreign_address gone late outsider redirected restart StoreError too_many unsubscribed
BrokenPipeError ConnectionAbortedError ConnectionResetError RemoteDisconnected SSLEOFError TimeoutError
access_denied account_inactive cannot_dm_bot cannot_reply_to_message cant_delete_message cant_update_message
channel_is_archived channel_not_found edit_window_closed ekm_access_denied exchanged_trigger_id expired_trigger_id
expired_url fatal_error hash_conflict internal_error invalid_arguments invalid_auth invalid_blocks is_archived
message_limit_exceeded message_not_found messages_tab_disabled missing_scope msg_blocks_too_long msg_too_long
no_permission no_text not_allowed_token_type not_authed not_found not_in_channel push_limit_reached ratelimited
request_timeout restricted_action restricted_action_read_only_channel restricted_action_thread_locked
service_unavailable team_access_not_granted thread_locked token_expired token_revoked used_url user_not_found
user_not_in_channel view_too_large
"""
REASONS = frozenset({OTHER, NOT_SLACK, *_NAMED.split(), *(f"http {status}" for status in range(100, 600))})


def known(reason: str) -> str:
    """Return *reason* where it is on the list, else ``other``."""
    return reason if reason in REASONS else OTHER
