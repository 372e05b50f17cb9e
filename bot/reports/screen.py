"""`frontdoor report screen`: how often the screen was right, what people found late, and what it misses, as far as
the random sample tells.

Precision goes by the verdicts that coordinators give with an item: every message that was flagged for it, and every
rule that fired on it, is judged as the item was.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.clock import Clock, SystemClock
from bot.reports.asked import Period, period
from bot.reports.queue import opened
from bot.reports.rates import FEW, Seen, Share, recall
from bot.settings import Settings
from bot.store import reviews, screened
from bot.store.screened import Flag, Incident, Sample

RIGHT, FALSE = ("right_level", "too_high", "missed"), "false_alarm"
VERDICTS = ("right_level", "too_high", FALSE, "missed")
HEADS = ("flagged", "judged", "right level", "too high", "false alarm", "missed")
FOUND = {"sample": "in the random sample", "desk": "reading at the desk", "verdict": "as the verdict on its item"}
SMALL = (
    f"few: fewer than {FEW} were judged, so the share says little. missed: seen too late, or as too little. "
    "In brackets: where the truth lies with 95 %."
)
NO_RECALL = "not known yet. It needs flagged messages with a verdict, and messages of the sample that were read."


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that the report shows."""

    flags: Sequence[Flag]
    unflagged: int
    sample: Sample
    known: int
    late: Sequence[Incident]

    @property
    def seen(self) -> Seen:
        verdicts = [one.verdict for one in self.flags if one.verdict]
        right = sum(verdict in RIGHT for verdict in verdicts)
        sample = self.sample
        return Seen(len(self.flags), len(verdicts), right, self.unflagged, sample.read, sample.missed, self.known)


def carry_out(settings: Settings, first: str, last: str, console: Console) -> None:
    """Raises CommandWrong with a sentence."""
    asyncio.run(carried_out(settings, first, last, SystemClock(), console))


async def carried_out(settings: Settings, first: str, last: str, clock: Clock, console: Console) -> None:
    asked = period(settings.zone, clock.now(), first, last)
    async with opened(settings) as database:
        _ = await reviews.draw(database, clock.now())
        async with database.read() as tx:
            span = asked.since, asked.until
            found = Findings(
                await screened.flags(tx, *span),
                await screened.count_unflagged(tx, *span),
                await screened.sample(tx, *span),
                await screened.count_known(tx, *span),
                await screened.late(tx, database.vault, *span),
            )
    show(found, asked, console)


def show(found: Findings, asked: Period, console: Console) -> None:
    def paragraph(*lines: str) -> None:
        console.print(*lines, sep="\n", markup=False, highlight=False)

    paragraph(f"The risk screen, {asked.days}", _in_all(found), "")
    if found.flags:
        for title, names in (("level", _levels), ("category", _categories), ("rule", _rules)):
            console.print(precision(title, found.flags, names))
            paragraph("")
        paragraph(SMALL, _versions(found.flags), "")
    paragraph(*_late(found.late, asked), "")
    paragraph(*_sampled(found))


def _in_all(found: Findings) -> str:
    seen = found.seen
    said = f"{seen.flagged} of {seen.flagged + seen.unflagged} messages were flagged"
    return f"{said}; {seen.judged} of those have a verdict." if seen.flagged else f"{said}."


def precision(title: str, flags: Sequence[Flag], names: Callable[[Flag], Iterable[str]]) -> Table:
    """One line for each name that the flags have, the most frequent first."""
    made = Table(title, *HEADS, box=None, pad_edge=False)
    counted = Counter((name, one.verdict) for one in flags for name in names(one))
    totals = Counter(name for one in flags for name in names(one))
    for name, many in sorted(totals.items(), key=lambda one: (-one[1], one[0])):
        judged = sum(counted[name, verdict] for verdict in VERDICTS)
        shares = [_share(Share(counted[name, verdict], judged)) for verdict in VERDICTS]
        few = " few" if Share(0, judged).is_small else ""
        made.add_row(*(Text(cell) for cell in (name, str(many), f"{judged}{few}", *shares)))
    return made


def _share(share: Share) -> str:
    if not share.total:
        return "-"
    low, high = share.interval()
    return f"{share.rate:.0%} ({100 * low:.0f}-{100 * high:.0f})"


def _levels(flag: Flag) -> tuple[str, ...]:
    return (flag.level,)


def _categories(flag: Flag) -> tuple[str, ...]:
    return flag.categories


def _rules(flag: Flag) -> Iterable[str]:
    return dict.fromkeys(name for name, _ in flag.rules)


def _versions(flags: Sequence[Flag]) -> str:
    counted = Counter(version for one in flags for version in dict.fromkeys(v for _, v in one.rules))
    return "Versions of the screen: " + ", ".join(f"{version} ({many})" for version, many in counted.most_common())


def _late(late: Sequence[Incident], asked: Period) -> list[str]:
    if not late:
        return ["Found late, by a person: nothing."]
    zone = asked.since.tzinfo
    return [f"Found late, by a person: {len(late)}", *(line for one in late for line in _incident(one, zone))]


def _incident(one: Incident, zone: Any) -> Iterable[str]:
    def wall(at: datetime) -> str:
        local = at.astimezone(zone)
        return f"{local.day} {local:%b %Y %H:%M}"

    then = "no danger" if one.was == "none" else one.was
    back = ", taken back as a false alarm" if one.verdict == FALSE else ""
    yield f"  item {one.number}: {one.level} {one.category}, seen as {then}{back}"
    yield f"    written {wall(one.wrote_at)}, found {wall(one.created_at)} by {one.by}, {FOUND[one.source]}"
    told = ", ".join(f"{who.name} {wall(who.at)}" for who in one.told) or "nobody by an alert"
    taken = f"; taken by {one.holder} {wall(one.claimed_at)}" if one.holder and one.claimed_at else ""
    yield f"    told: {told}{taken}"
    if one.words:
        yield f"    {' '.join(one.words.split())}"


def _sampled(found: Findings) -> Iterable[str]:
    sample, seen = found.sample, found.seen
    yield f"The random sample, {reviews.SHARE:.0%} of what was not flagged: {sample.drawn} drawn, {sample.read} read, {sample.missed} with danger."
    if sample.read < sample.drawn:
        yield f"  {sample.drawn - sample.read} wait to be read: at the desk, under Check."
    if (estimate := recall(seen)) is None:
        yield f"Recall, the share of danger that was flagged: {NO_RECALL}"
        return
    yield f"Recall, the share of danger that was flagged: {estimate.rate:.0%} ({estimate.low:.0%} to {estimate.high:.0%})."
    if estimate.high - estimate.low > 0.2:
        yield "  That is wide: it narrows as more of the sample is read."
