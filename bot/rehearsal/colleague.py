"""One of the staff: takes alerts on their own phone by its buttons, tries to reach the person, and closes the item. Who has
heard that it is a colleague's, or over, leaves it alone.

Only while the service is open; what came in the night is taken when it opens. Some alerts they leave, so that the ladder has
something to climb.
"""

import re
from datetime import datetime, timedelta
from functools import partial
from random import Random

from bot.rehearsal.stage import Came, Stage
from bot.service_hours import ServiceHours
from bot.state import Reference

ABOUT = re.compile(r"0:(item_(\d+)):take")
MINE, NOT_MINE = re.compile(r"^You have item (\d+)\b"), re.compile(r"has (?:taken )?item (\d+)\b|^Item (\d+) is closed")
LEAVES = 0.15  # of alerts: our own choice
CHANNEL = "telegram"  # whose account is proof enough: no PIN
OUTCOMES = ("advice", "visit", "signposted", "referred on")


class Colleague:
    """Implements Phone."""

    def __init__(self, name: str, address: str, stage: Stage, hours: ServiceHours, chance: Random):
        self.name, self.address, self.stage, self._hours, self._chance = name, address, stage, hours, chance
        self._seen, self._not_mine = set[str](), set[str]()

    def begins(self, code: str, at: datetime) -> None:
        self.stage.at(at, self.address, lambda: self.says(code))

    def says(self, words: str, pressed: Reference | None = None) -> None:
        _ = self.stage.text(CHANNEL, self.address, words, pressed)

    def hears(self, came: Came) -> None:
        """An alert has a button that takes its item; of the rest only whose an item is matters."""
        if theirs := NOT_MINE.search(came.outbound.text):
            self._not_mine.add(theirs[1] or theirs[2])
        if mine := MINE.match(came.outbound.text):
            self._goes_on(mine[1], came.at)
        for button, label in came.outbound.buttons.items():
            if (about := ABOUT.fullmatch(button)) and about[2] not in self._seen and self._chance.random() >= LEAVES:
                self._seen.add(about[2])
                at = self._hours.next_opening(came.at) + timedelta(minutes=self._chance.randrange(2, 12))
                self.stage.at(at, self.address, partial(self._presses, about[2], label, Reference(0, about[1])))

    def takes(self, number: int) -> None:
        """From the list, at a quiet moment."""
        self._seen.add(str(number))
        self.stage.at(self.stage.clock.now(), self.address, partial(self.says, f"TAKE {number}"))

    def _presses(self, number: str, label: str, pressed: Reference) -> None:
        if number not in self._not_mine:
            self.says(label, pressed)

    def _goes_on(self, number: str, taken: datetime) -> None:
        """A try within minutes, and the end of it within the day."""
        tried = taken + timedelta(minutes=self._chance.randrange(4, 12))
        self.stage.at(tried, self.address, partial(self.says, f"TRIED {number}"))
        done = self._hours.next_opening(tried + timedelta(minutes=self._chance.randrange(20, 400)))
        self.stage.at(done, self.address, partial(self.says, f"DONE {number} {self._chance.choice(OUTCOMES)}"))
