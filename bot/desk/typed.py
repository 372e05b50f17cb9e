"""What is in the form to write with somebody, as it was typed."""

from dataclasses import dataclass

from bot.channels.base import clean
from bot.desk.form import Form

MOST_KEPT = 20_000  # characters of a draft


@dataclass(frozen=True, slots=True)
class Typed:
    """What is in the form to write. `seen`: the version of the draft that it began with. `other`: another tab's words."""

    text: str
    seen: int
    later: bool = False
    sure: bool = False
    other: str | None = None

    @classmethod
    def of(cls, form: Form) -> "Typed":
        text = clean(form.whole("text")).replace("\r\n", "\n")
        return cls(text, form.number("seen") or 0, form.text("when") == "later", bool(form.text("sure")))

    @property
    def too_much(self) -> str:
        """What to do where it is too long to be kept as a draft, "" where it is not."""
        if len(self.text) <= MOST_KEPT:
            return ""
        return (
            f"This has {len(self.text):,} characters, more than a draft may have ({MOST_KEPT:,}). It is on this page alone: "
            "make it shorter."
        )
