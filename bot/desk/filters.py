"""The filter of the queue as it stands in an address, so that it can be kept as a bookmark and sent to a colleague. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from bot.desk import words
from bot.desk.leaf import asked_page
from bot.store.staff import id_of
from bot.store.worklist import NOWHERE, Choices, Wanted
from bot.triage import LEVELS

ME = "me"
STATES = {"new": "open", "taken": "claimed"}
SAID_OF_STATES = {"new": "Nobody has it", "taken": "Somebody has it"}
NAMES = ("level", "state", "category", "locality", "whose")


@dataclass(frozen=True, slots=True)
class Filter:
    """Each as it stands in the address; empty is anything. `whose`: "me", or the number of a colleague."""

    level: str = ""
    state: str = ""
    category: str = ""
    locality: str = ""
    whose: str = ""
    page: int = 1

    def address(self, path: str = "/desk", **change: str | int) -> str:
        """Of the same list with these changed: its first page, unless one is named."""
        other = replace(self, **{"page": 1, **change})  # type: ignore[arg-type]
        asked = {name: value for name, value in asdict(other).items() if value and (name, value) != ("page", 1)}
        return f"{path}?{urlencode(asked)}" if asked else path

    def on(self, page: int) -> "Filter":
        return replace(self, page=page)

    @property
    def here(self) -> str:
        return self.address(page=self.page)

    @property
    def is_set(self) -> bool:
        return self != Filter(page=self.page)

    def wanted(self, me: str) -> Wanted:
        """`me`: how the audit log names whoever looks."""
        holder = me if self.whose == ME else f"staff:{self.whose}" if self.whose else ""
        return Wanted(self.level, self.category, self.locality, holder, STATES.get(self.state, ""))


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen, by what stands in the address."""

    category: Mapping[str, str]
    locality: Mapping[str, str]
    whose: Mapping[str, str]

    def of(self, name: str) -> Mapping[str, str]:
        fixed = {"level": {level: level.capitalize() for level in LEVELS}, "state": SAID_OF_STATES}
        return fixed.get(name) or getattr(self, name)


def options(found: Choices, names: Mapping[str, str], me: str, asked: Mapping[str, str]) -> Options:
    """What is in the queue, and what is asked for and known, even if nothing of it is there now."""
    places = {place or NOWHERE: place or "Not placed yet" for place in found.localities}
    ids = {
        str(id): names[who] for who in (*found.holders, f"staff:{asked.get('whose')}") if (id := _id(who, names, me))
    }
    by_name = sorted(ids.items(), key=lambda pair: pair[1].casefold())
    categories = {name: words.category(name) for name in found.categories}
    for name, known, there in (("category", words.CATEGORIES, categories), ("locality", {NOWHERE: ""}, places)):
        if (value := asked.get(name, "")) in known:
            _ = there.setdefault(value, known[value] or "Not placed yet")
    return Options(dict(sorted(categories.items(), key=lambda pair: pair[1])), places, {ME: "Mine", **dict(by_name)})


def _id(who: str, names: Mapping[str, str], me: str) -> int | None:
    return id_of(who) if who in names and who != me else None


def read(query: Mapping[str, str], known: Options) -> Filter:
    """What nobody knows counts as anything: an old link shows more, and never less."""
    chosen = {name: query[name] for name in NAMES if query.get(name) in known.of(name)}
    return Filter(**chosen, page=asked_page(query))


def told(chosen: Filter, known: Options) -> Iterator[tuple[str, str]]:
    """Each part of the filter in words, with the address of the list without it."""
    for name in NAMES:
        if value := getattr(chosen, name):
            yield known.of(name)[value], chosen.address(**{name: ""})
