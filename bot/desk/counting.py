"""How long a text is, and how hard to read, as it would be sent: the same arithmetic as for our own texts. Pure."""

from dataclasses import dataclass

from bot.desk.words import counted
from bot.store.writing import LONGEST
from messages.audit import OLDEST
from messages.readability import reading_age
from messages.segments import count, to_gsm

BY_SEGMENTS = ("sms", "browser")  # the phones of the demo stand for mobiles


@dataclass(frozen=True, slots=True)
class Counted:
    """`size` and `reading` as a person reads them; `is_hard` and `is_long`: look at it again."""

    size: str
    reading: str
    is_hard: bool
    is_long: bool


def counted_text(text: str, channel: str) -> Counted:
    sent = to_gsm(text)
    found, age = count(sent), reading_age(sent)
    size = counted(len(sent), "character")
    if channel in BY_SEGMENTS and sent:
        size += f", {counted(found.segments, 'segment')}"
    if channel in BY_SEGMENTS and found.encoding != "GSM-7":
        size += " of 70, because of a letter or picture that plain texts have not"
    is_long, is_hard = len(sent) > LONGEST, age > OLDEST
    if is_long:
        size += f"; one text has at most {LONGEST:,}"
    hard = ": use shorter sentences and plainer words" if is_hard else ""
    return Counted(size, f"Reading age {age:.0f}{hard}" if sent.strip() else "", is_hard, is_long)
