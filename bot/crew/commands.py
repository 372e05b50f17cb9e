"""What a member of staff writes, as a command. Pure.

A command is a whole text in one of these shapes. Anything else is somebody's own words: "help me", "take 12 of them"
and "call my son" are not commands, and go where everybody's words go.
"""

import re
from dataclasses import dataclass

from bot.state import Message

BUTTON = re.compile(r"item_([0-9]{1,9})")
PIN = re.compile(r"\s*([0-9]{4,8})(?=$|[^0-9])\s*[:,.;-]?\s*(.*)", re.DOTALL)
ITEM = r"\s*(?:no\.?|item|#)?\s*([0-9]{1,9})"
END = r"\s*[.!?]?\s*"
SHAPES = {
    "queue": r"queue",
    "next": r"next",
    "help": r"help|\?",
    "on": r"on(?:\s+duty)?",
    "off": r"off(?:\s+duty)?(?:[\s,:]+cover(?:\s+by)?[\s:]*(?P<words>.*?))?",
    "take": rf"take{ITEM}",
    "story": rf"story{ITEM}",
    "call": rf"call{ITEM}",
    "ring": rf"call{ITEM}[\s,:]+yes",
    "tried": rf"tried{ITEM}",
    "note": rf"note{ITEM}[\s:,.-]+(?P<words>.+)",
    "reply": rf"reply{ITEM}[\s:,.-]+(?P<words>.+)",
    "done": rf"done{ITEM}(?:[\s:,.-]+(?P<words>.*?))?",
    "pass": rf"pass{ITEM}(?:[\s:,.-]+(?:to\s+)?(?P<words>.*?))?",
    "which": r"(?P<words>take|story|call|tried|note|reply|done|pass)(?:\s+[0-9]{1,9})?",  # half a command
}
_READ = {verb: re.compile(rf"\s*(?:{shape}){END}", re.IGNORECASE | re.DOTALL) for verb, shape in SHAPES.items()}


@dataclass(frozen=True, slots=True)
class Command:
    """`number` is an item's. `words`: what is noted or written, an outcome, or somebody's name."""

    verb: str
    number: int = 0
    words: str = ""


def read(text: str) -> Command | None:
    for verb, shape in _READ.items():
        if found := shape.fullmatch(text):
            number = next((int(one) for one in found.groups() if one and one.isdecimal()), 0)
            return Command(verb, number, (found.groupdict().get("words") or "").strip())
    return None


def pressed(message: Message, labels: dict[str, str]) -> Command | None:
    """The command that a button of an alert stands for, by its label."""
    about = BUTTON.fullmatch(message.reply_to.question) if message.kind == "button" and message.reply_to else None
    verb = labels.get(message.text.casefold())
    return Command(verb, int(about[1])) if about and verb else None


def without_pin(text: str) -> tuple[str, str]:
    """The PIN that a text begins with, and the rest."""
    found = PIN.fullmatch(text)
    return (found[1], found[2]) if found else ("", text)
