"""What staff read on their phones: reference, level, locality and age of an item, and never a personal detail."""

from datetime import datetime, timedelta

from bot.speech import WITH_BUTTONS
from bot.state import Reply
from bot.store.items import Item
from messages.wording import Wording


class AlertWords:
    """What staff read, in the first language that is spoken here. `can_ring`: calls through our number are set up."""

    def __init__(self, wording: Wording):
        self._wording, self.can_ring = wording, False

    @property
    def language(self) -> str:
        return self._wording.language

    def text(self, name: str, /, **args: str) -> str:
        return self._wording.text(name, discreet=False, again=False, **args)

    def alert(self, item: Item, now: datetime) -> str:
        args = self._named(item, now)
        if item.times > 1:
            return self.text("alert_times", **args, times=str(item.times))
        return self.text("alert", **args)

    def last(self, item: Item, now: datetime) -> str:
        return self.text("alert_last", **self._named(item, now))

    def again(self, item: Item) -> str:
        return self.text("alert_again", number=str(item.number))

    def over(self, number: int, name: str) -> str:
        if name:
            return self.text("alert_taken", number=str(number), name=name)
        return self.text("alert_closed", number=str(number))

    def buttons(self, number: int, rings: bool) -> dict[str, str]:
        """Take, Story, and Call where that can ring them: each carries the item's number, its label is the command."""
        names = ("take", "story", "call") if rings and self.can_ring else ("take", "story")
        return {f"0:item_{number}:{name}": self.text(f"alert_{name}") for name in names}

    def commands(self) -> dict[str, str]:
        """The command that each label stands for, in small letters."""
        labels = {self.text(f"alert_{name}").casefold(): name for name in ("take", "story", "call")}
        return labels | {self.text("staff_ring").casefold(): "ring"}

    def reply(self, item: Item, words: str, channel: str, rings: bool) -> Reply:
        """With buttons where there are any. `rings`: a call would reach whom the item is about."""
        return Reply(words, "safety", buttons=self.buttons(item.number, rings) if channel in WITH_BUTTONS else {})

    def entry(self, item: Item, now: datetime) -> str:
        """An item in a list, without what to do about it."""
        return self.text("alert_item", **self._named(item, now))

    def _named(self, item: Item, now: datetime) -> dict[str, str]:
        unit, count = _age(now - item.created_at)
        place = item.locality or "none"
        return {"level": item.level, "number": str(item.number), "place": place, "unit": unit, "count": str(count)}


def _age(gone: timedelta) -> tuple[str, int]:
    """A unit and how many of it: minutes for two hours, hours for two days."""
    minutes = int(gone.total_seconds() // 60)
    if minutes < 1:
        return "new", 0
    if minutes < 120:
        return "minutes", minutes
    return ("hours", minutes // 60) if minutes < 2880 else ("days", minutes // 1440)
