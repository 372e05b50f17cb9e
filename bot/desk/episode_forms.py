"""What the forms on an episode's page do. Each deed gives the word for what is said then; what it raises is shown there."""

from collections.abc import Awaitable, Callable, Mapping

from bot.casework import steering, work
from bot.casework.steering import Details, Wanted
from bot.desk.form import Form
from bot.desk.office import Office
from bot.store import episodes, goals
from bot.store.hands import Hands

SAID = {
    "changed": "Changed.",
    "pausedhere": "Paused. Nothing is asked until then.",
    "carriedon": "The pause is over.",
    "longer": "It goes on for longer.",
    "ended": "Closed. Thank you.",
    "leftout": "Left out: they are not asked again.",
    "askedonce": "They are asked once more.",
    "onhold": "On hold: nothing goes to them or about them any more.",
    "died": "Recorded. Their episodes are closed; their carers’ wait until you have spoken to them.",
    "takenback": "Taken back: everything goes on from today.",
    "goal": "The goal is kept.",
    "step": "The step is kept. They hear of it by text, where they can.",
    "marked": "Marked.",
    "score": "The score is kept.",
    "input": "Kept.",
}
Deed = Callable[[Office, Hands, int, Form, str], Awaitable[str]]


async def rhythm(office: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    wanted = Wanted(form.number("day"), form.text("hour"), form.number("pace"), form.number("cap"))
    await steering.set_rhythm(hands, office.rules, id, wanted, who)
    return "changed"


async def pause(office: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    await steering.pause(hands, id, form.text("until"), office.today, who)
    return "pausedhere"


async def carry_on(_: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    await steering.carry_on(hands, id, who)
    return "carriedon"


async def details(office: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    programme = office.rules.programmes.get((await episodes.one(hands.tx, id)).programme)
    given = Details(form.number("key_worker") or 0, form.number("level") or 0, form.text("sub_group"))
    await steering.set_details(hands, programme, id, given, who)
    return "changed"


async def reason(_: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    await steering.keep_open(hands, id, form.text("reason"), who)
    return "changed"


async def sharing(_: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    carer = form.number("carer") or 0
    await steering.let_carers_know(hands, id, carer, form.text(f"may_say-{carer}"), who)
    return "changed"


async def follow_up(_: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    wanted = form.text("wanted") == "yes"
    await steering.follow_up(hands, id, who, wanted=wanted)
    return "askedonce" if wanted else "leftout"


async def extend(_: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    await steering.extend(hands, id, form.number("weeks"), who)
    return "longer"


async def close(_: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    await steering.close(hands, id, form.text("ending"), who, sure=bool(form.text("sure")))
    return "ended"


async def hold(_: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    await steering.report_death(hands, id, who)
    return "onhold"


async def confirm(_: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    await steering.confirm_death(hands, id, who, sure=bool(form.text("died")))
    return "died"


async def release(_: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    await steering.take_back(hands, id, who)
    return "takenback"


async def goal(office: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    _ = await work.add_goal(hands, id, form.text("goal"), who)
    return "goal"


async def mark_goal(_: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    await goals.close(hands, await work.goal_of(hands, id, form.number("of")), form.text("state"), who)
    return "marked"


async def step(office: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    of = await work.goal_of(hands, id, form.number("of"))
    what, does, by = (form.text(f"{name}-{of}") for name in ("what", "does", "by"))
    _ = await work.add_step(hands, of, what, does, by, who, office.today)
    return "step"


async def mark_step(_: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    theirs = (await goals.of_episodes(hands.tx, hands.vault, [id])).get(id, [])
    if form.number("step") in {one.id for each in theirs for one in each.steps}:
        await goals.mark_step(hands, form.number("step") or 0, who, done=form.text("state") == goals.DONE)
    return "marked"


async def score(office: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    one = await episodes.one(hands.tx, id)
    given = form.text("measure"), form.text("phase"), form.decimal("value")
    await work.enter_score(hands, one, office.rules.programmes.get(one.programme), given, who)
    return "score"


async def add_input(office: Office, hands: Hands, id: int, form: Form, who: str) -> str:
    minutes = form.text("minutes"), form.number("minutes")
    await work.add_input(hands, id, form.text("category"), minutes, form.text("on"), who, office.today)
    return "input"


DEEDS: Mapping[str, Deed] = {
    "rhythm": rhythm,
    "pause": pause,
    "carry-on": carry_on,
    "details": details,
    "reason": reason,
    "sharing": sharing,
    "follow-up": follow_up,
    "extend": extend,
    "close": close,
    "hold": hold,
    "confirm": confirm,
    "release": release,
    "goal": goal,
    "mark-goal": mark_goal,
    "step": step,
    "mark-step": mark_step,
    "score": score,
    "input": add_input,
}
