"""The pages of a referral and of a contact: the story on one page, and what to know before ringing."""

import re

from tests.desk.conftest import JO, Here


async def referred(here: Here, *, seen: str = "no") -> str:
    """Margaret refers herself as far as what matters; gives the path of her page."""
    for text in ("hello", "1", "yes", "78", seen):
        await here.hears(text)
    if seen == "yes":
        await here.hears("morning")
    for text in ("Margaret Brown", "I miss having someone to talk to"):
        await here.hears(text)
    _, html = await here.get("/desk")
    return re.findall(r"/desk/referral/\d+", html)[0]


async def test_a_referral_shows_what_matters_the_facts_and_the_transcript(here: Here):
    status, html = await here.get(await referred(here))
    assert status == 200
    assert "<h1>Margaret Brown</h1>" in html
    assert "Incomplete: some answers are still missing" in html
    assert "<blockquote>I miss having someone to talk to</blockquote>" in html
    assert "<dt>Age</dt><dd>78</dd>" in html
    assert "<dt>Address</dt><dd>Not said</dd>" in html
    assert "They say that nobody else sees this phone." in html
    assert "Monday 23 November" in html
    assert re.search(r'<time datetime="[^"]+">10:01</time>', html)
    assert ", sent" in html


async def test_a_phone_that_others_see_carries_a_warning(here: Here):
    _, html = await here.get(await referred(here, seen="yes"))
    assert "Others see this phone. Safe time: morning. Do not say what it is about." in html


async def test_local_time_is_shown_in_summer_too(here: Here):
    await here.clock.advance(days=250)
    await here.hears("hello")
    _, html = await here.get(f"/desk/contact/{await here.contact()}")
    assert ">11:01</time>" in html


async def test_the_queue_names_the_person_and_says_what_matters(here: Here):
    _ = await referred(here)
    _, html = await here.get("/desk")
    assert "Margaret Brown, 07700 900001" in html
    assert "<blockquote>I miss having someone to talk to</blockquote>" in html


async def test_notes_and_what_nobody_answered_are_marked(here: Here):
    await here.hears("I've took all my tablets")
    _, html = await here.get("/desk")
    path = re.findall(r"/desk/contact/\d+", html)[0]
    _, html = await here.get(path)
    assert "kept as a note for you" in html
    assert "no reply yet" not in html
    await here.hears("yes")  # they are safe
    await here.hears("at home")  # and here: the safety conversation is over
    await here.hears("STOP")
    await here.hears("are you there")
    _, html = await here.get(path)
    assert "no reply yet" in html
    assert "They texted STOP." in html


async def test_a_family_referral_does_not_pass_off_the_referrers_phone_as_the_persons(here: Here):
    for text in ("hello", "2", "yes", "no", "yes", "Jo Brown"):
        await here.hears(text, JO)
    _, html = await here.get("/desk")
    assert "Name not said, asked for by Jo Brown" in html
    for text in ("my mum", "Margaret Brown"):
        await here.hears(text, JO)
    _, html = await here.get("/desk")
    assert "Margaret Brown, asked for by Jo Brown" in html
    _, html = await here.get(re.findall(r"/desk/referral/\d+", html)[0])
    assert "the person has not been asked yet" in html
    assert "With whoever asked for them" in html
    assert "<dt>Who asked</dt><dd>Jo Brown</dd>" in html


async def test_a_persons_page_shows_what_is_open_for_them_and_for_nobody_else(here: Here):
    path = await referred(here)
    await here.raises("red", "abuse", "his words", JO)
    await here.raises("amber", "fall", "fell in the kitchen")
    await here.raises("red", "abuse", "he hits me")
    await here.raises("amber", "texts are not going out", "damp")
    _ = await here.post("/desk/item/4/close", {"outcome": "advice"})
    for page in (path, f"/desk/contact/{await here.contact()}"):
        _, html = await here.get(page)
        found = re.findall(r'<h2 id="title-\d+"><a [^>]*>([^<]+)</a>', html)
        assert found == ["Abuse or neglect", "New referral"]
        assert '<p class="under">A fall</p>' in html
        assert all(words in html for words in ("fell in the kitchen", "he hits me"))


async def test_what_is_not_there_leads_back(here: Here):
    for path in ("/desk/referral/1", "/desk/contact/1", "/desk/nowhere"):
        status, html = await here.get(path)
        assert status == 404
        assert "Go to the start" in html
