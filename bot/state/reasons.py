"""Why an event was not answered, or a notice not sent: a closed list.

Whoever stands between the bot and Slack can answer with anything, also with the question itself; none of it gets into
the log, the metrics or the database.
"""

from __future__ import annotations

#: Any other.
OTHER = "other"
#: The answer came from a proxy, or is of no form of Slack's.
NOT_SLACK = "no answer of Slack's"
#: An unexpected error of ours.
FAULT = "fault"
_OURS = "busy fault gone late outsider restart StoreError too_many unsubscribed"
_TOKENS = "account_inactive invalid_auth not_allowed_token_type not_authed token_expired token_revoked"
_FORMS = (
    "invalid_arguments invalid_attachments invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long"
    " too_many_attachments view_too_large"
)
#: The bot's own,
OWN = frozenset(_OURS.split())
#: Slack's for a token that it will never accept,
OF_TOKEN = frozenset(_TOKENS.split())
#: for a message or view whose form it does not take,
OF_FORM = frozenset(_FORMS.split())
#: and all others: the network's (Python's names) and Slack's.
_NAMED = """
foreign_address redirected
BrokenPipeError ConnectionAbortedError ConnectionResetError RemoteDisconnected SSLEOFError TimeoutError
access_denied cannot_dm_bot cannot_reply_to_message cant_delete_message cant_update_message
channel_is_archived channel_not_found edit_window_closed ekm_access_denied exchanged_trigger_id expired_trigger_id
expired_url fatal_error hash_conflict internal_error is_archived
message_limit_exceeded message_not_found messages_tab_disabled missing_scope
no_permission no_text not_found not_in_channel push_limit_reached ratelimited
request_timeout restricted_action restricted_action_read_only_channel restricted_action_thread_locked
service_unavailable team_access_not_granted thread_locked used_url user_not_found user_not_in_channel
"""
REASONS = frozenset(
    {OTHER, NOT_SLACK, *OWN, *OF_TOKEN, *OF_FORM, *_NAMED.split(), *(f"http {status}" for status in range(100, 600))}
)


#: Slack has several of each, with an ending: restricted_action_thread_only_channel.
_FAMILIES = ("invalid_blocks", "restricted_action")


def known(reason: str) -> str:
    """Return *reason* where it is on the list, or the beginning by which it is, else ``other``.

    >>> known("restricted_action_non_threadable_channel"), known("naisho")
    ('restricted_action', 'other')
    """
    return reason if reason in REASONS else next((one for one in _FAMILIES if reason.startswith(one)), OTHER)
