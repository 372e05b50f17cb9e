"""Twilio's error codes, and what each means for the text and for the person.

A code is in one list only. What is in none is judged by its HTTP status.
"""

from bot.channels.base import Reaction, SendFailed

OPTED_OUT = frozenset({
    "21610",  # they texted STOP
    "63014",  # they blocked us on WhatsApp
})  # fmt: skip
UNREACHABLE = frozenset({
    "21211", "21214", "21217", "21265",  # not a number
    "21612",  # no route from our number to theirs
    "21614", "21635", "30006",  # not a mobile. A UK landline is NOT refused: its texts are read aloud
    "30004",  # blocked by the handset or its network
    "30005",  # no such number any more
    "63003", "63024",  # not on WhatsApp
})  # fmt: skip
ALARM = frozenset({
    "20003", "20005", "20006", "20404", "30002",  # password wrong, account unknown or suspended
    "21212", "21603", "21606", "21659", "21660", "21661",  # the sender is not ours
    "21408",  # this country is not allowed: somebody wrote from abroad?
    "21608",  # a trial account
    "21609",  # PUBLIC_URL is not an address that Twilio can call
    "21703", "21704", "21705", "21712",  # the Messaging Service has no sender, or is gone
    "30007", "30450",  # filtered as spam: wording, sender or web address
    "63001", "63007",  # the WhatsApp sender is not set up
})  # fmt: skip
HOPELESS = frozenset({
    "21602", "21617",  # no words; too many
    "63016",  # outside WhatsApp's 24 hours: only a template may be sent
    "63013",  # against WhatsApp's rules
})  # fmt: skip
PASSING = frozenset({
    "20429", "21611", "30001", "30022", "63018",  # too many at once: not taken, worth another try
    "30003", "30008", "30410", "30036",  # switched off, unknown, the network's time-out, ours
})  # fmt: skip

_UNAUTHORISED = (401, 403, 404)


def reaction(code: str) -> Reaction:
    if code in OPTED_OUT:
        return "opted_out"
    if code in UNREACHABLE:
        return "unreachable"
    return "alarm" if code in ALARM else ""


def refused(status: int, code: str, retry_after: float | None) -> SendFailed:
    """What an answer other than 201 means. A server error may have come after the text was taken."""
    name = code or f"http_{status}"
    if status == 429 or code in PASSING:
        return SendFailed(name, retry_after=retry_after)
    if status >= 500 or status == 408:
        return SendFailed(name, ambiguous=True, retry_after=retry_after)
    if status in _UNAUTHORISED and not _known(code):
        return SendFailed(name, permanent=True, reaction="alarm")
    return SendFailed(name, permanent=True, reaction=reaction(code))


def _known(code: str) -> bool:
    return code in OPTED_OUT | UNREACHABLE | ALARM | HOPELESS
