"""The channels of the real service, as their settings ask for them. One that is not set up is not imported."""

import os
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp

from bot.app import Service
from bot.ticker import Chore

if TYPE_CHECKING:
    from bot.channels.twilio.sender import Twilio

AWAY = timedelta(days=1)  # how far back we ask for what arrived while we were away
POLLING = "telegram polling"


@asynccontextmanager
async def add_twilio(service: Service) -> AsyncGenerator[None, None]:
    """SMS and WhatsApp by Twilio: webhooks, sending, and once an hour what we missed."""
    s = service.settings
    if not s.twilio_account_sid:
        yield
        return
    from bot.channels.twilio.account import Account
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
    )
    _ = service.web.add_routes(hooks)
    async with aiohttp.ClientSession() as session:
        for name in ("sms", "whatsapp"):
            channel = Twilio(name, account, session, text_abroad=s.text_abroad)
            service.add_channel(channel)
            service.also(Chore(f"missed {name}", timedelta(hours=1), lambda c=channel: _missed(service, c)))
        yield


async def _missed(service: Service, channel: "Twilio") -> None:
    """Take what Twilio received and we did not; what is known already drops out."""
    async for inbound in channel.missed(service.clock.now() - AWAY):
        await service.reception.take(inbound)


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
            me, lease = f"{os.getpid()}-{secrets.token_hex(4)}", timedelta(seconds=LEASE_SECONDS)
            place = Place(
                lambda: service.read_mark(POLLING),
                lambda offset: service.set_mark(POLLING, offset),
                lambda: service.lease(POLLING, me, lease),
            )
            service.also_runs(Poller(telegram, arrivals, service.clock, place).run)
            yield
    finally:
        await telegram.close()
