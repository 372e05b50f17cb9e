"""What the page of an episode shows, gathered from the store. Knows no HTTP and no HTML.

Of a caregiver and the one they look after each has a page of their own, and neither shows the other's words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.desk import words
from bot.desk import words_programme as plain
from bot.desk.courses import Course, course
from bot.desk.office import Office
from bot.errors import NotFound
from bot.programme import Programme, stage
from bot.store import caseload, checkins, episodes, goals, inputs, scores, staff, views
from bot.store.caseload import Case
from bot.store.checkins import FOLLOWUP, SHARING, TEAM, Past
from bot.store.episodes import COMPLETED, Episode
from bot.store.goals import Goal
from bot.store.inputs import Given
from bot.store.scores import Score
from bot.store.sqlite_writer import Tx
from bot.store.views import Point
from flows.measures import band, changed

SOON = timedelta(days=2)  # so long before it is due a check-in may be asked on the phone
TO_COME = ("planned", "cancelled")
BY_PHONE = ("open", "part", "quiet", "skipped", "expired", "planned")


@dataclass(frozen=True, slots=True)
class Row:
    """A measure then and now, and its course. `missing` counts what was not answered the last time."""

    title: str
    then: str
    now: str
    change: str
    missing: int
    course: Course | None


@dataclass(frozen=True, slots=True)
class Folder:
    episode: Episode
    name: str
    point: Point
    number: str
    programme: str
    worker: str
    stage: str
    next_at: datetime | None
    goals: Sequence[Goal]
    measures: Sequence[Row]
    asked: Sequence[Past]
    done: Sequence[Given]
    carers: Sequence[Case]
    cares_for: Case | None
    workers: Mapping[str, str]
    groups: Mapping[str, str]
    may_say: Mapping[int, str]

    @property
    def is_going_on(self) -> bool:
        return self.episode.state != "closed"

    def after(self, now: datetime) -> Past | None:
        """When all is over: what is still to come in three months, or was left out and may yet be asked."""
        mine = [one for one in self.asked if one.kind == FOLLOWUP and one.state in TO_COME and one.due_at > now]
        return mine[-1] if mine and self.episode.ending == COMPLETED else None

    def asked_until(self, now: datetime) -> list[Past]:
        """What was asked or was due, and what comes next; the latest first."""
        return [one for one in reversed(self.asked) if one.opened_at or one.due_at <= now or one.due_at == self.next_at]

    def by_phone(self, one: Past, now: datetime) -> bool:
        """Whether the answers to this one may be entered now. A follow-up is asked when all is over."""
        goes_on = self.episode.state == "active" or (one.kind == FOLLOWUP and self.episode.ending == COMPLETED)
        return goes_on and one.kind != SHARING and one.state in BY_PHONE and one.due_at <= now + SOON


async def folder(office: Office, id: int) -> Folder:
    """Raises NotFound."""
    vault = office.database.vault
    async with office.database.read() as tx:
        episode = await episodes.one(tx, id)
        if episode.role == TEAM:
            raise NotFound("What one member of staff answers is shown to nobody.")
        point = await views.point(tx, vault, episode.contact_id)
        names, workers = await staff.called(tx, vault), await staff.workers(tx, vault)
        asked = [replace(one, by=names.get(one.by or "", one.by)) for one in await checkins.of_episode(tx, vault, id)]
        caring = await episodes.carers_of(tx, [id])
        carers = await caseload.some(tx, vault, [one.id for one in caring])
        mine = await caseload.some(tx, vault, [id, *filter(None, [episode.cares_for_id])])
        programme = office.rules.programmes.get(episode.programme)
        return Folder(
            episode, mine[id].name or "Name not said", point, words.number(point.address),
            programme.title if programme else episode.programme,
            names.get(staff.actor(episode.key_worker_id or 0), "Nobody"), _stage(episode, office), _next(asked),
            (await goals.of_episodes(tx, vault, [id])).get(id, []),
            measured(await scores.of_episode(tx, id)), asked, await _done(tx, id, names),
            list(carers.values()), mine.get(episode.cares_for_id or 0), {str(one.id): one.name for one in workers},
            _groups(programme, episode), {one.id: one.may_say for one in caring},
        )  # fmt: skip


def _stage(one: Episode, office: Office) -> str:
    """The week that it is in; of one that is closed, the week in which it was."""
    today = one.ended_at.astimezone(office.zone).date() if one.ended_at else office.today
    week, last = stage(date.fromisoformat(one.started_on), one.weeks, today)
    if one.state == "closed":
        return f"Closed in week {week} of {one.weeks}" if week else "Closed before its first week"
    if today > last:
        return f"Its {one.weeks} weeks are over since {plain.day(last.isoformat())}: let it run longer, or close it"
    return f"Week {week} of {one.weeks}, until {plain.day(last.isoformat())}" if week else "Begins this week"


def _next(asked: Sequence[Past]) -> datetime | None:
    return min((one.due_at for one in asked if one.state == "planned"), default=None)


async def _done(tx: Tx, id: int, names: Mapping[str, str]) -> list[Given]:
    return [one._replace(by=names.get(one.by, one.by)) for one in await inputs.of_episode(tx, id)]


def _groups(programme: Programme | None, one: Episode) -> Mapping[str, str]:
    return programme.sub_groups if programme else {one.sub_group: one.sub_group}


def measured(found: Sequence[Score]) -> list[Row]:
    """By measure: the start, and the last time since then. In the order in which they were first answered."""
    by_measure: dict[str, list[Score]] = {}
    for one in found:
        by_measure.setdefault(one.measure, []).append(one)
    return [_row(measure, those) for measure, those in by_measure.items()]


def _row(measure: str, those: Sequence[Score]) -> Row:
    then = next((one for one in those if one.phase == "baseline"), None)
    later = [one for one in those if one.phase != "baseline"]
    now = max(later, key=lambda one: one.week, default=None)
    before, after = (one.value if one else None for one in (then, now))
    known = measure in plain.SCORES
    change = plain.CHANGES[changed(measure, before, after)] if known and later else ""
    last = now or then
    missing = last.missing if last else 0
    return Row(
        plain.score(measure), _said(measure, before), _said(measure, after), change, missing, course(measure, those)
    )


def _said(measure: str, value: float | None) -> str:
    if value is None:
        return "–"
    named = band(measure, value) if measure in plain.SCORES else ""
    return f"{value:g} ({named})" if named else f"{value:g}"
