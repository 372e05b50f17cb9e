"""Likely duplicates on a person's page: shown with the reason, put together, and taken apart again."""

import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.casework import newcomers
from bot.casework.newcomers import Told
from bot.store import alike, person
from bot.store.tables import items, people
from tests.desk.conftest import JO, Here
from tests.desk.person import on_a_programme, page_of, section
from tests.desk.programme import ANN, hands, referred
from tests.desk.test_episode import id_of
from tests.desk.test_person import TIM

TWIN = Told("Margaret Browne", "resident", "01632 960001", "TQ9 5AB", "78", "spoken")


async def entered(here: Here, told: Told) -> str:
    """The page of somebody whom staff entered."""
    async with here.database.write() as tx:
        _ = await newcomers.add(hands(here, tx), told, "staff:1", "browser")
        id = (await tx.execute(select(people.c.id).order_by(people.c.id.desc()).limit(1))).scalar_one()
    return f"/desk/person/{id}"


@pytest.mark.parametrize(
    ("more", "because"),
    [
        ({"number": "07700 900001", "name": "Maggie", "age": ""}, "the same number and another name: they may share the phone"),
        ({"number": "07700 900001", "age": ""}, "the same number and a like name"),
        ({}, "the same year of birth and a like name"),
        ({"age": "79"}, "the same year of birth and a like name"),
        ({"name": "Margret", "age": "78"}, "the same year of birth and a like name"),
        ({"age": "60", "address": "1 Any Street, tq149bh"}, "the same postcode and a like name"),
        ({"name": "Brown Margaret", "address": "TQ14 9BH"}, "the same year of birth, the same postcode and a like name"),
    ],
)  # fmt: skip
async def test_somebody_alike_is_shown_with_the_reason(here: Here, more: dict[str, Any], because: str):
    path = await page_of(here)
    other = await entered(here, replace(TWIN, **more))
    _, html = await here.get(path)
    assert f"{more.get('name', TWIN.name)} : {because}." in section(html, "alike")
    assert f'href="{other}"' in html
    assert 'id="alike"' in (await here.get(other))[1], "it is seen from both sides"


@pytest.mark.parametrize("more", [{"name": "Harold Pike"}, {"age": "60"}, {"name": "Mary Browning", "age": "60"}])
async def test_somebody_else_is_not(here: Here, more: dict[str, Any]):
    path = await page_of(here)
    _ = await entered(here, replace(TWIN, **more))
    assert 'id="alike"' not in (await here.get(path))[1]


async def test_they_are_put_together_and_taken_apart_again(here: Here):
    path, episode = await on_a_programme(here)
    other = await entered(here, TWIN)
    _ = await here.post(f"{other}/note", {"note": "rang about a lift"}, **ANN)
    before = [(await here.get(one))[1] for one in (path, other)]
    _, html = await here.post(f"{path}/merge", {"other": str(id_of(other))}, **ANN)
    assert "Put together: this page shows both." in html
    assert ("rang about a lift" in html, "01632 960001" in section(html, "safe")) == (True, True)
    assert "Ann put this page together with that of Margaret Browne, Mon 23 Nov" in html
    assert "<h1>Margaret Brown</h1>" in (await here.get(other))[1], "the other's address leads here"
    (of,) = re.findall(r'name="of" value="(\d+)">\s*<button type="submit" class="second">They are two', html)
    _, html = await here.post(f"{path}/apart", {"of": of}, **ANN)
    assert "Taken apart: each has again what was theirs." in html
    after = [(await here.get(one))[1] for one in (path, other)]
    assert [_plain(one) for one in after] == [_plain(one) for one in before]
    assert episode in after[0]
    for form in ({"of": of}, {"of": "1"}, {}):
        assert "Not done: one of the two" in (await here.post(f"{path}/apart", form, **ANN))[1]


def _plain(html: str) -> str:
    return re.sub(r'name="form_token" value="\w+"', "", html)


async def test_nobody_is_put_together_with_themselves_or_with_nobody(here: Here):
    path = await page_of(here)
    for other in (str(id_of(path)), "1", "", "x"):
        _, html = await here.post(f"{path}/merge", {"other": other}, **ANN)
        assert "Not done: one of the two" in html


async def test_whoever_is_of_another_locality_is_neither_shown_nor_put_together(here: Here):
    _ = await here.signed_in(TIM, "coordinator", "Totnes")
    path = await page_of(here)
    async with here.database.write() as tx:
        _ = await tx.execute(update(items).values(locality="Teignmouth"))
    mine = await entered(here, TWIN)
    assert 'id="alike"' in (await here.get(mine))[1]
    assert 'id="alike"' not in (await here.get(mine, by=TIM))[1]
    _, html = await here.post(f"{mine}/merge", {"other": str(id_of(path))}, by=TIM)
    assert "Not done" in html
    assert "<h1>Margaret Brown</h1>" in (await here.get(path))[1]


async def test_a_couple_on_one_phone_is_asked_about_as_a_couple(here: Here):
    path = await page_of(here)
    for text in ("JOIN", "no", "yes", "80", "yes", "mornings", "Harold", "my shed", "skip", "1", "skip", "yes"):
        await here.hears(text)
    assert "Harold : the same number and another name: they may share the phone." in section(
        (await here.get(path))[1], "alike"
    )


async def test_of_a_referrer_nobody_is_made_the_person(here: Here):
    """Jo asked for Peggy from her own phone: that is no number of Peggy's."""
    _ = await page_of(here, JO)
    said = ("hello", "2", "yes", "no", "yes", "Jo", "my mum", "Peggy Quince", "2", "yes", "07700 900009", "skip", "yes")
    _ = await referred(here, JO, said)
    async with here.database.read() as tx:
        for id in (await tx.execute(select(people.c.id))).scalars().all():
            one = await person.one(tx, here.database.vault, id)
            assert await alike.of(tx, here.database.vault, one) == []


async def test_what_was_being_written_when_they_were_put_together_is_not_lost(here: Here):
    """The other's page is open in another tab."""
    path = await page_of(here)
    other = await entered(here, TWIN)
    form = f"{other}/change/address"
    seen = re.findall(r'name="seen" value="(\w+)"', (await here.get(form))[1])[0]
    _ = await here.post(f"{path}/merge", {"other": str(id_of(other))}, **ANN)
    _, html = await here.post(f"{other}/note", {"note": "rang about a lift"}, **ANN)
    assert ("<h1>Margaret Brown</h1>" in html, "rang about a lift" in html) == (True, True)
    given = {"agency": "gp", "whom": "", "on": "2026-11-23", "consent": "yes", "why": "her tablets"}
    _, html = await here.post(f"{other}/told", given, **ANN)
    assert "her tablets" in section(html, "told")
    status, html = await here.post(form, {"address": "1 New Street, TQ9 5AB", "seen": seen}, **ANN)
    assert (status, "1 New Street, TQ9 5AB" in html) in ((200, True), (409, True))


async def test_what_is_changed_of_the_one_is_not_changed_of_the_other(here: Here):
    path = await page_of(here)
    other = await entered(here, TWIN)
    _ = await here.post(f"{path}/merge", {"other": str(id_of(other))}, **ANN)
    form = f"{path}/change/address"
    _, html = await here.get(form)
    seen, shown = (
        re.findall(r'name="seen" value="(\w+)"', html)[0],
        re.findall(r'name="address" value="([^"]+)"', html)[0],
    )
    _, html = await here.post(form, {"address": "1 New Street, TQ9 9ZZ", "seen": seen}, **ANN)
    (of,) = re.findall(r'name="of" value="(\d+)">\s*<button type="submit" class="second">They are two', html)
    _ = await here.post(f"{path}/apart", {"of": of}, **ANN)
    addresses = {section((await here.get(one))[1], "known") for one in (path, other)}
    both = {"12 Sea View, TQ14 9BH", "TQ9 5AB"}
    assert sum(1 for said in addresses for one in both - {shown} if one in said) == 1, "the other's is as it was"


async def test_by_the_number_that_somebody_had_nobody_of_another_locality_sees_them(here: Here):
    _ = await here.signed_in(TIM, "coordinator", "Totnes")
    path = await page_of(here)
    other = await entered(here, TWIN)
    _ = await here.post(f"{path}/merge", {"other": str(id_of(other))}, **ANN)
    async with here.database.write() as tx:
        _ = await tx.execute(update(items).values(locality="Teignmouth"))
    for page in ("", "/change/address", "/note", "/notes", "/history", "/told"):
        assert (await here.get(other + page, by=TIM))[0] == 404, page
    assert (await here.post(f"{other}/change/address", {"address": "", "seen": ""}, by=TIM))[0] == 404
