"""The desk's plain words for a conversation: how far a text has come, why no further, and what to do then."""

from bot.channels.twilio.codes import OPTED_OUT, UNREACHABLE, reaction
from bot.store.outbox import PERSON_WRITES
from bot.store.writing import TAKEN_BACK

DELIVERY = {
    "queued": "waiting to be sent",
    "claimed": "being sent",
    "sent": "sent",
    "delivered": "delivered",
    "failed": "NOT delivered",
    "expired": "not sent: too late",
    "cancelled": "not sent",
}
VIA = {"sms": "by text", "telegram": "by Telegram", "whatsapp": "by WhatsApp", "browser": "by text"}
CALLS = {
    "dialling": "ringing", "through": "ringing", "reached": "they were reached", "busy": "it was busy",
    "no answer": "nobody picked up", "failed": "it did not go through", "not made": "it did not go through",
    "not picked up": "the colleague did not pick up, so nobody was rung",
}  # fmt: skip
WHY = {
    "opted_out": "they texted STOP",
    "wrong_number": "somebody else has this number",
    "answered": "they had answered already",
    "hides": "they texted LATER, so somebody may be at the phone",
    "held back": "for a decent hour, or until a colleague has finished",
    PERSON_WRITES: "a colleague was writing with them",
    TAKEN_BACK: "taken back",
    "30003": "their phone was off, or had no signal",
    "30008": "the phone network does not say why",
    "30005": "there is no such number any more",
    "30006": "it is a landline, or cannot take texts",
    "30007": "the phone network took it for spam",
    "blocked": "they have blocked us",
    "chat_not_found": "their Telegram account is gone",
}
STOPPED, GONE = "their phone network says that they want no texts", "this number cannot be reached by text"
OURS = "the phone company refuses our texts"
RING = "Ring them."
LATER = "Send it again in an hour, or ring them."
TELL = "Ring them, and tell whoever runs the service: no text goes out until this is mended."
REFUSED = {
    "opted_out": ("They texted STOP, so nothing can be texted to them.", "Ring them if you must. They can text START to hear from us again."),
    "wrong_number": ("Somebody else has this number now.", "Do not write to it or ring it. Look for another number on their page."),
    "unreachable": ("Our texts do not reach this phone.", "Ring them. Once they text us, texts work again."),
    "forgotten": ("What was written here was erased.", "There is nobody to write to."),
    "no_texts": ("No texts go to this number.", "Ring them."),
    "unsafe": (
        "Others see this phone, and they have named no hour at which it is safe.",
        "Do not write first. Wait until they write, or ring and first ask if it is safe to talk.",
    ),
    "hides": (
        "They texted LATER, which hides: somebody may be at the phone.",
        "Do not text or ring it until they write again.",
    ),
    "colleague": ("This is a colleague’s own phone.", "Ring them, or write from your own."),
}  # fmt: skip
DEAF = "They are deaf: do not ring. Use Relay UK or a BSL interpreter, or go to them."
SAID = {
    "texted": "Sent. Above is how far it has come.",
    "putoff": "It waits for its hour. You can take it back until then.",
    "drafted": "Your draft is kept. It is there on any computer.",
    "talktaken": "You have this conversation. The service is silent in it.",
    "talkback": "Handed back. The service answers again.",
    "unsent": "Taken back. It is not sent.",
    "gonealready": "That text has gone already.",
    "talkheld": "A colleague has this conversation. Take it over first, if you must.",
    "talkmoved": "They do not have it any more. Look again who does.",
    "talkoutcome": "Choose what came of it, or leave it open.",
    "colleague": "This is a colleague’s own phone. Nothing was changed.",
}
BAD_NEWS = ("gonealready", "talkheld", "talkmoved", "talkoutcome", "colleague")


def delivery(state: str, error: str, due: str) -> str:
    """`due`: when one that waits is to go, if that was put off."""
    said = DELIVERY.get(state, state)
    if due:
        said = f"waits until {due}" if not error or error == "held back" else f"not taken yet, tried again {due}"
    return f"{said}: {why}" if (why := why_of(error)) else said


def why_of(error: str) -> str:
    if not error:
        return ""
    if error in WHY:
        return WHY[error]
    if error in OPTED_OUT | UNREACHABLE:
        return STOPPED if error in OPTED_OUT else GONE
    return OURS if reaction(error) == "alarm" else f"the provider’s reason is {error}"


def todo(state: str, error: str) -> str:
    """What to do about a text that did not arrive."""
    if state == "expired":
        return LATER
    if state != "failed":
        return ""
    if reaction(error) == "alarm":
        return TELL
    gone = error in OPTED_OUT | UNREACHABLE or error in ("blocked", "chat_not_found")
    return RING if gone else LATER


def refused(why: str, *, deaf: bool) -> tuple[str, str]:
    """What stands in the way, and what to do instead."""
    what, instead = REFUSED[why]
    return what, DEAF if deaf and "ring" in instead.casefold().split(".")[0] else instead
