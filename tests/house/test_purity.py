"""Flows are pure, and there is one clock. A flow that looked at the world could not be replayed; a part with its own
clock could not be rehearsed."""

import ast
import re

from tests.house.tree import PACKAGES, calls, imports, sources

CLOCK = "bot/clock.py"
WORLD = {
    "aiohttp", "aiosqlite", "asyncio", "glob", "httpx", "io", "logging", "os", "pathlib", "random", "requests", "secrets",
    "shutil", "socket", "sqlalchemy", "sqlite3", "structlog", "subprocess", "sys", "telegram", "tempfile", "threading",
    "time", "twilio", "urllib", "uuid",
}  # fmt: skip
# `clock.now()` is the way; these are the others. `func.now` is the database's clock.
OTHER_CLOCKS = re.compile(
    r"(^|\.)(datetime|date|dt|DateTime)\.(now|utcnow|today)$"
    r"|^(sqlalchemy\.|sa\.)?func\.(now|current_timestamp|current_date)$"
    r"|^asyncio\.sleep$|^anyio\.sleep$"
    r"|loop(\(\))?\.(time|call_later|call_at)$"
)


def test_flows_import_nothing_of_the_world():
    seen = [f"{name}:{line} {to}" for name, tree in sources("flows") for line, to in imports(tree)]
    assert [one for one in seen if one.split(" ")[1].split(".")[0] in WORLD] == []


def test_flows_do_not_ask_what_day_it_is_or_open_files():
    asked = [f"{name}:{line} {call}" for name, tree in sources("flows") for line, call in calls(tree)]
    assert [one for one in asked if re.search(r"\.(now|utcnow|today)$| (open|print|input)$", one)] == []


def test_no_clock_but_the_clock():
    called = [f"{name}:{line} {call}" for name, tree in sources(*PACKAGES) for line, call in calls(tree)]
    assert [one for one in called if not one.startswith(CLOCK) and OTHER_CLOCKS.search(one.split(" ", 1)[1])] == []


def test_nothing_else_imports_time_or_sleep():
    found = [
        f"{name}:{line} {to}"
        for name, tree in sources(*PACKAGES)
        for line, to in imports(tree)
        if to.split(".")[0] == "time" or to == "asyncio.sleep"
    ]
    assert [one for one in found if not one.startswith(CLOCK)] == []


def test_the_rule_tells_clocks_apart():
    script = "datetime.now(UTC); date.today(); dt.datetime.now(); asyncio.sleep(1); asyncio.get_running_loop().time()"
    assert [bool(OTHER_CLOCKS.search(call)) for _, call in calls(ast.parse(script)) if call[-2:] != "op"] == [True] * 5
    allowed = "clock.now(); self.clock.sleep(3); datetime.combine(day, hour); message.time()"
    assert [call for _, call in calls(ast.parse(allowed)) if OTHER_CLOCKS.search(call)] == []
