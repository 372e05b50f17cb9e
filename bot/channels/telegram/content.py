"""What a message holds: its words and their kind. Pure.

Nothing is fetched: a picture or a voice note stays with Telegram, and the sender hears that a person has to look.
A message that we do not know is of kind `other`, so that its sender gets an answer all the same.
"""

from bot.channels.telegram.loose import degrees, inside, words
from bot.state import Kind

# Notes that Telegram itself writes into a private chat. Nobody said anything, so nobody is answered.
SERVICE_NOTES = frozenset(
    {
        "pinned_message", "message_auto_delete_timer_changed", "write_access_allowed", "connected_website",
        "chat_background_set", "boost_added", "proximity_alert_triggered", "successful_payment", "refunded_payment",
        "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
        "general_forum_topic_hidden", "general_forum_topic_unhidden", "gift_upgrade_sent", "checklist_tasks_done",
        "checklist_tasks_added", "managed_bot_created", "poll_option_added", "poll_option_deleted",
        "new_chat_title", "new_chat_photo", "delete_chat_photo", "paid_message_price_changed",
    }
)  # fmt: skip
SPOKEN = ("voice", "audio", "video_note")
SEEN = ("photo", "animation", "video", "live_photo")


def service_note(message: object) -> bool:
    return any(inside(message, key) is not None for key in SERVICE_NOTES)


def content(message: object) -> tuple[str, Kind]:
    """The words, and what kind of message they are."""
    if text := words(inside(message, "text")):
        return text, "text"
    if isinstance(inside(message, "location"), dict):
        return _place(message), "location"
    if text := words(inside(message, "sticker", "emoji")) or words(inside(message, "contact", "phone_number")):
        return text, "text"
    return words(inside(message, "caption")), _media(message)


def _media(message: object) -> Kind:
    if any(inside(message, key) is not None for key in SPOKEN):
        return "voice"
    if any(inside(message, key) is not None for key in SEEN):
        return "picture"
    return "picture" if words(inside(message, "document", "mime_type")).startswith("image/") else "other"


def _place(message: object) -> str:
    """Name and address where there are any, and the coordinates: somebody may have to go there."""
    latitude, longitude = (degrees(inside(message, "location", key)) for key in ("latitude", "longitude"))
    point = "" if latitude is None or longitude is None else f"{latitude:.5f}, {longitude:.5f}"
    named = (words(inside(message, "venue", key)) for key in ("title", "address"))
    return ", ".join(part for part in (*named, point) if part)
