"""The whole table of access once more, by what a stranger to it might try: a form without its token, a session that is over,
a session that somebody else has, and the number of a record in another locality, at every route."""

import pytest
from sqlalchemy import update

from bot.desk.access import OPEN, TABLE
from bot.desk.gate import COOKIE
from bot.store.tables import episodes, reviews, staff
from bot.store.tables import items as queue
from bot.store.tables import sessions as rows
from bot.store.within import KINDS
from tests.browser.furnished import furnish
from tests.databases import database_url as database_url  # on both
from tests.desk.conftest import ANN_LEE, Here
from tests.desk.test_gate import paths
from tests.desk.test_within import TIM


async def asked(here: Here, method: str, path: str, cookie: str, **form: str) -> int:
    headers = here.origin | ({"Cookie": f"{COOKIE}={cookie}"} if cookie else {})
    async with here.client.request(method, path, data=form or None, headers=headers, allow_redirects=False) as answer:
        if answer.status == 303 and answer.headers["Location"].startswith("/desk/signin"):
            return 401
        return answer.status


async def test_no_form_counts_without_its_token(here: Here):
    mine = await here.signed_in(ANN_LEE)
    forms = [path for method, path, roles in paths() if method == "POST" and roles is not OPEN]
    assert len(forms) > 30
    assert [path for path in forms if await asked(here, "POST", path, mine, note="x") != 403] == []


async def test_a_session_that_is_over_opens_no_route(here: Here):
    mine = await here.signed_in(ANN_LEE)
    guarded = [(method, path) for method, path, roles in paths() if roles is not OPEN]
    await here.clock.advance(minutes=31)
    assert [one for one in guarded if await asked(here, *one, mine) != 401] == []


async def test_a_cookie_that_was_stolen_is_worth_nothing_once_its_owner_ends_it(here: Here):
    stolen = await here.signed_in(ANN_LEE)
    assert await asked(here, "GET", "/desk", stolen) == 200
    async with here.database.write() as tx:
        _ = await tx.execute(update(rows).values(revoked_at=here.clock.now()))
    guarded = [(method, path) for method, path, roles in paths() if roles is not OPEN]
    assert [one for one in guarded if await asked(here, *one, stolen) != 401] == []


@pytest.mark.parametrize("role", ["analyst", "administrator"])
async def test_a_role_that_changes_in_mid_session_counts_at_every_route(here: Here, role: str):
    mine = await here.signed_in(ANN_LEE)
    async with here.database.write() as tx:
        _ = await tx.execute(update(staff).values(role=role))
    shut = [(method, path) for method, path, roles in paths() if role not in roles]
    assert [one for one in shut if await asked(here, *one, mine) != 403] == []


async def test_a_record_of_another_locality_is_not_there_at_any_route(here: Here):
    known = await furnish(here)
    async with here.database.write() as tx:
        _ = await tx.execute(update(queue).values(locality="Teignmouth"))
        _ = await tx.execute(update(episodes).values(locality="Teignmouth"))
    async with here.database.read() as tx:
        known["check"] = [str((await tx.execute(reviews.select())).first().id)]  # type: ignore[union-attr]
    _ = await here.signed_in(TIM, "coordinator", "Totnes")
    token = await here.form_token(TIM)
    cookie, seen = await here.signed_in(TIM), list[tuple[str, str, int]]()
    for method, path in of_records(known):
        seen.append((method, path, await asked(here, method, path, cookie, **dict(token))))
    assert {path.split("/")[2] for _, path, _ in seen} == set(KINDS)
    assert [one for one in seen if one[2] != 404] == []


def of_records(known: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Every route of the table below the number of a record, for one that is there."""
    found: list[tuple[str, str]] = []
    for (method, pattern), roles in TABLE.items():
        kind = pattern.split("/")[2] if pattern.count("/") > 1 else ""
        if kind in KINDS and "coordinator" in roles and ("{id}" in pattern or "{number}" in pattern):
            id = known["number" if kind == "item" else KIND_OF.get(kind, kind)][0]
            rest = pattern.replace("{id}", id).replace("{number}", id)
            for name, value in {
                "deed": "pause",
                "row": "1",
                **{name: those[0] for name, those in known.items()},
            }.items():
                rest = rest.replace(f"{{{name}}}", value)
            found.append((method, rest))
    return found


KIND_OF = {"caseload": "episode", "conversation": "contact"}
