"""Drafts at the desk, and bad input: nothing that was typed is lost, sent twice, or run as a script."""

from sqlalchemy import select

from bot.store import saved_replies, staff
from bot.store.forgetting import erase
from bot.store.hands import Hands
from bot.store.tables import drafts as table
from tests.desk.conftest import Here
from tests.desk.programme import referred
from tests.desk.talking import ANN, HELLO, box, keeps_ready, marked, path, seen, typing, went, writes

LONG = "All work and no play. " * 455  # 10,010 characters
SCRIPT = '<script>alert("x")</script><img src=x onerror=alert(1)>{{ 7*7 }}'
SHOWN = "&lt;script&gt;alert("


async def test_what_is_typed_is_kept_and_given_back_on_any_machine_to_them_alone(here: Here):
    status, said = await typing(here, "Dear Margaret", 0)
    assert (status, said["version"]) == (200, 1)
    _, html = await here.get(await path(here))
    assert (box(html), await seen(here)) == ("Dear Margaret", "1")
    assert "Dear Margaret" not in (await here.get(await path(here), by="Sam"))[1]


async def test_it_is_counted_as_it_is_typed(here: Here):
    _, said = await typing(here, "I’ll ring you today. Is two o’clock fine?", 0)
    assert (said["size"], said["reading"], said["hard"], said["long"]) == (
        "41 characters, 1 segment",
        "Reading age 6",
        False,
        False,
    )
    _, said = await typing(here, "x" * 161, 1)
    assert said["size"] == "161 characters, 2 segments"
    _, said = await typing(here, "ŵ" * 71, 2)
    assert said["size"].startswith("71 characters, 2 segments of 70, because")
    hard = "Notwithstanding considerable organisational difficulties, coordinators anticipate facilitating appropriate interventions."
    _, said = await typing(here, hard, 3)
    assert (said["hard"], "use shorter sentences" in said["reading"]) == (True, True)


async def test_the_second_of_two_tabs_is_shown_the_difference_while_typing(here: Here):
    _ = await typing(here, "Dear Margaret, how are you?", 0)
    status, html = await typing(here, "Dear Margaret, are you well?", 0)
    assert status == 409
    assert 'data-version="1"' in html
    assert "<ins>how " in html
    assert "<del>" in html
    status, said = await typing(here, "Dear Margaret, are you well?", 1)
    assert (status, said["version"]) == (200, 2), "whoever has seen it may go on"


async def test_a_tab_that_sends_an_older_draft_is_shown_the_difference_and_nothing_is_lost(here: Here):
    old = await seen(here)
    _ = await typing(here, "Dear Margaret, how are you?", 0)
    status, html = await writes(here, "Dear Margaret, are you well?", seen=old)
    assert (status, await went(here)) == (409, [])
    assert box(html) == "Dear Margaret, are you well?"
    assert "<ins>how " in html
    status, html = await writes(here, "Dear Margaret, are you well?", seen="1", do="other")
    assert (status, box(html)) == (200, "Dear Margaret, how are you?")
    assert "<ins>" in html, "and what was typed here is beside it"
    status, _ = await writes(here, "Dear Margaret, are you well?", seen="1")
    assert (status, await went(here)) == (200, ["queued: Dear Margaret, are you well?"])


async def test_a_second_tap_sends_nothing_twice(here: Here):
    old = await seen(here)
    assert (await writes(here, seen=old))[0] == 200
    status, html = await writes(here, seen=old)
    assert (status, await went(here)) == (409, [f"queued: {HELLO}"])
    assert "There it was sent, or emptied" in html
    assert box(html) == HELLO


async def test_ten_thousand_characters_are_refused_whole_and_kept(here: Here):
    status, html = await writes(here, LONG)
    assert (status, await went(here)) == (422, [])
    assert "This has 10,009 characters, and one text at most 1,500." in html
    assert box(html) == LONG
    assert box((await here.get(await path(here)))[1]) == LONG, "kept as a draft"


async def test_more_than_a_draft_may_have_is_told_and_shown_again(here: Here):
    text = "y" * 20_001
    status, said = await typing(here, text, 0)
    assert (status, "20,001 characters, more than a draft may have" in said["problem"]) == (422, True)
    for do in ("send", "keep"):
        status, html = await writes(here, text, do=do)
        assert (status, box(html)) == (422, text)
    assert await went(here) == []


async def test_ten_thousand_characters_of_theirs_are_read_whole(here: Here):
    await here.hears(LONG)
    assert LONG.strip() in (await here.get(await path(here)))[1]


async def test_stored_script_is_shown_as_it_was_written_and_never_run(here: Here):
    _ = await referred(here)
    await marked(here, shared=False)
    async with here.database.write() as tx:
        hands = Hands(tx, here.database.vault, here.database.ids, here.clock.now())
        _ = await staff.enrol(hands, SCRIPT, "supervisor")
    _ = await keeps_ready(here, SCRIPT[:80], SCRIPT.replace("{{ 7*7 }}", ""))
    _ = await here.signed_in(SCRIPT)
    await here.hears(SCRIPT)
    status, _ = await writes(here, SCRIPT, by=SCRIPT)
    assert status == 200
    _ = await here.post("/desk/item/1/note", {"note": SCRIPT})
    _ = await typing(here, SCRIPT, int(await seen(here)))
    for page in (await path(here), f"{await path(here)}/now", "/desk", "/desk/item/1"):
        _, html = await here.get(page)
        assert ("<script>alert" in html, "<img" in html) == (False, False), page
        assert (SHOWN in html, "{{ 7*7 }}" in html) == (True, True), page
    status, html = await typing(here, "other", 0)
    assert (status, "<script>" in html, SHOWN in html) == (409, False, True)


async def test_reflected_script_is_shown_as_it_was_typed(here: Here):
    _, html = await writes(here, SCRIPT + "z" * 2000)
    assert ("<script>alert" in html, SHOWN in html) == (False, True)
    _, html = await here.get(f"{await path(here)}?said={SCRIPT}&all={SCRIPT}")
    assert "<script>alert" not in html


async def test_what_no_database_stores_and_what_browsers_add_is_taken_out(here: Here):
    _ = await writes(here, "one\r\ntwo\0three")
    assert await went(here) == ["queued: one\ntwothree"]


async def test_of_somebody_who_was_erased_no_open_tab_keeps_a_word(here: Here):
    await here.hears("hello")
    where, contact = await path(here), await here.contact()
    async with here.database.write() as tx:
        hands = Hands(tx, here.database.vault, here.database.ids, here.clock.now())
        _ = await erase(hands, [contact], "staff:1", "forgotten")
    form = {"text": "Dear Margaret", "seen": "0", "do": "send"}
    assert (await here.post(f"{where}/draft", form))[0] == 404
    assert (await here.post(where, form))[0] == 404
    assert "What was written here was erased." in (await here.get(where))[1]
    async with here.database.read() as tx:
        assert (await tx.execute(select(table))).all() == []


async def test_a_form_without_its_fields_is_no_error(here: Here):
    status, html = await here.post(await path(here), {})
    assert (status, "Write something first." in html) == (422, True)
    status, html = await here.post(await path(here), {"do": "pick", "reply": "nonsense", "seen": "-1"})
    assert (status, "Choose a saved reply." in html) == (422, True)


async def test_a_draft_is_kept_without_a_script_too(here: Here):
    _, html = await writes(here, "Dear Margaret", do="keep")
    assert "Your draft is kept. It is there on any computer." in html
    status, html = await writes(here, "Dear Mrs Brown", do="keep", seen="0")
    assert (status, box(html), "<ins>Margaret</ins>" in html) == (409, "Dear Mrs Brown", True)


async def test_a_saved_reply_comes_below_what_is_typed_with_the_names_in_it(here: Here):
    _ = await referred(here)
    id = await keeps_ready(here, "Will ring", "Hello {name}, I will ring today. {me}")
    _, html = await writes(here, "Good morning.", do="pick", reply=str(id))
    assert box(html) == "Good morning.\nHello Margaret, I will ring today. Ann"
    assert box((await here.get(await path(here)))[1]) == box(html), "and it is kept"
    assert await went(here) == []


async def test_where_others_may_read_it_no_name_goes_in(here: Here):
    _ = await referred(here)
    id = await keeps_ready(here, "Will ring", "Hello {name}, I will ring today.")
    await marked(here, shared=True)
    _, html = await writes(here, "", do="pick", reply=str(id))
    assert box(html) == "Hello, I will ring today."


async def test_a_saved_reply_that_was_taken_away_loses_nothing(here: Here):
    id = await keeps_ready(here, "Will ring", "Hello")
    async with here.database.write() as tx:
        hands = Hands(tx, here.database.vault, here.database.ids, here.clock.now())
        await saved_replies.remove(hands, id, "staff:1")
    status, html = await writes(here, "Good morning.", do="pick", reply=str(id))
    assert (status, box(html)) == (422, "Good morning.")
    assert ANN in html
