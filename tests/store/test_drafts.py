"""Drafts: nothing that was typed is lost, whichever tab is second; and what is about a person is theirs."""

import pytest

from bot.store import drafts, staff
from bot.store.drafts import Draft, Overtaken
from bot.store.hands import Hands
from bot.store.tables import drafts as table
from tests.serving import JO, MARGARET, town
from tests.store.filled import LATER, opened
from tests.store.test_subject import contact_of, exported, forgotten, stored_about


async def draft(url: str, who: str = MARGARET, text: str = "Dear Margaret", seen: int = 0) -> Draft:
    """Kept by Ann, who is enrolled once."""
    async with opened(url) as database:
        contact = await contact_of(database, who)
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, LATER)
            known = [one.id for one in await staff.members(tx, database.vault) if one.name == "Ann"]
            ann = known[0] if known else await staff.enrol(hands, "Ann", "coordinator")
            return await drafts.keep(hands, contact, ann, text, seen)


async def test_a_draft_is_kept_and_whoever_began_with_an_older_one_is_told(filled_url: str) -> None:
    assert (await draft(filled_url)).version == 1
    assert (await draft(filled_url, text="Dear Margaret, how are you?", seen=1)).version == 2
    with pytest.raises(Overtaken) as told:
        _ = await draft(filled_url, text="Dear Mrs Brown", seen=1)
    assert (told.value.now.text, told.value.now.version) == ("Dear Margaret, how are you?", 2)
    assert (await draft(filled_url, text="Dear Margaret, how are you?", seen=1)).version == 2, "the same words"


async def test_a_draft_to_one_is_no_draft_to_another(filled_url: str) -> None:
    _ = await draft(filled_url)
    assert (await draft(filled_url, JO, "Dear Jo")).version == 1
    assert (await draft(filled_url, text="Dear Margaret, hello", seen=1)).version == 2


async def test_what_was_sent_leaves_a_version_that_no_old_tab_passes(filled_url: str) -> None:
    _ = await draft(filled_url)
    assert (await draft(filled_url, text="", seen=1)).version == 2
    with pytest.raises(Overtaken):
        _ = await draft(filled_url, text="Dear Margaret, once more", seen=1)


async def test_a_draft_is_in_their_copy_and_goes_with_them(filled_url: str) -> None:
    _ = await draft(filled_url)
    _ = await draft(filled_url, JO, "Dear Jo")
    (point,) = (await exported(filled_url, MARGARET))["contact_points"]
    assert [one["text"] for one in point["drafts"]] == ["Dear Margaret"]
    async with opened(filled_url) as database:
        contact = await contact_of(database, MARGARET)
    _ = await forgotten(filled_url, MARGARET)
    assert (await stored_about(filled_url, contact))[table.name] == []
    assert (await exported(filled_url, JO))["contact_points"][0]["drafts"][0]["text"] == "Dear Jo"


async def test_an_empty_draft_is_no_word_about_anybody(filled_url: str) -> None:
    _ = await draft(filled_url)
    _ = await draft(filled_url, text="", seen=1)
    assert (await exported(filled_url, MARGARET))["contact_points"][0]["drafts"] == []


async def test_of_two_at_the_same_moment_one_is_told(database_url: str) -> None:
    async with town(database_url) as here:
        _ = await here.texts(MARGARET, "JOIN")
    _ = await draft(database_url)
    async with opened(database_url) as database:
        contact = await contact_of(database, MARGARET)
        async with database.write() as tx:
            hands = Hands(tx, database.vault, database.ids, LATER)
            (ann,) = await staff.members(tx, database.vault)
            _ = await drafts.keep(hands, contact, ann.id, "one", 1)
            with pytest.raises(Overtaken):
                _ = await drafts.keep(hands, contact, ann.id, "other", 1)
            assert (await drafts.of(tx, database.vault, contact, ann.id)).text == "one"
