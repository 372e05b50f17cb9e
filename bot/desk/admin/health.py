"""The health of the channels: what came in and went out last, what waits, what failed and why; the chores; what
`frontdoor check` says; and the backups. Counts and times: nothing of what anybody wrote."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot.desk import words
from bot.desk.admin.running import Running
from bot.desk.office import Office
from bot.settings import PREFIX, Settings
from bot.store import traffic
from bot.store.traffic import Traffic
from bot.ticker import Ran
from bot.web import Handler

LATE = timedelta(minutes=15)  # as for /health/ready
OVERDUE = 3  # times as long as a chore waits: then something holds it up
DAY = timedelta(days=1)
REASONS = {
    "21610": "they texted STOP",
    "21211": "this is no number",
    "30003": "the phone is off, or out of reach",
    "30004": "blocked",
    "30005": "nobody has this number",
    "30006": "a landline, which takes no texts",
    "30007": "filtered as spam: look at the wording",
    "in doubt": "we did not see the end of a hand-over; it is sent again",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One channel: how it is set up, what to do, and its traffic."""

    name: str
    is_set_up: bool
    how: str
    traffic: Traffic


@dataclass(frozen=True, slots=True)
class Saved:
    """The newest backup."""

    name: str
    at: datetime
    size: int


class Health:
    def __init__(self, office: Office, running: Running):
        self.office, self.running = office, running

    def pages(self) -> tuple[tuple[str, Handler], ...]:
        return (("/admin/health", self.page),)

    def forms(self) -> tuple[tuple[str, Handler], ...]:
        return ()

    async def page(self, request: web.Request) -> web.StreamResponse:
        now, settings = self.office.clock.now(), self.running.settings
        async with self.office.database.read() as tx:
            found = await traffic.by_channel(tx, now)
        problems, advice = await self.running.look()
        given = {
            "lines": list(_lines(settings, dict(found))), "ran": self.running.ran, "problems": problems,
            "advice": advice, "now": now, "late": LATE, "reasons": REASONS, "is_late": is_late,
            "backup": newest(Path(settings.backup_dir)) if settings.backup_dir else None,
            "has_folder": bool(settings.backup_dir), "day": DAY, "age": words.age,
        }  # fmt: skip
        return self.office.show(request, "admin/health.html", **given)


def is_late(ran: Ran, now: datetime) -> bool:
    return now - ran.at > max(OVERDUE * ran.every, timedelta(minutes=1))


def newest(folder: Path) -> Saved | None:
    """The newest of the backups in the folder; None where there is none, or no folder."""
    if not folder.is_dir():
        return None
    there = [(file.stat(), file.name) for file in folder.glob("frontdoor-*") if file.suffix in (".db", ".dump")]
    if not there:
        return None
    stat, name = max(there, key=lambda one: one[0].st_mtime)
    return Saved(name, datetime.fromtimestamp(stat.st_mtime, UTC), stat.st_size)


def _lines(settings: Settings, found: dict[str, Traffic]) -> Iterator[Line]:
    """What can be set up first, and then whatever else has traffic."""
    twilio, telegram = bool(settings.twilio_account_sid), bool(settings.telegram_token.get_secret_value())
    for name in ("sms", "whatsapp"):
        yield Line(name, twilio, _of_twilio(settings), found.pop(name, Traffic()))
    yield Line("telegram", telegram, _of_telegram(settings), found.pop("telegram", Traffic()))
    for name, one in sorted(found.items()):
        if name in words.CHANNELS and name != "phone":
            yield Line(name, True, "", one)


def _of_twilio(settings: Settings) -> str:
    if not settings.twilio_account_sid:
        return f"Set {PREFIX}TWILIO_ACCOUNT_SID, {PREFIX}TWILIO_AUTH_TOKEN and {PREFIX}TWILIO_FROM."
    return f"Twilio, from {settings.twilio_from}. It calls {settings.public_url}/twilio."


def _of_telegram(settings: Settings) -> str:
    if not settings.telegram_token.get_secret_value():
        return f"Set {PREFIX}TELEGRAM_TOKEN: @BotFather gives one."
    hook = settings.public_url and settings.telegram_secret.get_secret_value()
    return f"By webhook, at {settings.public_url}/telegram." if hook else "We ask Telegram for updates ourselves."
