"""Browsers that somebody has signed in from. One that has carries a signed cookie, and its wrong tries are counted apart:
strangers who try somebody's name lock out strangers, never the person themselves.

The cookie opens nothing. It holds a line for each of the last few people who signed in there, as an office's computer
has several; whoever enrols anew is a stranger to all of theirs.
"""

import hmac
import secrets
from dataclasses import dataclass

from bot.store.logins import Login
from bot.store.vault import Vault

COOKIE = "__Host-desk-device"
DAYS = 365
MOST = 5  # people of one browser
BYTES = 12
BETWEEN, PARTS = "~", "."


@dataclass(frozen=True, slots=True)
class Devices:
    vault: Vault

    def known(self, cookie: str, login: Login) -> str:
        """The name of this browser, if they have signed in from it; else nothing."""
        for id, name, mark in _lines(cookie):
            if id == str(login.member.id) and any(hmac.compare_digest(mark, one) for one in self._marks(login, name)):
                return name
        return ""

    def remembered(self, cookie: str, login: Login) -> str:
        """The cookie with a line for whoever has just signed in, last."""
        name = self.known(cookie, login) or secrets.token_urlsafe(BYTES)
        id = str(login.member.id)
        others = [line for line in _lines(cookie) if line[0] != id][1 - MOST :]
        return BETWEEN.join(PARTS.join(line) for line in [*others, (id, name, self._marks(login, name)[0])])

    def _marks(self, login: Login, name: str) -> list[str]:
        said = f"{login.member.id} {name} {login.enrolled_at.timestamp()}"
        return [one.hex() for one in self.vault.look_ups("a browser of staff", said)]


def _lines(cookie: str) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for line in cookie.split(BETWEEN)[:MOST]:
        id, _, rest = line.partition(PARTS)
        name, _, mark = rest.partition(PARTS)
        if cookie.isascii() and id and name and mark:
            found.append((id, name, mark))
    return found
