"""Writing with somebody at the desk: what the page shows, what goes out, who has the conversation and until when."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.channels.base import Inbound
from bot.store import items, staff
from bot.store.hands import Hands
from bot.store.tables import calls, outbox
from bot.store.tables import items as queue
from tests.desk.conftest import JO, MARGARET, Here
from tests.desk.programme import referred
from tests.desk.talking import ANN, HELLO, at, looks, marked, path, seen, went, writes

TEN_AT_NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)


async def test_it_is_led_to_from_the_queue_an_item_and_a_contact(here: Here):
    await here.raises("amber", "fall", "fell in the kitchen")
    where = await path(here)
    for page in ("/desk", "/desk/item/1", f"/desk/contact/{await here.contact()}"):
        assert f'href="{where}#newest"' in (await here.get(page))[1]


async def test_each_line_says_who_wrote_it_and_how_far_it_has_come(here: Here):
    _ = await referred(here, MARGARET)
    await here.hears("hello again")
    _ = await writes(here)
    _, html = await here.get(await path(here))
    assert "<h1>Margaret Brown</h1>" in html
    for who in ("Margaret Brown", "The service", "Ann Lee"):
        assert f'<span class="by">{who}</span>' in html
    assert "waiting to be sent" in html
    assert "</time>, by text" in html
    await here.hand_over()
    assert "waiting to be sent" not in (await here.get(await path(here)))[1]
    assert html.index("hello again") < html.index(f'<span class="text">{HELLO}'), "the newest stands last"


@pytest.mark.parametrize(
    ("state", "error", "why", "todo"),
    [
        ("delivered", None, "delivered", ""),
        (
            "failed",
            "30003",
            "NOT delivered: their phone was off, or had no signal",
            "Send it again in an hour, or ring them.",
        ),
        ("failed", "30005", "NOT delivered: there is no such number any more", "Ring them."),
        ("failed", "21610", "NOT delivered: their phone network says that they want no texts", "Ring them."),
        ("failed", "20003", "NOT delivered: the phone company refuses our texts", "tell whoever runs the service"),
        ("failed", "http_418", "NOT delivered: the provider’s reason is http_418", "Send it again in an hour"),
        ("expired", None, "not sent: too late", "Send it again in an hour"),
        ("cancelled", "opted_out", "not sent: they texted STOP", ""),
        ("cancelled", "taken back", "not sent: taken back", ""),
    ],
)
async def test_what_did_not_arrive_says_why_and_what_to_do(
    here: Here, state: str, error: str | None, why: str, todo: str
):
    _ = await writes(here)
    async with here.database.write() as tx:
        _ = await tx.execute(update(outbox).values(state=state, error=error))
    _, html = await here.get(await path(here))
    assert (why in html, todo in html) == (True, True)


async def test_a_call_stands_between_what_was_written(here: Here):
    await here.raises("amber", "fall", "fell in the kitchen")
    _ = await here.signed_in(ANN)
    id = (await here.actor(ANN)).split(":")[1]
    row = {
        "id": 1, "item_id": await item_id(here), "staff_id": int(id), "contact_id": await here.contact(),
        "state": "no answer", "created_at": here.clock.now(),
    }  # fmt: skip
    async with here.database.write() as tx:
        _ = await tx.execute(calls.insert().values(row))
    assert "Ann Lee rang: nobody picked up" in (await here.get(await path(here)))[1]


async def item_id(here: Here) -> int:
    async with here.database.read() as tx:
        return (await items.one(tx, here.database.vault, 1)).id


async def test_what_is_written_goes_out_and_the_service_is_silent(here: Here):
    await here.hears("hello")
    status, html = await writes(here)
    assert (status, "Sent. Above is how far it has come." in html) == (200, True)
    assert "You have this conversation" in html
    assert await went(here) == [f"queued: {HELLO}"]
    assert await seen(here) == "1", "nothing is left of the draft"
    before = html.count('class="ours"')
    await here.hears("not so well")
    _, html = await here.get(await path(here))
    assert html.count('class="ours"') == before
    assert "They wait for an answer until Wed 25 Nov, 10:0" in html


async def test_whoever_leaves_it_past_its_deadline_is_relieved_and_the_page_says_so(here: Here):
    _ = await writes(here)
    await here.hears("not so well")
    await looks(here, timedelta(days=2, minutes=-5))
    assert "You have this conversation" in (await here.get(await path(here)))[1]
    await looks(here, timedelta(minutes=10))
    _, html = await here.get(await path(here))
    assert "Nobody has this conversation now" in html
    assert "The service is silent here" in html
    _, html = await here.post(f"{await path(here)}/take", by="Sam")
    assert "You have this conversation" in html
    assert "They wait for an answer until Fri 27 Nov" in html, "whoever takes it next has the time anew"


async def test_take_it_hand_it_back_and_take_it_over(here: Here):
    _ = await referred(here, MARGARET)
    where = await path(here)
    _, html = await here.post(f"{where}/take", {"tell": "yes"})
    assert "You have this conversation. The service is silent in it." in html
    assert "Ann from our team is writing with you here now." in html
    _, html = await here.get(where, by="Sam")
    assert "Ann Lee has this conversation" in html
    _, html = await here.post(f"{where}/over", {"holder": await here.actor(ANN)}, by="Sam")
    assert "You have this conversation" in html
    _, html = await here.post(f"{where}/over", {"holder": await here.actor(ANN)}, by="Sam")
    assert "They do not have it any more. Look again who does." in html
    _, html = await here.post(f"{where}/back", {"tell": "yes"}, by=ANN)
    assert "A colleague has this conversation. Take it over first, if you must." in html
    _, html = await here.post(f"{where}/back", {"outcome": "nonsense"}, by="Sam")
    assert "Choose what came of it, or leave it open." in html
    _, html = await here.post(f"{where}/back", {"tell": "yes", "outcome": "advice"}, by="Sam")
    assert "Handed back. The service answers again." in html
    assert "Sam has finished writing with you for now." in html
    assert "The service answers them by itself" in html


async def test_before_something_red_is_taken_the_page_says_that_the_service_falls_silent(here: Here):
    await here.raises("red", "suicide", "I want to end my life")
    where = await path(here)
    assert "Something red is open about them." in (await here.get(where))[1]
    _, html = await here.post(f"{where}/take")
    assert "Something red is open about them." not in html
    assert "What you choose closes number 1." in html


async def test_whoever_asked_us_to_pause_hears_no_word_of_ours(here: Here):
    await marked(here, paused_at=TEN_AT_NIGHT)
    _, html = await here.post(f"{await path(here)}/take", {"tell": "yes"})
    assert "is writing with you here now" not in html


async def test_a_colleague_who_was_first_loses_nobodys_words(here: Here):
    version = await seen(here, "Sam")
    _ = await writes(here)
    status, html = await writes(here, "Hello from Sam", by="Sam", seen=version)
    assert (status, "Ann Lee has this conversation." in html, "Hello from Sam" in html) == (422, True, True)
    assert await went(here) == [f"queued: {HELLO}"]
    assert "Hello from Sam" in (await here.get(await path(here), by="Sam"))[1], "kept as a draft"


async def test_at_night_the_form_says_so_and_offers_the_next_decent_hour(here: Here):
    await at(here, TEN_AT_NIGHT)
    _, html = await here.get(await path(here))
    assert "it is late, people get our texts from 08:00 to 20:00" in html
    assert 'value="later" checked' in html
    assert "Nobody reads an answer before Tue 24 Nov, 09:00." in html
    _, html = await writes(here, "Good morning", when="later")
    assert "It waits for its hour. You can take it back until then." in html
    assert "waits until Tue 24 Nov, 08:00" in html
    await here.hand_over()
    assert await went(here) == ["queued: Good morning"]
    await at(here, TEN_AT_NIGHT + timedelta(hours=10))
    await here.hand_over()
    assert await went(here) == ["sent: Good morning"]


async def test_what_waits_is_taken_back_from_the_page(here: Here):
    await at(here, TEN_AT_NIGHT)
    _, html = await writes(here, "Good morning", when="later")
    action = html.split('action="')[1:]
    form = next(part.split('"')[0] for part in action if "/unsend/" in part.split('"')[0])
    assert "That text has gone already." in (await here.post(form.replace(await path(here), await path(here, JO))))[1]
    assert "Taken back. It is not sent." in (await here.post(form))[1]
    assert "That text has gone already." in (await here.post(form))[1]
    assert "That text has gone already." in (await here.post(f"{await path(here)}/unsend/{'9' * 18}"))[1]
    assert await went(here) == ["cancelled: Good morning"]


async def test_by_day_now_is_offered_first(here: Here):
    _, html = await here.get(await path(here))
    assert 'value="now" checked' in html
    assert "At a decent hour: Tue 24 Nov, 08:00" in html
    assert "Nobody reads an answer" not in html


@pytest.mark.parametrize(
    ("marks", "says", "instead"),
    [
        ({"state": "opted_out"}, "They texted STOP, so nothing can be texted to them.", "Ring them if you must."),
        ({"state": "opted_out", "deaf_at": TEN_AT_NIGHT}, "They texted STOP", "They are deaf: do not ring."),
        ({"state": "wrong_number"}, "Somebody else has this number now.", "Look for another number on their page."),
        ({"state": "unreachable"}, "Our texts do not reach this phone.", "Ring them."),
        (
            {"discreet": True, "paused_at": TEN_AT_NIGHT, "last_in_at": datetime(2026, 11, 23, 9, 59, tzinfo=UTC)},
            "They texted LATER, which hides",
            "Do not text or ring it until they write again.",
        ),
        ({"channel": "phone"}, "No texts go to this number.", "Ring them."),
        ({"discreet": True, "safe_time": ""}, "they have named no hour at which it is safe", "Wait until they write"),
    ],
)
async def test_where_texting_is_not_safe_the_page_says_so_and_refuses(
    here: Here, marks: dict[str, object], says: str, instead: str
):
    await marked(here, who=MARGARET, **marks)
    _, html = await here.get(await path(here))
    assert ("You cannot text them" in html, says in html, instead in html) == (True, True, True)
    status, html = await writes(here, sure="yes")
    assert (status, await went(here)) == (422, [])
    assert HELLO in html, "what was typed is not lost"


async def test_on_a_phone_that_others_see_it_takes_a_second_thought(here: Here):
    await marked(here, discreet=True, safe_time="morning")
    _, html = await here.get(await path(here))
    assert "OTHERS MAY SEE THIS PHONE." in html
    status, html = await writes(here)
    assert (status, "Tick that it tells nothing" in html) == (422, True)
    status, _ = await writes(here, sure="yes")
    assert (status, await went(here)) == (200, [f"queued: {HELLO}"])


async def test_a_number_that_may_have_changed_hands_is_named_as_one(here: Here):
    await here.hears("hello")
    await looks(here, timedelta(days=29))
    _, html = await here.get(await path(here))
    assert "it may be somebody else’s" in html
    assert (await writes(here))[0] == 422


async def test_their_language_is_left_to_people(here: Here):
    await marked(here, unread_language="pl")
    _, html = await here.get(await path(here))
    assert "They write in Polish. <strong>Nothing is translated by machine</strong>" in html


async def test_it_changes_by_itself_without_the_page_around_it(here: Here):
    _ = await writes(here)
    await here.hears("I am here")
    status, html = await here.get(f"{await path(here)}/now")
    assert (status, "I am here" in html, "<textarea" in html, "<html" in html) == (200, True, False, False)
    assert (await here.get(f"{await path(here)}/now", by=""))[0] == 401


async def test_whoever_may_not_see_them_does_not(here: Here):
    await here.raises("amber", "fall", "fell in the kitchen")
    _ = await here.signed_in("Tim", "coordinator", "Totnes")
    _ = await here.signed_in("Cora", "analyst")
    async with here.database.write() as tx:
        _ = await tx.execute(update(queue).values(locality="Teignmouth"))
    where = await path(here)
    assert (await here.get(where, by="Tim"))[0] == 404
    assert (await here.post(where, {"text": HELLO, "do": "send", "seen": "0"}, by="Tim"))[0] == 404
    assert (await here.post(f"{where}/draft", {"text": HELLO, "seen": "0"}, by="Tim"))[0] == 404
    assert (await here.get(where, by="Cora"))[0] == 403
    assert await went(here) == []


@pytest.mark.parametrize("id", ["1", "9999999999999999999"])
async def test_a_conversation_with_nobody_is_not_there(here: Here, id: str):
    assert (await here.get(f"/desk/conversation/{id}"))[0] == 404
    assert (await here.post(f"/desk/conversation/{id}", {"text": HELLO, "do": "send", "seen": "0"}))[0] == 404
    assert (await here.post(f"/desk/conversation/{id}/draft", {"text": HELLO, "seen": "0"}))[0] == 404
    assert (await here.post(f"/desk/conversation/{id}/take"))[0] == 404


async def test_a_colleagues_phone_is_not_written_to_through_the_service(here: Here):
    contact = await here.contact(JO)
    _ = await here.signed_in("Sam")
    async with here.database.write() as tx:
        hands = Hands(tx, here.database.vault, here.database.ids, here.clock.now())
        await staff.bind(hands, int((await here.actor("Sam")).split(":")[1]), contact)
    assert "This is a colleague’s own phone." in (await here.get(await path(here, JO)))[1]
    assert (await writes(here, who=JO))[0] == 422
    assert "This is a colleague’s own phone." in (await here.post(f"{await path(here, JO)}/take"))[1]


async def test_only_the_latest_lines_are_shown_until_somebody_asks_for_all(here: Here):
    contact = await path(here)
    _ = await writes(here)
    for n in range(45):
        now = here.clock.now() + timedelta(minutes=n)
        await here.receive(Inbound("browser", MARGARET, f"M{n}", f"line {n} of it", now))
    _, html = await here.get(contact)
    assert ("Show the 6 lines before these" in html, "line 3 of it" in html) == (True, False)
    assert "line 3 of it" in (await here.get(f"{contact}?all=yes"))[1]
