"""What is to be changed about when and how often we write. It is stored as a line of text: its fields are never renamed."""

from dataclasses import dataclass, fields, replace

SLOWER = {1: 2, 2: 4, 3: 4}  # every how many weeks, from every how many
FASTER = {4: 2, 3: 2, 2: 1}
PARTS = {"morning": "10:00", "afternoon": "14:00", "evening": "18:00"}  # when we write, of a part of the day


@dataclass(frozen=True, slots=True)
class Change:
    """Only what is said: None and "" leave a thing as it is. `hour` is "10:00", or a part of the day; `turn` is slower or
    faster than now. `ask`: what must be asked first, "day", "hour" or "what"."""

    day: int | None = None
    hour: str = ""
    pace: int | None = None
    cap: int | None = None
    way: str = ""
    turn: str = ""
    ask: str = ""

    def packed(self) -> str:
        """ "day=3 hour=10:00"."""
        told = ((field.name, getattr(self, field.name)) for field in fields(self))
        return " ".join(f"{name}={value}" for name, value in told if value not in (None, ""))

    def pace_from(self, now: int) -> int | None:
        """Every how many weeks, for somebody who hears from us every `now`."""
        turns = {"slower": SLOWER, "faster": FASTER}
        return turns[self.turn].get(now, now) if self.turn in turns else self.pace

    def plus(self, more: "Change") -> "Change":
        """With what they added when asked; what was to be asked has been."""
        told = {field.name: value for field in fields(more) if (value := getattr(more, field.name)) not in (None, "")}
        return replace(self, ask="", **{name: value for name, value in told.items() if name != "ask"})


def unpacked(line: str) -> Change:
    """What `packed` made; of anything else, what can be read of it."""
    said = dict(part.split("=", 1) for part in line.split() if "=" in part)
    numbers = {name: int(said[name]) for name in ("day", "pace", "cap") if said.get(name, "").isdecimal()}
    words = {name: said[name] for name in ("hour", "way", "turn", "ask") if name in said}
    return Change(**numbers, **words)  # pyright: ignore[reportArgumentType]
