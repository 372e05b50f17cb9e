"""The sections of `make bench`, each a coroutine that prints its rows. What each means is in docs/performance.md."""

import asyncio
import json
import statistics
import subprocess
import sys
from pathlib import Path

from sqlalchemy.engine import make_url

from tests.bench import alerting, danger, desks, micro, readers, sizes
from tests.bench.dialogue import TEXTS, USUAL, request
from tests.bench.load import Round
from tests.bench.peers import run as peers
from tests.bench.profiled import profile
from tests.bench.table import Row, at_least, at_most, show
from tests.bench.turns import compare, cpu, fresh, quantile, rate, server

MEMORY = (1_000, 10_000, 100_000)  # conversations
WHOLE = 500  # phones whose whole dialogue is measured in process and on disk
PEOPLE, WAITING = 10_000, 1_000  # of the desk
STATUS = "/twilio/status"


def plain(name: str, rounds: list[Round]) -> Row:
    figures = f"{rate(rounds):,.0f}/s, {cpu(rounds):,.0f} µs"
    return Row(f"{name} (a second; processor each)", figures)


async def turns() -> None:
    for kind, name in (("idle", "between rounds"), ("busy", "at work, to the last reply handed over")):
        seen = await compare(kind, "bare")
        rows = [
            plain("a handler that stores nothing", seen.theirs),
            plain("durable turns", seen.ours),
            at_least("ratio", seen.ratio, 0.20),
            Row("median latency at 64 connections", f"{quantile(seen.ours, 0.5):.0f} ms"),
            at_most("p99 at 64 connections", quantile(seen.ours, 0.99), "ms", 100),
        ]
        show(f"Signed webhooks, 64 connections, outbox {name}", rows)


async def latency() -> None:
    for kind in ("idle", "busy"):
        seen = await compare(kind, "bare", connections=8, runs=1)
        median = Row("median latency at 8 connections", f"{quantile(seen.ours, 0.5):.1f} ms")
        worst = at_most("p99 at 8 connections", quantile(seen.ours, 0.99), "ms", 25)
        show(f"Latency, outbox {kind}", [plain("durable turns", seen.ours), median, worst])


async def naive() -> None:
    seen = await compare("idle", "naive", runs=1)
    rows = [
        plain("one transaction a message, a call a statement", seen.theirs),
        plain("durable turns", seen.ours),
        at_least("ratio", seen.ratio, 6),
    ]
    show("Beside plainly written code", rows)


async def delivery() -> None:
    """What a provider says of the texts it took: two reports that count, for each text."""
    async with fresh() as url, server("idle", url, 64) as under:
        for turn in range(2):
            _ = await under.round(range(500), turn)
        ids: list[int] = json.loads(await under.load.ask("/_taken"))
        told = [told_of(id, state) for state in ("sent", "delivered") for id in ids]
        round = await under.load.round(told)
    row = Row("delivery reports", f"{round.rate:,.0f}/s")
    show("Delivery reports, 64 connections", [row, Row("p99", f"{quantile([round], 0.99):.0f} ms")])


def told_of(id: int, state: str) -> bytes:
    form = {**USUAL, "MessageSid": f"SM{id:032x}", "MessageStatus": state}
    return request(form, f"{STATUS}?outbox={id}")


async def inprocess(*args: object) -> object:
    command = [sys.executable, "-m", "tests.bench.inprocess", *map(str, args)]
    done = await asyncio.to_thread(subprocess.run, command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


async def ours_in_process() -> float:
    async with fresh() as url:
        said = await inprocess("dialogue", url, WHOLE)
        assert isinstance(said, dict)
        return float(said["messages"]) / float(said["seconds"])


async def others() -> None:
    if not await asyncio.to_thread(peers.ready):
        show("Other frameworks", [Row("not measured: they could not be installed", "-")])
        return
    ours, rows = [await ours_in_process()], list[Row]()
    for name, module in (("python-telegram-bot, pickle at every step", "ptb"), ("aiogram, SQLite storage", "fsm")):
        theirs = await asyncio.to_thread(peers.rate, module)
        ours.append(await ours_in_process())
        rows += [Row(f"{name} (a second)", f"{theirs:,.0f}"), at_least("ratio", statistics.mean(ours[-2:]) / theirs, 5)]
    whole = Row("ours, durable, with replies (a second)", f"{statistics.median(ours):,.0f}")
    show(f"Other frameworks at the same {len(TEXTS)} questions, in process", [whole, *rows])


async def memory() -> None:
    async with fresh() as url:
        said = await inprocess("fill", url, *MEMORY)
    assert isinstance(said, dict)
    rows = [at_most(f"resident after {int(n):,} conversations", said[n] / 1e6, "MB", 250) for n in said]
    async with fresh() as url:
        _ = await inprocess("dialogue", url, WHOLE)
        kept = await asyncio.to_thread(of_disk, Path(make_url(url).database or ""))
    show("Memory and disk", [*rows, *kept])


def of_disk(database: Path) -> list[Row]:
    talk, around, texts = (
        sizes.size_of(database, tables) / WHOLE for tables in (sizes.CONVERSATION, sizes.AROUND, sizes.MESSAGES)
    )
    return [
        at_most("a conversation's row, sealed body and indexes", talk, "bytes", 1000),
        Row("contact, person, referral, facts, acts, item, audit", f"{around:,.0f} bytes"),
        Row(f"its {len(TEXTS)} texts and the replies to them", f"{texts:,.0f} bytes"),
    ]


async def parts() -> None:
    rows = await asyncio.to_thread(micro.rows)
    show("The pure parts, microseconds", [Row(name, f"{value:,.1f} µs") for name, value in rows])


async def profiles() -> None:
    for kind, connections in (("idle", 64), ("idle", 8), ("busy", 64)):
        whole, own = await profile(kind, connections)
        title = f"Where the time goes at {connections} connections, outbox {kind}"
        print(f"\n{title}: with what it calls\n" + "\n".join(whole))
        print("\nby itself\n" + "\n".join(own), flush=True)


async def alerts() -> None:
    seen = await alerting.measured()
    rows = [
        Row("texts stored, p99 of their webhooks", f"{quantile([seen.webhooks], 0.99):.0f} ms"),
        Row("texts that wait when the last has come in", f"{seen.waiting:,}"),
        Row("alerts, each to its provider", f"{len(seen.alerts):,}"),
        Row("median", f"{alerting.quantile(seen.alerts, 0.5):,.0f} ms"),
        at_most("p99", alerting.quantile(seen.alerts, 0.99), "ms", 2000),
        Row("worst", f"{max(seen.alerts):,.0f} ms"),
        Row("first words to whoever is in danger, median", f"{alerting.quantile(seen.safety, 0.5):,.0f} ms"),
        Row("p99", f"{alerting.quantile(seen.safety, 0.99):,.0f} ms"),
    ]
    rate, slow = alerting.PER_SECOND, " to ".join(f"{1000 * one:,.0f}" for one in alerting.SLOW)
    show(f"Alerts at {rate} texts a second, providers that take {slow} ms for each", rows)


async def replies() -> None:
    await asyncio.to_thread(readers.reading)


async def screening() -> None:
    await asyncio.to_thread(danger.screening)


DUE = (1_000, 10_000, 100_000)  # check-ins due at one moment
JOBS = (1_000, 10_000)  # of APScheduler: a hundred thousand take minutes


async def due() -> None:
    ours = {many: await of_due("ours", many) for many in DUE}
    same, count = [{many: (await of_due(way, many))[0] for many in JOBS} for way in ("ask", "count")]
    rows = [Row(f"{many:,} due check-ins, found, worded, in the outbox", f"{ours[many][0]:.1f} s") for many in DUE]
    rows += [Row(f"{many:,} jobs of APScheduler, each asks its person", f"{same[many]:.1f} s") for many in JOBS]
    rows += [Row(f"{many:,} jobs that do nothing", f"{count[many]:.1f} s") for many in JOBS]
    rows += [at_least(f"times faster at {many:,}", same[many] / ours[many][0], 10) for many in JOBS]
    rows += [
        Row(f"than jobs that do nothing, at {many:,}", f"{count[many] / ours[many][0]:.1f} times") for many in JOBS
    ]
    rows += [Row(f"memory that {many:,} take", f"{ours[many][1]:.0f} MiB") for many in DUE]
    show("Check-ins that are due at one moment", rows)


async def of_due(whose: str, many: int) -> list[float]:
    command = [sys.executable, "-m", "tests.bench.due", whose, str(many)]
    done = await asyncio.to_thread(subprocess.run, command, stdout=subprocess.PIPE, text=True, check=True)
    return [float(one) for one in done.stdout.split()]


EPISODES = (10_000, 100_000)


async def reports() -> None:
    """Those that count the programme, each over every episode there is."""
    few, many = [await of_reports(episodes) for episodes in EPISODES]
    rows = [at_most(f"frontdoor report {name}", seconds, "s", 10) for name, (seconds, _) in many.items()]
    grown = [max(memory for _, memory in found.values()) for found in (few, many)]
    rows += [
        Row(
            f"memory that they take, {EPISODES[0]:,} / {EPISODES[1]:,} episodes", f"{grown[0]:.0f} / {grown[1]:.0f} MiB"
        )
    ]
    rows += [Row("of it for outcomes", f"{few['outcomes'][1]:.0f} / {many['outcomes'][1]:.0f} MiB")]
    show(f"Reports over {EPISODES[1]:,} episodes", rows)


async def of_reports(many: int) -> dict[str, list[float]]:
    command = [sys.executable, "-m", "tests.bench.reported", str(many)]
    done = await asyncio.to_thread(subprocess.run, command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


async def desk() -> None:
    """Nothing is asked of the machine's other core: an idle one is a coordinator's."""
    rows: list[Row] = []
    for one in await desks.measured(PEOPLE, WAITING):
        rows.append(at_most(one.path, one.kilobytes, "kB", 150))
        rows.append(at_most("  median of five", one.milliseconds, "ms", 200))
    show(f"The desk's pages at {PEOPLE:,} people and {WAITING:,} open items", rows)


SECTIONS = {
    "desk": desk,
    "due": due,
    "turns": turns,
    "latency": latency,
    "naive": naive,
    "delivery": delivery,
    "reports": reports,
    "peers": others,
    "memory": memory,
    "parts": parts,
    "reading": replies,
    "alerting": alerts,
    "screening": screening,
}
