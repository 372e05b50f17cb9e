"""What the programme holds of somebody: in their export, gone as words when they are forgotten, kept as nobody's numbers."""

import json
from datetime import timedelta
from typing import Any

from sqlalchemy import select, text, update

from bot.store import checkins, episodes
from bot.store.hands import Hands
from bot.store.subject import find
from bot.store.tables import checkins as asked
from bot.store.tables import contacts, scores
from bot.store.tables import episodes as cases
from tests.serving import JO, MARGARET, town
from tests.store.filled import LATER, WORD, on_a_programme, opened, words
from tests.store.test_retention import end, states, swept
from tests.store.test_subject import exported, forgotten

OF_THE_PROGRAMME = ("goals.words", "goals.strengths", "steps.what", "checkins.words", "placings.why")


async def with_programme(url: str, number: str = MARGARET, **more: Any) -> int:
    async with town(url, LATER) as here:
        return await on_a_programme(here, number, **more)


async def test_the_export_holds_their_goals_answers_and_what_was_done(filled_url: str) -> None:
    episode = await with_programme(filled_url)
    (point,) = (await exported(filled_url, MARGARET))["contact_points"]
    (one,) = point["programmes"]
    assert (one["id"], one["programme"]) == (episode, "wellbeing")
    assert (one["goals"][0]["words"], one["goals"][0]["steps"][0]["what"]) == (f"walk to {WORD}", f"ring {WORD}")
    first = next(each for each in one["checkins"] if each["kind"] == "baseline")
    assert (first["words"], first["answers"][0]["value"]) == (f"seen {WORD}", 4)
    assert ("ons4_happy", 4) in [(score["measure"], score.get("value")) for score in one["scores"]]
    assert [each["category"] for each in one["done_for_them"]] == ["befriender"]
    assert [each["why"] for each in one["place_in_the_list"]] == [f"seen by {WORD}"]
    assert {"episode accepted"} <= {entry["action"] for entry in point["audit"]}


async def test_neither_the_person_nor_their_caregiver_is_handed_the_others(filled_url: str) -> None:
    theirs = await with_programme(filled_url)
    carers = await with_programme(filled_url, JO, role="carer", programme="caregivers", cares_for=theirs)
    of_the_person = json.dumps((await exported(filled_url, MARGARET))["contact_points"])
    of_the_carer = json.dumps((await exported(filled_url, JO))["contact_points"][0]["programmes"])
    assert str(carers) not in of_the_person
    assert str(theirs) not in of_the_carer


async def test_forgetting_takes_the_words_and_leaves_nobodys_numbers(filled_url: str) -> None:
    episode = await with_programme(filled_url)
    carers = await with_programme(filled_url, JO, role="carer", programme="caregivers", cares_for=episode)
    assert (await forgotten(filled_url, MARGARET)).episodes == 1
    async with opened(filled_url) as database, database.read() as tx:
        mine, other = await episodes.one(tx, episode), await episodes.one(tx, carers)
        past = await checkins.of_episode(tx, database.vault, episode)
        kept = (await tx.execute(select(scores.c.value).where(scores.c.episode_id == episode))).scalars().all()
        linked = (await tx.execute(select(asked.c.conversation_id).where(asked.c.episode_id == episode))).scalars()
        told = await words(database)
    assert (mine.state, mine.ending, mine.person_id, mine.sub_group) == ("closed", "wish", None, "")
    assert {one.state for one in past} == {"cancelled"}
    assert 4 in kept
    assert set(linked) == {None}
    assert (other.state, other.cares_for_id) == ("active", None)
    left = {name: [one for one in told[name] if one] for name in OF_THE_PROGRAMME}
    assert {name: len(found) for name, found in left.items()} == dict.fromkeys(OF_THE_PROGRAMME, 1), (
        "the caregiver's own"
    )


async def test_the_episode_of_somebody_reached_elsewhere_goes_on_there(filled_url: str) -> None:
    episode = await with_programme(filled_url)
    async with opened(filled_url) as database:
        async with database.write() as tx:
            here, there = [(await find(tx, database.vault, who))[0] for who in (MARGARET, JO)]
            link = "INSERT INTO person_contacts SELECT person_id, :there FROM person_contacts WHERE contact_id = :here"
            _ = await tx.execute(text(link), {"here": here, "there": there})
        assert (await forgotten(filled_url, MARGARET)).episodes == 0
        async with database.read() as tx:
            one = await episodes.one(tx, episode)
    assert (one.state, one.contact_id) == ("active", there)


async def test_whoever_is_on_a_programme_is_never_swept(filled_url: str) -> None:
    _ = await with_programme(filled_url, JO)
    await end(filled_url)
    at = LATER + timedelta(days=366 * 20)
    _ = await swept(filled_url, at)
    async with opened(filled_url) as database:
        assert (await states(database))[1] == "ok"
        async with database.write() as tx:
            held = update(cases).values(state="held")
            _ = await tx.execute(held)
        _ = await swept(filled_url, at + timedelta(days=1))
        assert (await states(database))[1] == "ok"


async def test_once_it_is_closed_the_long_period_runs(filled_url: str) -> None:
    episode = await with_programme(filled_url, JO)
    await end(filled_url)
    async with opened(filled_url) as database:
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, LATER)
            await episodes.close(hands, episode, "completed", "staff:1")
        assert (await swept(filled_url, LATER + timedelta(days=366 * 3))).unfinished == 1
        assert (await swept(filled_url, LATER + timedelta(days=366 * 9))).supported == 2
        async with database.read() as tx:
            state = select(contacts.c.state).join(cases, cases.c.contact_id == contacts.c.id)
            assert (await tx.execute(state.where(cases.c.id == episode))).scalar_one() == "forgotten"
