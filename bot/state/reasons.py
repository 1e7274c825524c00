"""Why an event was not answered, or a notice not sent: a closed list.

Whoever stands between the bot and Slack can answer with anything, also with the question itself; none of it gets into
the log, the metrics or the database.
"""

from __future__ import annotations

#: Any other.
OTHER = "other"
#: The answer came from a proxy, or is of no form of Slack's.
NOT_SLACK = "no answer of Slack's"
_OURS = "busy foreign_address gone late outsider redirected restart StoreError too_many unsubscribed"
_NETWORK = "BrokenPipeError ConnectionAbortedError ConnectionResetError RemoteDisconnected SSLEOFError TimeoutError"
#: Slack's names for what is wrong with a call of the methods that are used, or with a response_url.
_SLACK = """
access_denied accesslimited account_inactive action_prohibited as_user_not_supported cannot_dm_bot
cannot_reply_to_message cant_delete_message cant_update_message channel_is_archived channel_not_found
channel_type_not_supported compliance_exports_prevent_deletion duplicate_external_id edit_window_closed
ekm_access_denied enterprise_is_restricted exchanged_trigger_id expired_trigger_id expired_url fatal_error
hash_conflict internal_error invalid_arguments invalid_auth invalid_blocks invalid_blocks_format invalid_payload
invalid_trigger_id is_archived is_inactive message_limit_exceeded message_not_found messages_tab_disabled
missing_scope msg_blocks_too_long msg_too_long no_permission no_service no_text not_allowed_token_type not_authed
not_found not_in_channel org_login_required push_limit_reached rate_limited ratelimited request_timeout
restricted_action restricted_action_non_threadable_channel restricted_action_read_only_channel
restricted_action_thread_locked restricted_action_thread_only_channel service_unavailable team_access_not_granted
team_added_to_org team_not_found thread_locked token_expired token_revoked trigger_exchanged trigger_expired
two_factor_setup_required update_failed used_url user_disabled user_not_found user_not_in_channel view_not_found
view_too_large
"""
REASONS = frozenset(
    {OTHER, NOT_SLACK, *f"{_OURS} {_NETWORK} {_SLACK}".split(), *(f"http {status}" for status in range(100, 600))}
)


def known(reason: str) -> str:
    """Return *reason* where it is on the list, else ``other``.

    >>> known("is_archived"), known("naisho_no_kenshu")
    ('is_archived', 'other')
    """
    return reason if reason in REASONS else OTHER
