"""Words at rest: every column of them is in the one list, everything in it opens, and a marker sent through every
route is nowhere to be read: not in the database, its log or a backup."""

import asyncio
import base64
import subprocess
from pathlib import Path

from sqlalchemy import LargeBinary, select
from sqlalchemy.engine import make_url

from bot.backup import backup
from bot.channels.base import Inbound
from bot.state import Picture, Reference, Reply
from bot.store import accounts, drafts, holding, late, logins, openings, owing, restrictions, sharing, staff
from bot.store.accounts import Account
from bot.store.circle import circle_of
from bot.store.columns import SEALED
from bot.store.hands import Hands
from bot.store.tables import messages, metadata
from tests.serving import MARGARET, MONDAY_10, Kept, Town
from tests.store.filled import HER, WORD, filled, on_a_programme, on_the_page, opened, seen, words

HASHES = {
    "contacts.address_key", "messages.dedupe", "first_messages.address_key", "staff_codes.code_hash",
    "story_links.token_hash", "enrolments.token_hash", "sessions.token_hash", "chain.link", "chain_head.link",
    "chain_head.seal",
}  # fmt: skip
NUMBERS = (MARGARET[3:], HER[3:])


def test_every_column_of_bytes_is_sealed_or_a_hash() -> None:
    columns = {str(c) for table in metadata.sorted_tables for c in table.columns if isinstance(c.type, LargeBinary)}
    assert columns == {str(one) for one in SEALED} | HASHES


async def at_the_desk(here: Town) -> None:
    """What staff write, and who they are."""
    database, now = here.service.database, here.clock.now()
    async with database.write() as tx:
        hands = Hands(tx, database.vault, database.ids, now)
        member = await staff.enrol(hands, WORD, "coordinator")
        link = await logins.new_link(hands, member)
        _ = await logins.enrol(hands, link, "a hash", 1)
        link = await logins.new_link(hands, await staff.enrol(hands, f"{WORD} Hart", "coordinator"))
        _ = await accounts.link(hands, link, Account("https://login.example.org", WORD))
        await holding.note(tx, database.vault, database.ids, 1, "Ann", f"rang {WORD}", now)
        await sharing.share(hands, 1, "Ann", to=WORD, why=WORD, wishes=WORD)
        about = (await tx.execute(select(messages.c.contact_id).limit(1))).scalar_one()
        _ = await drafts.keep(hands, about, member, f"dear {WORD}", 0)
        first = (await tx.execute(select(messages.c.id).order_by(messages.c.id).limit(1))).scalar_one()
        _ = await late.found_late(hands, first, late.Risk("amber", "fall", words=WORD), "Ann")
        circle = await circle_of(tx, "item", 1)
        assert circle
        _ = await openings.open_for(hands, member, circle, "item:1", openings.OUTSIDE, "other", WORD)
        await restrictions.restrict(hands, circle.main, [member], WORD, "Ann")


async def a_picture(here: Town) -> None:
    """What a review shows: their goal, in their own words."""
    database, now = here.service.database, here.clock.now()
    shown = Reply("Your progress", picture=Picture("Your progress", "then", "now", ((f"the {WORD} club", 2, 6),)))
    async with database.write() as tx:
        contact = (await tx.execute(select(messages.c.contact_id).limit(1))).scalar_one()
        await owing.owe(tx, owing.rows_of(database.vault, database.ids, [(contact, shown)], now))


async def every_route(here: Town) -> None:
    """What `fill` leaves out: buttons, pictures, a word after /start, and who writes from there."""
    take, now = here.service.reception.take, here.clock.now
    here.service.add_channel(Kept("telegram"))
    await take(Inbound("telegram", WORD, "T1", f"/start {WORD}", now()))
    await take(Inbound("telegram", WORD, "T2", "yes", now()))
    await take(Inbound("telegram", WORD, "T2b", WORD, now(), "button", Reference(1, WORD)))
    await take(Inbound("telegram", WORD, "T3", WORD, now(), "picture"))
    await take(Inbound("sms", WORD, WORD, f"STOP {WORD}", now()))
    await take(Inbound("sms", HER, "S4", f"can I speak to {WORD}", now()))
    await at_the_desk(here)
    await a_picture(here)
    _ = await on_a_programme(here)
    _ = await on_the_page(here)
    await here.settled()


async def test_everything_in_the_list_is_used_and_opens(database_url: str) -> None:
    async with filled(database_url) as here:
        await every_route(here)
    async with opened(database_url) as database:
        found = await words(database)
    assert {name for name, values in found.items() if not values} == set()
    without = {name for name, values in found.items() if not any(WORD.lower() in value.lower() for value in values)}
    ours = {"secrets.value", "outbox.buttons", "logins.totp_secret", "enrolments.secret"}
    assert without == ours, "our own words only; the others, the marker"


async def test_a_marker_is_nowhere_to_be_read(database_url: str, tmp_path: Path) -> None:
    async with filled(database_url) as here:
        await every_route(here)
        saved = await asyncio.to_thread(backup, database_url, tmp_path, MONDAY_10)
        kept = {name: content for name, content in files(database_url, tmp_path).items() if content}
        assert saved.name in kept
    found = {(name, one) for name, content in kept.items() for word in (WORD, *NUMBERS) for one in seen(content, word)}
    assert found == set()


def files(url: str, folder: Path) -> dict[str, bytes]:
    """Everything that lies in the folder (the database with its log, or nothing; the backup), and a dump as SQL."""
    found = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    if make_url(url).get_backend_name() == "postgresql":
        host, name = make_url(url).query["host"], make_url(url).database
        command = ["pg_dump", "-h", str(host), "-U", "frontdoor", str(name)]
        found["sql"] = subprocess.run(command, capture_output=True, check=True).stdout
        assert b"COPY public.messages" in found["sql"]
        found["bytes"] = b"".join(bytes.fromhex(part.split()[0].decode()) for part in found["sql"].split(b"\\\\x")[1:])
    else:
        assert {"frontdoor.db", "frontdoor.db-wal"} <= {name for name, content in found.items() if content}
    return found


def test_the_search_would_find_it() -> None:
    for coded in (WORD.encode(), WORD.encode("utf-16-le"), base64.b64encode(f"ab{WORD}cd".encode())):
        assert seen(b"\0\1" + coded, WORD)
    assert not seen(b"nothing here", WORD)
