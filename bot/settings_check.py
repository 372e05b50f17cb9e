"""What the settings by themselves lack: one sentence each, with what to do. `serve` refuses to start for a problem; what
only looks unwise is advice, and stops nobody."""

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import SecretStr

from bot.keywords import unfit
from bot.programme_check import misfits
from bot.settings import MUST, PREFIX, SECRET_LENGTH, Settings
from messages.heard import BadVocabulary, heard


def problems(settings: Settings) -> list[str]:
    """What stands in the way of `frontdoor serve`: one sentence each, with what to do."""
    return [
        *_of_keeping(settings),
        *_of_people(settings),
        *misfits(settings),
        *_of_twilio(settings),
        *_of_channels(settings),
        *_of_sign_in(settings),
    ]


def advice(settings: Settings) -> list[str]:
    """What `serve` can do without, and its operator should not."""
    found: list[str] = []
    if not settings.backup_dir:
        found.append(f"nobody makes backups: set {PREFIX}BACKUP_DIR to a folder, on another disk, for one a day.")
    if not settings.public_url.startswith("https:"):
        found.append(f"nobody signs in at the desk but on this machine: {PREFIX}PUBLIC_URL must be https for that.")
    if not settings.twilio_from.startswith("+"):
        found.append(f"staff cannot ring anybody through this service by CALL: set {PREFIX}TWILIO_FROM to a number.")
    return found


def _of_keeping(settings: Settings) -> Iterator[str]:
    keys = settings.secret_key.get_secret_value().split(",")
    if min(len(key.strip()) for key in keys) < SECRET_LENGTH:
        yield f"{PREFIX}SECRET_KEY must have {SECRET_LENGTH} characters or more: run `openssl rand -hex 32`."
    folder = Path(settings.backup_dir)
    if settings.backup_dir and not (folder.is_dir() and os.access(folder, os.W_OK)):
        yield f"{PREFIX}BACKUP_DIR must be a folder that the service can write to: make it, or name another."


def _of_people(settings: Settings) -> Iterator[str]:
    """What decides what people read, when, and how they reach us."""
    if not settings.out_of_hours:
        yield f"{PREFIX}OUT_OF_HOURS {MUST['out_of_hours']}."
    if not settings.office_number:
        yield f"{PREFIX}OFFICE_NUMBER {MUST['office_number']}."
    if not settings.poster_words:
        yield f"{PREFIX}KEYWORDS must hold a word for posters, such as JOIN."
    if _minutes(settings.quiet_until) >= _minutes(settings.quiet_from):
        yield f"{PREFIX}QUIET_UNTIL must be earlier in the day than {PREFIX}QUIET_FROM: between them we may text."
    unknown = [language for language in settings.spoken if not _is_heard(language)]
    if unknown:
        yield f"{PREFIX}LANGUAGES names {', '.join(unknown)}, which has no folder in messages: take it out."
    known = [language for language in settings.spoken if language not in unknown]
    for word in filter(str.strip, settings.keywords.split(",")):
        if why_not := unfit(word.strip(), known):
            yield f"{PREFIX}KEYWORDS: {why_not}"


def _minutes(wall: str) -> int:
    hour, minute = wall.split(":")
    return 60 * int(hour) + int(minute)


def _is_heard(language: str) -> bool:
    try:
        return bool(heard(language))
    except BadVocabulary:
        return False


def _of_twilio(settings: Settings) -> Iterator[str]:
    """An account without what belongs to it, or the other way round."""
    beside = {
        "TWILIO_AUTH_TOKEN": settings.twilio_auth_token.get_secret_value(),
        "TWILIO_FROM": settings.twilio_from,
    }
    if not settings.twilio_account_sid:
        alone = " and ".join(f"{PREFIX}{name}" for name, value in beside.items() if value)
        if alone:
            yield f"{PREFIX}TWILIO_ACCOUNT_SID is needed beside {alone}: copy it from Twilio's console."
        return
    for name, value in beside.items():
        if not value:
            yield f"{PREFIX}{name} is needed beside {PREFIX}TWILIO_ACCOUNT_SID: copy it from Twilio's console."
    if not settings.public_url:
        yield f"{PREFIX}PUBLIC_URL is needed to check Twilio's signatures: the address that Twilio calls."


def _of_channels(settings: Settings) -> Iterator[str]:
    given = (settings.twilio_account_sid, settings.twilio_auth_token, settings.twilio_from, settings.telegram_token)
    if not any(one.get_secret_value() if isinstance(one, SecretStr) else one for one in given):
        yield f"No channel is set up: set {PREFIX}TWILIO_ACCOUNT_SID or {PREFIX}TELEGRAM_TOKEN."


def _of_sign_in(settings: Settings) -> Iterator[str]:
    """The organisation's own sign-in, without what belongs to it."""
    parts = {
        "OIDC_ISSUER": settings.oidc_issuer,
        "OIDC_CLIENT_ID": settings.oidc_client_id,
        "OIDC_CLIENT_SECRET": settings.oidc_client_secret.get_secret_value(),
    }
    if any(parts.values()):
        for name, value in parts.items():
            if not value:
                yield f"{PREFIX}{name} is needed to sign in with {settings.oidc_name}: its administrator knows it."
        if not settings.public_url:
            yield f"{PREFIX}PUBLIC_URL is needed to sign in with {settings.oidc_name}: people are sent back to it."
