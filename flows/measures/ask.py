"""A measure as part of a conversation. Every item may be skipped; what is answered is recorded at once.

The names of questions are data, which nobody can read from this source: flows/lexicon.py takes them from the measures.
"""

from flows.acts import Level, RaiseItem, RecordMeasure
from flows.answers import scale_0_10
from flows.measures.catalogue import ITEMS, OF_ITEM, item, measure
from flows.measures.kinds import Item
from flows.talk import Flow, ask_if_willing, do, say

GOALS_ASKED = ("goal_progress", "goal_1_progress", "goal_2_progress", "goal_3_progress")  # the texts of ask_goal
RED_FROM = 2


def ask_measure(id: str) -> Flow[dict[str, int]]:
    """Ask all items: the values of those that were answered. Ends early when an answer tells of self-harm, because
    nobody is asked on then. Raises UnknownMeasure, and ValueError for one that is never asked by text."""
    asked, answers = measure(id), dict[str, int]()
    if not asked.items:
        raise ValueError(f"{id} is never asked by text")
    if asked.intro:
        yield say(f"{id}_intro")
    for one in asked.items:
        value = yield from _answered(one)
        if value is not None:
            answers[one.id] = value
        if alarm(one.id, value):
            break
    return answers


def ask_item(id: str) -> Flow[int | None]:
    """Ask one item without the others, as a weekly check-in does: its value, or None. Raises UnknownMeasure."""
    one = item(id)
    if one.alone:
        yield say(one.alone)
    return (yield from _answered(one))


def ask_goal(goal: str, words: str, place: str = "") -> Flow[int | None]:
    """Ask how the goal with this id is going, 0 to 10, in the person's `words`. Where one conversation asks about several
    goals, `place` is "1", "2" or "3", each once."""
    name = f"goal_{place}_progress" if place else "goal_progress"
    value = yield from ask_if_willing(name, scale_0_10, goal=words)
    if value is not None:
        yield do(f"goal_{goal}_recorded", RecordMeasure("goal", f"goal_{goal}", value))
    return value


def alarm(item: str, value: int | None) -> Level | None:
    """What an answer to an item about self-harm raises; other items raise nothing. Any thought of it reaches a person the
    same day: amber (1, several days). On more than half of the days (2 or 3) it is red: it comes too often to wait until
    somebody is on duty, and the number does not tell how near it is."""
    if not value or item not in ITEMS or not ITEMS[item].self_harm:
        return None
    return "red" if value >= RED_FROM else "amber"


def self_harm(item: str, value: int) -> RaiseItem | None:
    """What this answer raises, if it tells of self-harm."""
    level = alarm(item, value)
    if level is None:
        return None
    most, of = ITEMS[item].values[-1], OF_ITEM[item]
    return RaiseItem(level, "suicide", f"answered {value} of {most} to the question about self-harm ({of.title})")


def _answered(one: Item) -> Flow[int | None]:
    """Ask, record, and raise what must not stay a number."""
    answer = yield from ask_if_willing(one.id, one.reader)
    if answer is None:
        return None
    value, of = one.value(answer), OF_ITEM[one.id]
    yield do(f"{one.id}_recorded", RecordMeasure(of.id, one.id, value))
    if found := self_harm(one.id, value):
        yield do(f"{one.id}_raised", found)
        yield say("self_harm_heard")
    return value
