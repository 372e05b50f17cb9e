"""Whether somebody is who they say: name, password and code together, with one answer for whatever of it is wrong.

The work is the same whether there is such a person or not. Tries are counted for each name and browser before anything
is checked, so that two at once are two.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.desk.codes import step_of
from bot.desk.devices import Devices
from bot.desk.passwords import LONGEST, Passwords
from bot.store import logins, sessions
from bot.store.database import Database
from bot.store.hands import Hands
from bot.store.limits import take_one
from bot.store.log import record
from bot.store.logins import Login
from bot.store.sqlite_writer import Tx

MOST, WITHIN = 10, timedelta(minutes=15)
NOBODYS_SECRET = "A" * 32
FAILED, NOBODY = "sign-in failed", "nobody"
OF_NOBODY, EACH = 100, timedelta(hours=1)  # so many tries of names that nobody has are kept: they must not fill the log


@dataclass(frozen=True, slots=True)
class Tried:
    """What was filled in, and the browser's cookie of those who signed in there."""

    name: str
    password: str
    code: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """Signed in: the token for the browser, and its new cookie of those who signed in there."""

    token: str
    device: str
    role: str


class SigningIn:
    def __init__(self, database: Database, clock: Clock, passwords: Passwords):
        self._database, self._clock, self._passwords = database, clock, passwords
        self._devices = Devices(database.vault)

    async def try_(self, tried: Tried) -> Entered | None:
        """None when it is not right, or there were too many tries. Raises Busy."""
        async with self._database.write() as tx:
            login = await logins.called(tx, self._database.vault, tried.name)
            device = self._devices.known(tried.device, login) if login else ""
            allowed = await self._counted(tx, tried.name, device)
        if not allowed:
            return None
        hashed, lane = login.password if login else None, "known" if device else "strangers"
        right = await self._passwords.matches(hashed, tried.password[:LONGEST], lane)
        step = step_of(login.secret if login else NOBODYS_SECRET, tried.code, self._clock.now())
        async with self._database.write() as tx:
            hands = Hands(tx, self._database.vault, self._database.ids, self._clock.now())
            if login and right and step is not None and await logins.use_step(hands, login, step):
                return await self._enter(hands, login, tried.device, "password and code")
            browser = "known browser" if device else "new browser"
            await note_failed(hands, login.member.actor if login else NOBODY, browser)
        return None

    async def enter(self, hands: Hands, name: str, device: str) -> Entered | None:
        """Sign in somebody who has just enrolled: they have proved more than a sign-in asks for."""
        login = await logins.called(hands.tx, hands.vault, name)
        return await self._enter(hands, login, device, "enrolled") if login else None

    async def _enter(self, hands: Hands, login: Login, device: str, how: str) -> Entered:
        token = await sessions.start(hands, login.member.id, how)
        return Entered(token, self._devices.remembered(device, login), login.member.role)

    async def _counted(self, tx: Tx, name: str, device: str) -> bool:
        who = self._database.vault.look_up("a name to sign in", logins.folded(name)).hex()
        return await take_one(tx, f"sign-in {who} {device}".strip(), MOST, self._clock.now(), WITHIN)


async def note_failed(hands: Hands, who: str, how: str) -> None:
    """Keep that somebody tried; NOBODY for whoever is not one of us."""
    if who == NOBODY and not await take_one(hands.tx, "sign-ins of nobody", OF_NOBODY, hands.now, EACH):
        return
    await record(hands.tx, hands.ids, hands.now, [("desk", FAILED, who, how)])
