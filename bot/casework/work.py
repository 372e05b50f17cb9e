"""What staff note down in an episode: goals and who does what, scores of theirs, and what was done for the person."""

import secrets
from datetime import date

from bot.casework.days import A_YEAR, day_of
from bot.errors import CommandWrong, FormWrong, NotFound
from bot.programme import Programme
from bot.store import episodes, goals, inputs, scores
from bot.store.episodes import Episode
from bot.store.goals import NewGoal, NewStep
from bot.store.hands import Hands
from bot.store.inputs import Given
from bot.store.scores import Entered
from flows.measures import MEASURES, SCALES

LONGEST = 300  # characters of a goal or a step: it must fit a text
OF_SELF_HARM = {measure.id for measure in MEASURES.values() if any(item.self_harm for item in measure.items)}
WHOLE = tuple(id for id in SCALES if id not in OF_SELF_HARM and id != scores.GOAL)  # scores that may be entered whole
PHASES = ("baseline", "review", "final", "followup")


async def add_goal(hands: Hands, episode: int, words: str, who: str) -> int:
    """Its id. The key is random: one that is counted could be a goal's that was taken out."""
    if not 0 < len(words) <= LONGEST:
        raise FormWrong({"goal": f"Write the goal in their words, {LONGEST} characters at most."})
    _ = await episodes.one(hands.tx, episode)
    return await goals.set_goal(hands, NewGoal(episode, secrets.token_hex(4), words), who)


async def add_step(hands: Hands, goal: int, what: str, does: str, by_on: str, who: str, today: date) -> int:
    """Who does what by when; its id. The person hears of it (news.py)."""
    wrong: dict[str, str] = {}
    if not 0 < len(what) <= LONGEST:
        wrong[f"what-{goal}"] = f"Write what is done, in {LONGEST} characters at most."
    if does not in goals.WHO:
        wrong[f"does-{goal}"] = "Choose who does it."
    by = day_of(by_on)
    if by_on and by is None:
        wrong[f"by-{goal}"] = "Write the day as 2026-11-24, or leave it empty."
    elif by is not None and by < today:
        wrong[f"by-{goal}"] = "This day has gone by: choose one from today on, or leave it empty."
    if wrong:
        raise FormWrong(wrong)
    return await goals.plan_step(
        hands, NewStep(goal, secrets.token_hex(4), what, does, by.isoformat() if by else ""), who
    )


async def goal_of(hands: Hands, episode: int, goal: int | None) -> int:
    """Raises NotFound when it is another episode's."""
    found = await goals.id_of(hands.tx, episode, str(goal or 0))
    if found is None:
        raise NotFound("This goal is not there.")
    return found


async def enter_score(
    hands: Hands, episode: Episode, programme: Programme | None, given: tuple[str, str, float | None], who: str
) -> None:
    """(score, phase, value). Raises FormWrong, which names the range."""
    measure, phase, value = given
    wrong: dict[str, str] = {}
    if measure not in WHOLE:
        wrong["measure"] = "Choose what was measured."
    if phase not in PHASES:
        wrong["phase"] = "Choose when it was measured."
    if value is None:
        wrong["value"] = "Write a number, such as 58.1."
    if wrong or value is None:
        raise FormWrong(wrong)
    try:
        await scores.enter(hands, Entered(episode.id, measure, phase, week_of(episode, programme, phase), value), who)
    except CommandWrong:
        known, whole = SCALES[measure], ", in whole numbers" if SCALES[measure].whole else ""
        raise FormWrong({"value": f"This goes from {known.low:g} to {known.high:g}{whole}."}) from None


def week_of(episode: Episode, programme: Programme | None, phase: str) -> int:
    """The week in which this is asked: the final in the last one, a follow-up as long after it as ever."""
    asked = next((one.week for one in programme.asked if one.kind == phase), 0) if programme else 0
    if phase == "final":
        return episode.weeks
    return asked + episode.weeks - programme.weeks if programme and phase == "followup" else asked


async def add_input(
    hands: Hands, episode: int, category: str, minutes: tuple[str, int | None], on: str, who: str, today: date
) -> None:
    """`minutes`: as it was written, and as a number. Raises FormWrong."""
    written, number = minutes
    wrong: dict[str, str] = {}
    if category not in inputs.CATEGORIES:
        wrong["category"] = "Choose what was done."
    if written and number not in range(1, inputs.LONGEST + 1):
        wrong["minutes"] = f"Write minutes from 1 to {inputs.LONGEST}, or leave it empty."
    day = day_of(on)
    if day is None:
        wrong["on"] = "Write the day as 2026-11-24."
    elif day > today:
        wrong["on"] = "This day is still to come: note what was done when it is done."
    elif day < today - A_YEAR:
        wrong["on"] = "This day is more than a year ago: look at the year."
    if wrong or day is None:
        raise FormWrong(wrong)
    await inputs.add(hands, episode, Given(category, number, day.isoformat(), who))
