"""What the real service has besides, as its settings ask for it: channels, and a backup a day.

A channel that is not set up is not imported.
"""

import asyncio
import os
import secrets
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import structlog

from bot.app import Service
from bot.backup import daily, daily_file
from bot.batches import MOST
from bot.channels.base import Inbound, Receive
from bot.store.keeping import BackupFailed
from bot.ticker import Chore

if TYPE_CHECKING:
    from bot.channels.twilio.sender import Twilio

AWAY = timedelta(days=1)  # how far back we ask for what arrived while we were away
LONGEST = timedelta(hours=1)  # that a backup takes: so long no other process of ours begins one
CONNECTIONS = 256  # to Twilio: what is urgent finds one free while ordinary texts have all of theirs
log = structlog.get_logger()
POLLING = "telegram polling"


@asynccontextmanager
async def add_twilio(service: Service) -> AsyncGenerator[None, None]:
    """SMS and WhatsApp by Twilio: webhooks, sending, and once an hour what we missed."""
    s = service.settings
    if not s.twilio_account_sid:
        yield
        return
    from bot.channels.twilio.account import Account
    from bot.channels.twilio.calls import Telephone
    from bot.channels.twilio.sender import Twilio
    from bot.channels.twilio.webhooks import routes

    token = s.twilio_auth_token.get_secret_value()
    account = Account(s.twilio_api_url, s.twilio_account_sid, token, s.twilio_from, s.public_url)
    wording = service.wordings[s.spoken[0]]
    hooks = routes(
        service.reception.take,
        service.delivery.take,
        service.clock,
        account,
        lambda stored: wording.text("voice_answer" if stored else "voice_not_noted"),
        service.switchboard,
    )
    _ = service.web.add_routes(hooks)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS)) as session:
        if not account.is_service:
            service.can_ring(Telephone(account, session).ring)
        for name in ("sms", "whatsapp"):
            channel = Twilio(name, account, session, text_abroad=s.text_abroad)
            service.add_channel(channel)
            service.also(Chore(f"missed {name}", timedelta(hours=1), lambda c=channel: _missed(service, c)))
        yield


async def _missed(service: Service, channel: "Twilio") -> None:
    """Take what Twilio received and we did not; what is known already drops out."""
    await take_all(service.reception.take, [one async for one in channel.missed(service.clock.now() - AWAY)])


async def take_all(receive: Receive, arrived: Sequence[Inbound]) -> None:
    """Take these in their order, as many at once as fit one batch of reception's.

    One that cannot be stored holds up none of the others; its error is raised when they are through.
    """
    failed: list[BaseException] = []
    for start in range(0, len(arrived), MOST):
        taken = await asyncio.gather(*map(receive, arrived[start : start + MOST]), return_exceptions=True)
        failed += [error for error in taken if error is not None]
    if failed:
        raise failed[0]


def add_backups(service: Service) -> None:
    """A backup each day, in the folder of BACKUP_DIR. After days away there is one, not one for each of them."""
    s, me = service.settings, _somebody()
    if not s.backup_dir:
        return
    folder = Path(s.backup_dir)

    async def look() -> None:
        now = service.clock.now().astimezone(s.zone)
        if daily_file(s.database_url, folder, now.date()).exists() or not await service.lease("backup", me, LONGEST):
            return
        try:
            made = await asyncio.to_thread(daily, s.database_url, folder, s.backup_keep, now)
        except BackupFailed as error:  # tried again at the next look
            log.error("no backup", why=str(error))
        else:
            log.info("backup", file=made.name)

    service.also(Chore("backup", timedelta(minutes=10), look, at_start=False))  # large ones would hold up the start


def _somebody() -> str:
    """A name for this process, as the holder of leases."""
    return f"{os.getpid()}-{secrets.token_hex(4)}"


@asynccontextmanager
async def add_telegram(service: Service) -> AsyncGenerator[None, None]:
    """Telegram, by webhook where PUBLIC_URL and TELEGRAM_SECRET are set, else by polling."""
    if not service.settings.telegram_token.get_secret_value():
        yield
        return
    from bot.channels.telegram.arrivals import Arrivals
    from bot.channels.telegram.polling import LEASE_SECONDS, Place, Poller
    from bot.channels.telegram.sender import Telegram
    from bot.channels.telegram.webhook import announce, routes

    telegram = Telegram(service.settings, service.clock)
    service.add_channel(telegram)
    arrivals = Arrivals(
        telegram, service.reception.take, lambda gone: service.blocked("telegram", gone.address, gone.at), service.clock
    )
    try:
        if telegram.hook:
            _ = service.web.add_routes(routes(service.settings.telegram_secret.get_secret_value(), arrivals))
            service.also_runs(lambda: announce(telegram, service.clock))
            yield
        else:
            me, lease = _somebody(), timedelta(seconds=LEASE_SECONDS)
            place = Place(
                lambda: service.read_mark(POLLING),
                lambda offset: service.set_mark(POLLING, offset),
                lambda: service.lease(POLLING, me, lease),
            )
            service.also_runs(Poller(telegram, arrivals, service.clock, place).run)
            yield
    finally:
        await telegram.close()
