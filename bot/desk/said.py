"""What a page says after a form: the word in its address (`said`) as a sentence, and whether it is bad news."""

from collections.abc import Mapping

from bot.desk import (
    accepting,
    agreements,
    calls,
    caseload,
    contact_forms,
    door,
    episode_forms,
    episodes,
    learning,
    one_person,
    person_changes,
    restricting,
    teams,
    telling,
    wishes,
    words_talk,
)
from bot.desk.admin import files, helplines, hours, replies, second, wording
from bot.desk.admin import staff as admin_staff
from bot.errors import NotFound
from bot.store import items
from bot.store.sqlite_writer import Tx
from bot.store.vault import Vault

OVER = "Take it over first, if you must."
OF_ITEM = {
    "taken": "Somebody else has taken this.",
    "held": f"Somebody else has this. {OVER}",
    "closed": "This was closed already.",
    "yours": "You have it now.",
    "done": "Closed. Thank you.",
    "outcome": "Please choose what came of it.",
    "noted": "Noted.",
    "nonote": "Nothing was kept. Write a note first, or tick that you have tried to reach them.",
    "reopened": "Open again.",
    "passed": "Passed on. They are told now.",
    "passedback": "Passed on. Nobody has it now: the item says who is told.",
    "open": "This is open already.",
    "nobody": "Nobody has this. Take it first.",
    **learning.SAID_OF_ITEM,
    **wishes.SAID_OF_ITEM,
}
ELSEWHERE = {
    **contact_forms.SAID, **door.SAID, **learning.SAID, **accepting.SAID, **agreements.SAID, **episodes.SAID,
    **episode_forms.SAID, **calls.SAID, **teams.SAID, **wishes.SAID, **caseload.SAID, **words_talk.SAID,
    **person_changes.SAID, **one_person.SAID, **telling.SAID, **restricting.SAID,
    **admin_staff.SAID, **files.SAID, **hours.SAID, **helplines.SAID, **replies.SAID, **second.SAID, **wording.SAID,
}  # fmt: skip
BAD_NEWS = (
    "taken", "held", "closed", "outcome", "open", "nobody", "nonote", "unsure", "nothing", *learning.BAD_NEWS, *accepting.BAD_NEWS,
    *agreements.BAD_NEWS, *one_person.BAD_NEWS, *episodes.BAD_NEWS, *calls.BAD_NEWS, *second.BAD_NEWS, *wishes.BAD_NEWS, *words_talk.BAD_NEWS,
)  # fmt: skip


def notice(query: Mapping[str, str]) -> tuple[str, bool]:
    """`item`: the number that it is about, where it is about one."""
    said, number = query.get("said", ""), query.get("item", "")
    if said in OF_ITEM and number.isdecimal():
        return f"Number {number}: {OF_ITEM[said]}", said in BAD_NEWS
    return ELSEWHERE.get(said, ""), said in BAD_NEWS


async def by_whom(tx: Tx, vault: Vault, query: Mapping[str, str]) -> dict[str, object]:
    """Where somebody was too late: the same with the name of whoever was first, for the page to say."""
    number = query.get("item", "")
    if query.get("said") not in ("taken", "held") or not (number.isascii() and number.isdecimal() and len(number) < 10):
        return {}
    try:
        item = await items.one(tx, vault, int(number))
    except NotFound:
        return {}
    words = f"{item.holder} has taken this." if query["said"] == "taken" else f"{item.holder} has this. {OVER}"
    return {"notice": f"Number {number}: {words}", "bad": True} if item.state == "claimed" else {}
