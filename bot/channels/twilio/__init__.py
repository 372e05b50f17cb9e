"""Twilio: texts and WhatsApp.

`Twilio` hands texts over and finds what became of them; `routes` takes what Twilio brings. The twilio package is not
used: its client ignores time-outs and repeats a POST that failed half-way, which sends a text twice. It is the
reference in the tests.
"""

from bot.channels.twilio.account import Account
from bot.channels.twilio.sender import Twilio
from bot.channels.twilio.webhooks import routes

__all__ = ["Account", "Twilio", "routes"]
