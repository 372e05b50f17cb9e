"""Passwords: which ones may be chosen, and hashing them without holding up the service.

Argon2 takes 20 MB and some 30 ms on purpose, so only a few run at once. Browsers that somebody signed in from before have
a lane of their own: strangers who try names by the thousand wait for each other, and hold up nobody else.
"""

import asyncio
import secrets
from collections.abc import Callable
from typing import Literal, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.errors import FrontdoorError

SHORTEST, LONGEST = 12, 200  # characters
AT_ONCE, IN_LINE = 2, 20  # of each lane
# What long passwords that many people choose are made of, when figures and signs are taken away.
COMMON = {
    "", "password", "passphrase", "passwort", "letmein", "letmeinplease", "welcome", "welcomeback", "iloveyou", "iloveyousomuch",
    "qwerty", "qwertyuiop", "qwertyuiopasdfghjkl", "qwertyqwerty", "asdfghjkl", "zxcvbnm", "qazwsxedc", "qazwsxedcrfv",
    "abcdefghijkl", "abcdefghijklm", "abcdefghijklmnopqrstuvwxyz", "abc", "abcd", "administrator", "admin", "changeme",
    "trustnoone", "football", "liverpool", "manchesterunited", "chelsea", "arsenal", "sunshine", "princess", "superman",
    "correcthorsebatterystaple", "opensesame", "frontdoor", "frontdoorwellbeing", "wellbeing", "coordinator",
    "supervisor", "christmas", "summer", "winter", "spring", "autumn", "monday", "november", "december",
}  # fmt: skip
TOO_SHORT = f"Choose at least {SHORTEST} characters. Three or four words that do not belong together are good."
TOO_LONG = f"Choose at most {LONGEST} characters."
TOO_COMMON = "Many people have a password like that. Choose something that nobody would try."
A_NAME = "Your name is the first thing that others try. Choose a password without it."
Lane = Literal["known", "strangers"]
T = TypeVar("T")


class Busy(FrontdoorError):
    """Too many people are signing in at once: try again in a moment."""


def unfit(password: str, name: str) -> str:
    """Why it may not be chosen; empty when it may."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    plain = password.casefold()
    letters = _once("".join(filter(str.isalpha, plain)))
    if len(set(plain)) < 5 or letters in COMMON:
        return TOO_COMMON
    return A_NAME if _tells(letters, name) else ""


def _once(letters: str) -> str:
    """What is written over and over, once: "passwordpassword"."""
    return next(
        (letters[:n] for n in range(3, len(letters) // 2 + 1) if letters[:n] * (len(letters) // n) == letters), letters
    )


def _tells(letters: str, name: str) -> bool:
    """Whether little is left when the parts of the name are taken out."""
    rest = letters
    for part in sorted(name.casefold().split(), key=len, reverse=True):
        rest = rest.replace(part, "")
    return rest != letters and len(rest) < SHORTEST / 2


class Passwords:
    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP's smallest
        self._lanes: dict[Lane, asyncio.Semaphore] = {
            "known": asyncio.Semaphore(AT_ONCE),
            "strangers": asyncio.Semaphore(AT_ONCE),
        }
        self._waiting: dict[Lane, int] = {"known": 0, "strangers": 0}
        self._nobodys = self._hasher.hash(secrets.token_hex())

    async def hash(self, password: str) -> str:
        """Raises Busy."""
        return await self._run("known", lambda: self._hasher.hash(password))

    async def matches(self, hashed: str | None, password: str, lane: Lane) -> bool:
        """Whether it is this one; for None it is not, after the same work. Raises Busy."""
        return await self._run(lane, lambda: self._verify(hashed or self._nobodys, password)) and hashed is not None

    def _verify(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, lane: Lane, work: Callable[[], T]) -> T:
        if self._waiting[lane] >= IN_LINE:
            raise Busy
        self._waiting[lane] += 1
        try:
            async with self._lanes[lane]:
                return await asyncio.to_thread(work)
        finally:
            self._waiting[lane] -= 1
