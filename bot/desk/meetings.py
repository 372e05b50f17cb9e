"""The lists for the team's meetings, made to be printed: the daily one of everybody's day, the weekly one of who waits."""

from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlencode

from aiohttp import web

from bot.desk import caseload_rows, words
from bot.desk import words_caseload as said
from bot.desk.caseload import chosen
from bot.desk.office import Office
from bot.desk.present import listed, member
from bot.store import meeting, showing
from bot.store.standing import Whose
from bot.store.within import of_episodes, of_items
from bot.web import Handler

DAYS = {"1": "the last 24 hours", "3": "the last 3 days"}  # on a Monday the weekend counts too
MOST, MOST_REDS = 40, 100  # lines under one heading: nobody talks about more, and what is left out is counted
DAY, WEEK = timedelta(days=1), timedelta(days=7)


class Meetings:
    def __init__(self, office: Office):
        self.office = office

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/caseload/daily", self.daily), ("/caseload/weekly", self.weekly))

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def daily(self, request: web.Request) -> web.StreamResponse:
        me, days = member(request), request.query.get("days", "1")
        days = days if days in DAYS else "1"
        common = await self._common(request, days=days)
        now, vault, place = self.office.clock.now(), self.office.database.vault, str(common["place"])
        since, (begins, ends) = now - DAY * int(days), self._today()
        async with self.office.database.read() as tx:
            queue = await meeting.in_queue(tx, vault, since, place, of_items(me))
            new = await meeting.accepted_since(tx, since)
            quiet = await meeting.quiet_since(tx, since)
            reviews = await meeting.reviewed_between(tx, begins, ends)
            theirs = Whose(locality=place, only=of_episodes(me))
            lists = {
                title: await showing.among(tx, vault, theirs, those)
                for title, those in (("Newly accepted", new), ("Review today", reviews), ("Quiet since then", quiet))
            }
        given = {
            "since": since, "now": now, "days": days, "choice_of_days": DAYS,
            "reds": [one for one in queue if one.level == "red"], "ambers": [one for one in queue if one.level == "amber"],
            "new_items": [one for one in queue if one.created_at > since and one.level not in ("red", "amber")],
            "people": {title: (await caseload_rows.some(self.office, ids[:MOST]), len(ids)) for title, ids in lists.items()},
            "most": MOST, "most_reds": MOST_REDS,
        }  # fmt: skip
        listed(request, len(queue) + len({id for ids in lists.values() for id in ids}))
        return self.office.show(request, "daily.html", **given, **common)

    async def weekly(self, request: web.Request) -> web.StreamResponse:
        me, common = member(request), await self._common(request)
        now, vault, place = self.office.clock.now(), self.office.database.vault, str(common["place"])
        async with self.office.database.read() as tx:
            waiting = await meeting.waiting(tx, vault, place, of_items(me))
            ended = await meeting.ended_since(tx, vault, now - WEEK, place, of_episodes(me))
        listed(request, len(waiting) + len(ended))
        titles = {name: one.title for name, one in self.office.rules.programmes.items()}
        given = {
            "waiting": waiting,
            "ended": ended,
            "most": MOST_REDS,
            "now": now,
            "since": now - WEEK,
            "titles": titles,
            "days": "",
        }
        return self.office.show(request, "weekly.html", **given, **common)

    async def _common(self, request: web.Request, **more: str) -> dict[str, object]:
        """The place and how people are called, and the addresses of the same list otherwise."""
        found = await chosen(self.office, request)
        place = found.kept.get("locality", "")
        short = request.query.get("names") == "initials"
        asked = {"locality": place, "names": "initials" if short else ""} | more

        def other(**change: str) -> str:
            return "?" + urlencode({name: value for name, value in (asked | change).items() if value})

        return {
            "place": place, "choices": found.choices, "short": short, "other": other, "sayings": said,
            "called": _initials if short else _name, "to_check": await self.office.shelf.to_check(member(request)),
            "age": self._age,
        }  # fmt: skip

    def _age(self, at: datetime) -> str:
        return words.age(self.office.clock.now() - at)

    def _today(self) -> tuple[datetime, datetime]:
        """The first moment of today, and of tomorrow."""
        days = (self.office.today, self.office.today + DAY)
        begins, ends = (datetime.combine(day, time(), self.office.zone).astimezone(UTC) for day in days)
        return begins, ends


def _name(name: str, address: str) -> str:
    return name or words.number(address)


def _initials(name: str, address: str) -> str:
    """Of a number its last three digits."""
    return said.initials(name) if name else f"…{address[-3:]}"
