"""What Telegram's own account of its deliveries says about us. Pure."""

from datetime import datetime, timedelta

from telegram import WebhookInfo

MANY_WAITING = 20  # a healthy service takes updates as they come
LATELY = timedelta(minutes=15)


def diagnose(info: WebhookInfo, hook: str, now: datetime) -> str | None:
    """One sentence when updates do not reach us as they should. `hook` is empty while we poll."""
    if info.url != hook:
        return (
            "Telegram delivers to another address than FRONTDOOR_PUBLIC_URL."
            if hook
            else "Telegram does not let us poll: a webhook is set."
        )
    if hook and info.last_error_date and now - info.last_error_date < LATELY:
        return f"Telegram could not deliver to us at {info.last_error_date:%H:%M} UTC: {info.last_error_message or ''}".strip()
    if info.pending_update_count > MANY_WAITING:
        return f"Telegram holds {info.pending_update_count} updates that we have not taken."
    return None
