"""Telegram's errors as ours. The order is the law: BadRequest and TimedOut are both NetworkErrors.

Telegram has no key against doing a thing twice. A request that may have reached it is ambiguous; one that never
left us is not. Codes are few and fixed, because metrics count by them, and never hold what Telegram wrote back.
"""

from datetime import timedelta

from telegram import error

from bot.channels.base import SendFailed

UNREACHABLE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")
NEVER_LEFT = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol")  # httpx's names


def failed(wrong: error.TelegramError) -> SendFailed:
    """What a refusal means for the outbox."""
    if isinstance(wrong, error.RetryAfter):
        return SendFailed("too_many", retry_after=seconds(wrong.retry_after))
    if isinstance(wrong, error.Forbidden):
        return SendFailed("blocked", permanent=True, reaction="unreachable")
    if isinstance(wrong, error.InvalidToken):  # only a person can mend it; until then everything is kept
        return SendFailed("token_refused", reaction="alarm")
    if isinstance(wrong, error.BadRequest):
        return _refused(wrong)
    if isinstance(wrong, error.ChatMigrated):
        return SendFailed("chat_is_a_group", permanent=True, reaction="unreachable")
    return _broken_line(wrong)


def seconds(wait: int | timedelta) -> float:
    """python-telegram-bot gives a number today, a timedelta from its next major release on."""
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _refused(wrong: error.BadRequest) -> SendFailed:
    if any(reason in wrong.message.casefold() for reason in UNREACHABLE):
        return SendFailed("chat_not_found", permanent=True, reaction="unreachable")
    return SendFailed("bad_request", permanent=True)


def _broken_line(wrong: error.TelegramError) -> SendFailed:
    """No answer, a broken one, or a fault at Telegram's end: it may have been taken unless we never got through."""
    if type(wrong.__cause__).__name__ in NEVER_LEFT:
        return SendFailed("cannot_connect")
    return SendFailed("timed_out" if isinstance(wrong, error.TimedOut) else "no_clear_answer", ambiguous=True)
