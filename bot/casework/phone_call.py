"""The answers of a phone call, entered by staff: from here on all is as if they had come by text.

The check-in is answered, its reminders stop, next week's knows of it, and what an answer raises is in the queue.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.casework import work
from bot.errors import FormWrong, NotFound
from bot.programme import Programme
from bot.store import answering, checkins, contacts, findings, goals, scores
from bot.store.checkins import Due
from bot.store.hands import Hands
from bot.store.raising import Proof, Raised, raise_items
from bot.store.scores import Answered
from bot.store.snapshots import snapshots
from bot.store.sqlite_writer import Tx
from bot.store.vault import Vault
from bot.triage import LEVELS
from flows import on_the_phone
from flows.about import About
from flows.acts import RaiseItem
from flows.answers.little_said import nothing_new
from flows.danger import screen
from flows.measures import ITEMS, OF_ITEM
from flows.on_the_phone import Asked

CLOSED = ("answered", "cancelled")
OF_A_GOAL = range(11)
LONGEST = 1000  # characters of their own words


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is asked in this call. `unheard`: steps that staff added and the person has not heard of, by id."""

    due: Due
    about: About
    items: Sequence[str]
    goals: Sequence[Asked]
    new_goals: int
    unheard: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What they said, as it was written down: a number by item, progress by goal id, and new goals with theirs."""

    answers: Mapping[str, str]
    goals: Mapping[str, str]
    new_goals: Sequence[tuple[str, str]] = ()
    words: str = ""
    heard: Sequence[int] = field(default_factory=list[int])


async def sheet(tx: Tx, vault: Vault, programmes: Mapping[str, Programme], checkin: int) -> Sheet:
    """Raises NotFound when it is answered already, or its programme is gone from the file."""
    due, state = await checkins.one(tx, checkin)
    if state in CLOSED or due.programme not in programmes or due.is_team:
        raise NotFound("This check-in is answered already.")
    about = (await snapshots(tx, vault, [due], programmes))[checkin]
    open_goals, theirs = on_the_phone.goals_of(about), (await goals.of_episodes(tx, vault, [due.episode])).values()
    steps = [step for those in theirs for goal in those for step in goal.steps]
    unheard = {step.id: step.what for step in steps if step.told_at is None and step.state == goals.OPEN}
    new = max(0, programmes[due.programme].goals - len(open_goals)) if due.kind == "baseline" else 0
    return Sheet(due, about, on_the_phone.items_of(about), open_goals, new, unheard)


async def enter(hands: Hands, programmes: Mapping[str, Programme], checkin: int, told: Told, who: str) -> str:
    """Keep them; the worst level of what they put into the queue, "" for nothing. Raises FormWrong, NotFound, and then nothing is kept."""
    due, _ = await checkins.one(hands.tx, checkin)
    await contacts.lock(hands.tx, [due.contact])
    asked = await sheet(hands.tx, hands.vault, programmes, checkin)
    if wrong := dict(_mistakes(asked, told)):
        raise FormWrong(wrong)
    answers = {item: int(told.answers[item]) for item in asked.items if told.answers.get(item)}
    progress = {goal.id: int(told.goals[goal.id]) for goal in asked.goals if told.goals.get(goal.id)}
    found = [_raised(due, one) for one in on_the_phone.raised(asked.about, answers, progress)]
    found += [_raised(due, *one) for one in _in_words(told.words)]
    progress |= await _new_goals(hands, due, told, who)
    await scores.record_answers(hands, _rows(checkin, answers, progress), by=who)
    if told.words:
        await answering.remember(hands, checkin, told.words, flat=nothing_new(told.words))
    await goals.told(hands, [step for step in told.heard if step in asked.unheard])
    await checkins.unsend(hands.tx, due, hands.now)
    await answering.answered(hands, checkin, by=who)
    _ = await raise_items(hands.tx, hands.vault, hands.ids, found, hands.now)
    return min((one.level for one in found), key=LEVELS.index, default="")


def _mistakes(asked: Sheet, told: Told) -> Iterator[tuple[str, str]]:
    for item in asked.items:
        values = ITEMS[item].values
        if said := told.answers.get(item):
            yield from _out_of_range(item, said, values)
    for goal in asked.goals:
        yield from _out_of_range(f"goal-{goal.id}", told.goals.get(goal.id, ""), OF_A_GOAL)
    for n, (words, progress) in enumerate(told.new_goals, 1):
        if progress and not words:
            yield f"new-{n}", "Write the goal too."
        if len(words) > work.LONGEST:
            yield f"new-{n}", f"Write it in {work.LONGEST} characters at most."
        yield from _out_of_range(f"now-{n}", progress, OF_A_GOAL)
    if len(told.words) > LONGEST:
        yield "words", f"Write {LONGEST:,} characters at most: this has {len(told.words):,}. Put the rest into a note."
    if not (any(told.answers.values()) or any(told.goals.values()) or any(dict(told.new_goals)) or told.words):
        yield "words", "Fill in what they said, or go back."


def _out_of_range(name: str, said: str, values: range) -> Iterator[tuple[str, str]]:
    if said and not (said.isascii() and said.isdecimal() and int(said) in values):
        yield name, f"Write a number from {values[0]} to {values[-1]}, or leave it empty."


async def _new_goals(hands: Hands, due: Due, told: Told, who: str) -> dict[str, int]:
    """Their progress, by the new id."""
    made = [(await work.add_goal(hands, due.episode, words, who), now) for words, now in told.new_goals if words]
    return {str(id): int(now) for id, now in made if now}


def _rows(checkin: int, answers: Mapping[str, int], progress: Mapping[str, int]) -> list[Answered]:
    measured = [Answered(checkin, OF_ITEM[item].id, item, value) for item, value in answers.items()]
    return measured + [Answered(checkin, scores.GOAL, goals.item_of(int(id)), now) for id, now in progress.items()]


def _in_words(words: str) -> Iterator[tuple[RaiseItem, tuple[str, ...], tuple[Proof, ...]]]:
    """Danger in what they said: whoever rang has heard it, and it is in the queue all the same."""
    seen = screen(words)
    if seen.level in ("red", "amber"):
        yield RaiseItem(seen.level, seen.categories[0], words), seen.categories, findings.proofs(seen)


def _raised(due: Due, item: RaiseItem, categories: tuple[str, ...] = (), proof: tuple[Proof, ...] = ()) -> Raised:
    why = f"{item.why}\nTold on the phone."
    return Raised(item.level, item.category, why, due.contact, categories=categories, evidence=proof)
