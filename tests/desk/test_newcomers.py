"""Referrals that staff enter: from all seven sources, with what is known, and never without the person's own agreement."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.hours import Hours
from bot.store.episodes import SOURCES
from bot.store.tables import contacts, items, referrals
from bot.unprompted import Unprompted
from tests.desk.asking import owed
from tests.desk.conftest import JO, MARGARET, RULES, Here
from tests.desk.person import newest, section
from tests.desk.programme import ANN, PERSON, referred, stored, wish, worker
from tests.desk.test_person import TIM

HER = "07700 900009"
BY_GP = {
    "source": "primary_care", "referrer": "Dr Shah", "organisation": "Dawlish Medical Group", "name": "Peggy Quince",
    "role": "resident", "address": "4 The Strand, TQ14 9BH", "age": "80", "matters": "lost her husband", "consent": "ask",
    "can_decide": "yes", "number": HER, "reach": "text", "seen": "", "safe_contact": "",
}  # fmt: skip


async def entered(here: Here, form: str = "/desk/newcomer", **more: str) -> tuple[str, str]:
    """The path of the referral, and the page that it leads to."""
    status, html = await here.post(form, BY_GP | more, **ANN)
    assert status == 200, re.findall(r'class="wrong"[^>]*>([^<]+)', html)
    async with here.database.read() as tx:
        id = (await tx.execute(select(referrals.c.id).order_by(referrals.c.id.desc()).limit(1))).scalar_one()
    return f"/desk/referral/{id}", html


async def row(here: Here) -> object:
    async with here.database.read() as tx:
        return (await tx.execute(select(referrals).order_by(referrals.c.id.desc()).limit(1))).one()


async def whys(here: Here, category: str = "agreement") -> list[tuple[str, str]]:
    async with here.database.read() as tx:
        rows = (await tx.execute(select(items).where(items.c.category == category).order_by(items.c.id))).all()
        return [(one.level, here.database.vault.open("items.why", one.id, one.why)) for one in rows]


async def first_texts(here: Here) -> list[str]:
    """What the ticker says first, at a decent hour."""
    speaker = Unprompted(here.database, here.house, here.clock, RULES.hours)
    _ = await speaker.open_waiting()
    said = await owed(here)
    await here.hand_over()
    return said


@pytest.mark.parametrize("source", SOURCES)
async def test_a_referral_from_each_source_is_entered_and_accepted(here: Here, source: str):
    path, html = await entered(here, source=source, consent="spoken")
    assert "Accept Peggy Quince" in html
    assert f'<option value="{source}" selected>' in html, "it need not be said again"
    assert '<option value="spoken" selected>' in html
    _, html = await here.get(path)
    assert ("Dr Shah" in html, "Dawlish Medical Group" in html) == (True, True)
    given = wish(await worker(here), source=source, consent="spoken")
    _, html = await here.post(f"{path}/accept", given, **ANN)
    assert "Accepted." in html
    assert (await stored(here))[0].source == source
    assert (await row(here)).source == source  # type: ignore[attr-defined]
    _, html = await here.get(await newest(here))
    assert "(Dr Shah, Dawlish Medical Group)" in section(html, "came")
    assert "<blockquote>lost her husband</blockquote>" in html


async def test_whoever_came_by_themselves_is_marked_so(here: Here):
    path, _ = await entered(here, source="self_family", referrer="", organisation="", consent="written", role="carer")
    assert (await row(here)).source == "carer"  # type: ignore[attr-defined]
    assert '<option value="written" selected>' in (await here.get(f"{path}/accept"))[1]


async def test_somebody_who_was_not_asked_is_asked_by_one_neutral_text(here: Here):
    path, html = await entered(here)
    assert "They are asked for their own agreement first." in html
    assert "Waiting for the person’s own agreement" in html
    status, _ = await here.post(f"{path}/accept", wish(await worker(here)), **ANN)
    assert await stored(here) == [], "nobody is accepted before they have agreed"
    (text,) = await first_texts(here)
    assert not any(word in text for word in ("Peggy", "Shah", "Dawlish", "husband", "wellbeing"))
    for said in ("yes", "yes", "no", *PERSON[2:]):
        await here.hears(said, "+447700900009")
    assert (await row(here)).state == "complete"  # type: ignore[attr-defined]
    _, html = await here.post(f"{path}/accept", wish(await worker(here), source="primary_care"), **ANN)
    assert "Accepted." in html
    assert status == 200


async def test_a_no_by_text_ends_it_for_good(here: Here):
    _ = await entered(here)
    _ = await first_texts(here)
    await here.hears("no", "+447700900009")
    assert (await row(here)).state == "closed"  # type: ignore[attr-defined]
    _ = await entered(here, name="Margaret Quince")
    await here.clock.advance(days=100)
    assert await first_texts(here) == []
    assert "they said no" in (await whys(here))[-1][1]


async def test_where_a_text_will_not_do_a_person_asks(here: Here):
    _ = await entered(here, reach="call", number="01632 960001")
    _ = await entered(here, reach="call", number="", name="Ivy Lake")
    _ = await entered(here, can_decide="unsure", name="Bert Moss", number="07700 900008")
    by = "the person can decide, on the word of Dr Shah, Dawlish Medical Group"
    assert await whys(here) == [
        ("green", f"ring to ask for their agreement; agreement is provisional: {by}"),
        ("green", f"no number: go or write to ask for their agreement; agreement is provisional: {by}"),
        ("amber", "doubt that the person can decide: ask in person; agreement is provisional: the person may not be able "
                  "to decide, on the word of Dr Shah, Dawlish Medical Group"),
    ]  # fmt: skip
    assert await first_texts(here) == []


async def test_somebody_who_is_known_here_is_not_texted_as_a_stranger(here: Here):
    _ = await referred(here)
    _ = await entered(here, number=MARGARET)
    assert await first_texts(here) == []
    assert "already known here" in (await whys(here))[0][1]


async def test_what_they_say_when_we_ask_is_written_down(here: Here):
    path, _ = await entered(here, reach="call", number="01632 960001")
    _, html = await here.post(f"{path}/agreed", {"how": ""}, **ANN)
    assert "Not done. Choose how they agreed." in html
    _, html = await here.post(f"{path}/agreed", {"how": "spoken"}, **ANN)
    assert "Noted: they have agreed." in html
    assert "they said yes to one of us" in html
    _, html = await here.post(f"{path}/declined", {}, **ANN)
    assert "That was written down already, or it is closed." in html
    _, html = await here.post(f"{path}/accept", wish(await worker(here), consent="spoken"), **ANN)
    assert "Accepted." in html
    assert f'href="{await newest(here)}"' in (await here.get(f"/desk/contact/{(await stored(here))[0].contact_id}"))[1]


async def test_once_we_have_asked_no_text_does(here: Here):
    path, _ = await entered(here)
    _ = await here.post(f"{path}/agreed", {"how": "spoken"}, **ANN)
    assert await first_texts(here) == []
    other, _ = await entered(here, name="Ivy Lake", number="07700 900008")
    (_,) = await first_texts(here)
    _, html = await here.post(f"{other}/declined", {}, **ANN)
    assert "Noted: they said no." in html
    await here.clock.advance(days=8)
    speaker = Unprompted(
        here.database, here.house, here.clock, Hours(RULES.hours.opens, RULES.hours.closes, RULES.hours.zone)
    )
    assert await speaker.expire(timedelta(days=1)) == 0, "nobody rings to ask again"


async def test_a_relatives_referral_is_agreed_to_on_the_phone_as_well(here: Here):
    said = ("hello", "2", "yes", "no", "yes", "Jo", "my mum", "Peggy Quince", "2", "yes", "01632 960001", "skip", "yes")
    path = await referred(here, JO, said)
    assert "Have they agreed?" in (await here.get(path))[1]
    _, html = await here.post(f"{path}/agreed", {"how": "spoken"}, **ANN)
    assert "Accept onto a programme" in html
    _, html = await here.post(f"{path}/accept", wish(await worker(here), consent="spoken"), **ANN)
    assert "To ring" in html
    assert "01632 960001" in html


async def test_what_was_said_about_the_phone_is_kept_and_nothing_is_guessed(here: Here):
    path, _ = await entered(here, consent="spoken")
    assert "Not said yet. Treat it as a phone that others see." in section((await here.get(path))[1], "safe")
    path, _ = await entered(here, consent="spoken", seen="no", name="Ivy Lake", number="07700 900008")
    assert "They say that nobody else sees this phone." in section((await here.get(path))[1], "safe")
    rules = "Ring her sister first."
    path, _ = await entered(
        here, consent="spoken", seen="morning", name="Bo", number="07700 900007", safe_contact=rules
    )
    async with here.database.read() as tx:
        one = (await tx.execute(select(contacts).order_by(contacts.c.id.desc()).limit(1))).one()
    assert (one.channel, one.discreet, one.safe_time) == ("browser", True, "morning")
    safe = section((await here.get(await newest(here)))[1], "safe")
    assert rules in safe
    assert "OTHERS MAY SEE THIS PHONE" in safe


async def test_what_staff_write_does_not_make_a_phone_safe(here: Here):
    for text in ("JOIN", "yes"):
        await here.hears(text)
    path = await newest(here)
    assert "Not said yet." in section((await here.get(path))[1], "safe")
    for field, value in (("matters", "my cat"), ("name", "Peg")):
        form = f"{path}/change/{field}"
        seen = re.findall(r'name="seen" value="(\w+)"', (await here.get(form))[1])[0]
        _ = await here.post(form, {field: value, "seen": seen}, **ANN)
    assert "Not said yet." in section((await here.get(path))[1], "safe")


async def test_of_somebody_whom_another_named_it_is_not_known_who_sees_the_phone(here: Here):
    said = ("hello", "2", "yes", "no", "yes", "Jo", "my mum", "Peggy Quince", "2", "yes", "07700 900009", "skip", "yes")
    path = await referred(here, JO, said)
    assert "Not said yet. Treat it as a phone that others see." in section((await here.get(path))[1], "safe")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"source": "police"}, "Choose who sent them to us."),
        ({"referrer": ""}, "Write the name of whoever asked for them."),
        ({"organisation": ""}, "Write where they work"),
        ({"number": "01632 960001"}, "We can text a mobile only."),
        ({"number": ""}, "We can text a mobile only."),
        ({"consent": ""}, "Without their own agreement nothing begins."),
        ({"matters": "x" * 1001}, "Write 1,000 characters at most: this has 1,001."),
        ({"safe_contact": "x" * 501}, "Write 500 characters at most: this has 501."),
    ],
)
async def test_a_mistake_is_named_and_what_was_typed_stands_there(here: Here, wrong: dict[str, str], said: str):
    status, html = await here.post("/desk/newcomer", BY_GP | wrong, **ANN)
    assert (status, said in html, html.count('class="wrong"')) == (422, True, 1)
    assert 'value="Peggy Quince"' in html
    assert wrong.get("matters", "lost her husband") in html
    assert "All is well" in (await here.get("/desk"))[1]


async def test_somebody_who_is_known_is_referred_again_from_their_page(here: Here):
    _, html = await entered(here, consent="spoken")
    path = await newest(here)
    status, html = await here.post("/desk/newcomer", BY_GP, **ANN)
    assert (status, "open their page, and enter the referral there." in html) == (422, True)
    form = f"{path}/newcomer"
    assert f'href="{form}"' in (await here.get(path))[1]
    _, html = await here.get(form)
    assert ('value="Peggy Quince"' in html, 'value="4 The Strand, TQ14 9BH"' in html) == (True, True)
    again = {"source": "paramedics", "referrer": "Kim", "organisation": "SWAST", "number": "", "reach": "call"}
    _ = await entered(here, form, **again, consent="spoken")
    assert await newest(here) == path, "nobody new was made"
    _, html = await here.get(path)
    came = section(html, "came")
    assert ("(Kim, SWAST)" in came, "(Dr Shah, Dawlish Medical Group)" in came) == (True, True)
    assert "Several people" not in section(html, "safe")
    assert section(html, "safe").count("Phone to try.") == 1


async def test_nobody_of_another_locality_is_referred_again(here: Here):
    _ = await here.signed_in(TIM, "coordinator", "Totnes")
    _ = await entered(here, consent="spoken")
    path = await newest(here)
    async with here.database.write() as tx:
        _ = await tx.execute(update(items).values(locality="Teignmouth"))
    assert (await here.get(f"{path}/newcomer", by=TIM))[0] == 404
    assert (await here.post(f"{path}/newcomer", BY_GP, by=TIM))[0] == 404


async def test_what_staff_wrote_of_safe_contact_stands_wherever_one_would_ring_or_write(here: Here):
    rules = "Never ring before ten: her son <listens>."
    path, _ = await entered(here, safe_contact=rules)
    async with here.database.read() as tx:
        contact = (await tx.execute(select(contacts.c.id).order_by(contacts.c.id.desc()).limit(1))).scalar_one()
    shown = rules.replace("<", "&lt;").replace(">", "&gt;")
    for page in (path, f"/desk/contact/{contact}", f"/desk/conversation/{contact}"):
        assert shown in section((await here.get(page, **ANN))[1], "safe"), page
