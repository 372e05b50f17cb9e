"""What a member of staff writes, as a command. Pure.

A command is a whole text in one of the shapes of messages/<language>/staff.toml. Anything else is somebody's own words:
"help me", "take 12 of them" and "call my son" are not commands, and go where everybody's words go.
"""

import re
from dataclasses import dataclass

from bot.state import Message
from messages.staff_words import shapes

BUTTON = re.compile(r"item_([0-9]{1,9})")
PIN = re.compile(r"\s*([0-9]{4,8})(?=$|[^0-9])\s*[:,.;-]?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """`number` is an item's. `words`: what is noted or written, an outcome, or somebody's name."""

    verb: str
    number: int = 0
    words: str = ""


def read(text: str, language: str = "en") -> Command | None:
    for verb, shape in shapes(language).items():
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
