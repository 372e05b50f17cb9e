"""The address of every page of the desk, from the table of who may see what."""

import re
from collections.abc import Iterator

from bot.desk.access import TABLE

NO_PAGES = re.compile(r"/static/|\.svg$|\.csv$|/desk/(changes|queue|demo/.*|organisation.*)$|/now$")


def pages(known: dict[str, list[str]], role: str) -> Iterator[str]:
    """Of each page that this role may see, with each of what is known for the names in its pattern."""
    for (method, pattern), roles in TABLE.items():
        if method == "GET" and role in roles and not NO_PAGES.search(pattern):
            yield from _filled(pattern, known)


def _filled(pattern: str, known: dict[str, list[str]]) -> Iterator[str]:
    found = re.search(r"(\w+)/\{(\w+)\}", pattern)
    if not found:
        yield pattern
        return
    before, name = found.groups()
    kind = {"first": "episode", "conversation": "contact"}.get(before, before) if name == "id" else name
    for value in known[kind][: 1 if "{checkin}" in pattern else None]:  # of the first episode
        yield from _filled(pattern.replace(f"{{{name}}}", value, 1), known)
