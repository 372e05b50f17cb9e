"""What was filled in on a page: read without trust, and shown again as it was when some of it cannot be kept."""

from aiohttp import web
from multidict import MultiMapping

LONGEST = 1000  # characters of one field
WORTH = 12  # characters from which on it is a pity to lose what was typed
MARKS = frozenset({"form_token", "seen", "back", "holder", "to"})  # hidden fields


class Form:
    def __init__(self, given: MultiMapping[object]):
        self._given = given

    @classmethod
    async def of(cls, request: web.Request) -> "Form":
        return cls(await request.post())

    def text(self, name: str, longest: int = LONGEST) -> str:
        return str(self._given.get(name, "")).strip()[:longest]

    def exact(self, name: str) -> str:
        """As it was typed, spaces at its ends and all: a password."""
        return str(self._given.get(name, ""))[:LONGEST]

    def whole(self, name: str) -> str:
        """As it was typed, however long: what is too long is said to be, and never cut."""
        return str(self._given.get(name, ""))

    def number(self, name: str) -> int | None:
        """A whole number as ids are; None for anything else."""
        return _number(self.text(name, 20))

    def decimal(self, name: str) -> float | None:
        said = self.text(name, 12).replace(",", ".")
        try:
            return float(said) if said and set(said) <= set("0123456789.-") else None
        except ValueError:
            return None

    def many(self, name: str) -> tuple[str, ...]:
        return tuple(str(one) for one in self._given.getall(name, ()))

    def numbers(self, name: str) -> tuple[int, ...]:
        """Those of several ticks that are whole numbers."""
        return tuple(found for one in self.many(name) if (found := _number(one)) is not None)

    def words(self) -> list[str]:
        """What was typed that would be missed, for a form that cannot be taken at all."""
        said = (
            str(one)
            for name in self._given
            if name not in MARKS
            for one in self._given.getall(name, ())
            if isinstance(one, str)
        )
        return [one for one in dict.fromkeys(said) if len(one.strip()) >= WORTH]

    def kept(self) -> dict[str, str]:
        """By name; several of one name with | between."""
        return {name: "|".join(self.many(name)) for name in self._given}


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 20 and int(said) < 2**63 else None
