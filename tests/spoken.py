"""The wordings of a service under test, proved once for each way in which it is set: to read and prove them takes as long
as a short test, and nothing ever changes one."""

from bot.app import wordings_of
from bot.settings import Settings
from messages.wording import Wording

APART = {"database_url", "twilio_api_url", "telegram_api_url"}  # new for every test, and in no text
_KEPT: dict[str, dict[str, Wording]] = {}


def spoken(settings: Settings) -> dict[str, Wording]:
    key = settings.model_dump_json(exclude=APART)
    if key not in _KEPT:
        _KEPT[key] = wordings_of(settings)
    return dict(_KEPT[key])
