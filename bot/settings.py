"""Settings: environment variables (or `.env`) with the prefix FRONTDOOR_. One clear sentence for each mistake.

Here is only what one value can tell: what is missing, or does not fit together, `bot/settings_check.py` says.
"""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsWrong
from bot.service_hours import parse_days

PREFIX = "FRONTDOOR_"
OUTWARD = re.compile(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]?")
SECRET_LENGTH = 32  # characters; shorter keys can be guessed
NOBODYS = "01632 960000"  # a number that is given to nobody

# What each of these looks like, and what is said of one that does not.
SHAPES = {
    "twilio_account_sid": r"(AC[0-9a-fA-F]{32})?",
    "twilio_from": r"(\+[1-9][0-9]{7,14}|MG[0-9a-fA-F]{32})?",
    "telegram_token": r"([0-9]{5,15}:[A-Za-z0-9_-]{30,50})?",
    "telegram_secret": r"[A-Za-z0-9_-]{0,256}",
    "oidc_issuer": r"(https?://[^\s?#]+)?",
    "oidc_name": r".{1,60}",
    "service_name": r".{1,60}",
    "service_hours": r".{1,60}",
    "office_number": r"([0-9 ()+-]*[0-9]{3}[0-9 ()+-]*)?",
    "quiet_from": r"([01]?[0-9]|2[0-3]):[0-5][0-9]",
    "quiet_until": r"([01]?[0-9]|2[0-3]):[0-5][0-9]",
    "opens": r"([01]?[0-9]|2[0-3]):[0-5][0-9]",
    "closes": r"([01]?[0-9]|2[0-3]):[0-5][0-9]",
    "localities": r"( *[^,|]*[^,| ]( +[A-Za-z]{1,2}[0-9][A-Za-z0-9]?)+ *(,|$))*",
}
MUST = {
    "host": "must be an address of this machine: 127.0.0.1, or 0.0.0.0 for all of its addresses",
    "port": "must be a number from 0 to 65535, such as 8080",
    "public_url": "must be a full address such as https://texts.example.org",
    "twilio_account_sid": "must be AC and 32 hexadecimal digits: copy it from Twilio's console",
    "twilio_from": "must be our number with its country, such as +447700900000 (for WhatsApp too, without whatsapp:), "
    "or a Messaging Service, MG and 32 hexadecimal digits",
    "telegram_token": "must be digits, a colon and about 35 letters: copy it from @BotFather",
    "telegram_secret": "may hold letters, digits, - and _ alone, at most 256",
    "oidc_issuer": "must be the address that the provider calls itself, such as https://login.example.org",
    "oidc_name": "must have 1 to 60 characters in one line: it stands on a button",
    "timezone": "must be a time zone such as Europe/London",
    "languages": "must name a language, such as en",
    "out_of_hours": "must say who reads out of hours: `on call` or `none`",
    "service_name": "must have 1 to 60 characters in one line: it stands in texts",
    "service_hours": "must say in 1 to 60 characters when people read, such as Monday to Friday, 9 to 5",
    "office_number": "must be a number that people can ring, such as 01632 960000",
    "open_days": "must name days such as Mon-Fri, or Mon Wed Sat",
    "opens": "must be a time such as 09:00",
    "closes": "must be a time such as 17:00",
    "nation": "must be England, Wales, Scotland or Northern Ireland",
    "localities": "must be names with first halves of postcodes, such as Teignmouth TQ14, Totnes TQ9 TQ10",
    "quiet_from": "must be a time such as 20:00",
    "quiet_until": "must be a time such as 08:00",
}


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    database_url: str = Field(
        "sqlite+aiosqlite:///frontdoor.db", description="where everything is kept (SQLAlchemy URL)"
    )
    secret_key: SecretStr = Field(SecretStr(""), description="32 characters or more; `new,old` while keys change")
    public_url: str = Field("", description="the address that Twilio and Telegram call, as they see it")
    host: str = Field("127.0.0.1", description="the address that the service listens on")
    port: int = Field(8080, ge=0, le=65535, description="the port that the service listens on; 0 takes a free one")

    twilio_account_sid: str = Field("", description="Twilio account, AC and 32 hexadecimal digits")
    twilio_auth_token: SecretStr = Field(SecretStr(""), description="signs Twilio's requests and ours")
    twilio_from: str = Field("", description="our number in E.164, or a Messaging Service (MG...)")
    twilio_api_url: str = Field("https://api.twilio.com", description="Twilio's API, or a stand-in for tests")
    telegram_token: SecretStr = Field(SecretStr(""), description="the bot's token from @BotFather")
    telegram_secret: SecretStr = Field(SecretStr(""), description="checks Telegram's webhook; without it we poll")
    telegram_api_url: str = Field("https://api.telegram.org", description="Telegram's API, or a stand-in for tests")

    oidc_issuer: str = Field("", description="the organisation's own sign-in (OpenID Connect): its address")
    oidc_client_id: str = Field("", description="what it calls this service")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="the secret that it gave this service")
    oidc_name: str = Field("your organisation", description="what staff call it")

    timezone: str = Field("Europe/London", description="the zone of quiet hours, days and appointments")
    languages: str = Field("en", description="languages spoken here, the first is the default")
    out_of_hours: Literal["", "on call", "none"] = Field("", description="who reads out of hours: `on call` or `none`")

    service_name: str = Field("Frontdoor Wellbeing", description="how the service names itself in texts")
    service_hours: str = Field("Monday to Friday, 9 to 5", description="when people read messages, in words")
    open_days: str = Field("Mon-Fri", description="the days on which people read messages, less bank holidays")
    opens: str = Field("09:00", description="people read from this local time; say the same in SERVICE_HOURS")
    closes: str = Field("17:00", description="people read until this local time")
    nation: Literal["England", "Wales", "Scotland", "Northern Ireland"] = Field(
        "England", description="whose bank holidays: England, Wales, Scotland or Northern Ireland"
    )
    localities: str = Field("", description="names with first halves of postcodes, as `Teignmouth TQ14, Totnes TQ9`")
    postcodes: str = Field("", description="a CSV file of localities by postcode, where LOCALITIES is not fine enough")
    programme: str = Field("", description="a programme file of your own; without it the one that we ship")
    red_minutes: int = Field(15, ge=1, description="a red item is due so soon after it came, at any hour")
    green_days: int = Field(2, ge=1, description="a green item is due after so many working days")
    attempt_minutes: int = Field(
        15, ge=1, description="a red item taken without a contact attempt goes back after this"
    )
    red_rung_minutes: int = Field(5, ge=1, description="a red item that nobody takes goes up the ladder after this")
    amber_rung_minutes: int = Field(60, ge=1, description="an amber item goes up after this, in service hours only")
    office_number: str = Field("", description="the number to ring for a person; `serve` needs it")
    measures: str = Field("", description="a .ftl file with your words for licensed measures (docs/measures.md)")
    privacy_url: str = Field("", description="a short page on what is kept; default PUBLIC_URL/privacy")
    keywords: str = Field("JOIN", description="words on posters that start a referral, comma separated")
    text_abroad: bool = Field(False, description="also text numbers that are not UK mobiles")
    quiet_from: str = Field("20:00", description="no unprompted texts from this local time")
    quiet_until: str = Field("08:00", description="unprompted texts again from this local time")
    daily_cap: int = Field(6, ge=1, description="unprompted texts to one contact point a day")
    messages_per_second: float = Field(8, gt=0, description="sent on each channel; Twilio allows 10 on a UK long code")
    nudge_after_hours: int = Field(24, ge=1, description="a referral left half-way is asked about once, after this")
    expire_after_days: int = Field(14, ge=1, description="a conversation that stays quiet is closed after this")
    backup_dir: str = Field("", description="a folder for a backup a day; without it there is none")
    backup_keep: int = Field(14, ge=1, description="daily backups that are kept; older ones are deleted")
    keep_messages_days: int = Field(2922, ge=30, description="message texts (8 years after the last contact)")
    keep_unfinished_days: int = Field(731, ge=30, description="referrals that came to nothing (2 years)")
    keep_audit_days: int = Field(2922, ge=365, description="the audit log (8 years)")

    @field_validator(*SHAPES)
    @classmethod
    def _well_formed(cls, value: str | SecretStr, info: ValidationInfo) -> str | SecretStr:
        plain = value.strip() if isinstance(value, str) else value.get_secret_value()
        if not re.fullmatch(SHAPES[info.field_name or ""], plain):
            raise ValueError
        return plain if isinstance(value, str) else value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            _ = ZoneInfo(value)
        except (ZoneInfoNotFoundError, OSError) as error:  # the name of a folder of zones
            raise ValueError from error
        return value

    @field_validator("open_days")
    @classmethod
    def _some_day(cls, value: str) -> str:
        _ = parse_days(value)
        return value

    @field_validator("languages")
    @classmethod
    def _some_language(cls, value: str) -> str:
        if not any(part.strip() for part in value.split(",")):
            raise ValueError
        return value

    @field_validator("public_url")
    @classmethod
    def _full_address(cls, value: str) -> str:
        url = urlsplit(value)
        if value and not (url.scheme in ("http", "https") and url.hostname):
            raise ValueError
        return value.rstrip("/")

    @field_validator("host")
    @classmethod
    def _address_here(cls, value: str) -> str:
        return value if value == "localhost" else str(ip_address(value))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def spoken(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.languages.split(",") if part.strip())

    @property
    def outwards(self) -> dict[str, str]:
        """The locality of each first half of a postcode."""
        found: dict[str, str] = {}
        for part in filter(None, map(str.strip, self.localities.split(","))):
            words = part.split()
            name = next(n for n in range(len(words), 0, -1) if not OUTWARD.fullmatch(words[n - 1]))
            found |= {word.upper(): " ".join(words[:name]) for word in words[name:]}
        return found

    @property
    def quiet(self) -> str:
        """When nothing is sent that nobody asked for, in words."""
        return f"from {self.quiet_from} to {self.quiet_until} ({self.timezone})"

    @property
    def poster_words(self) -> tuple[str, ...]:
        return tuple(part.strip().casefold() for part in self.keywords.split(",") if part.strip())


def load(env_file: Path | str | None = ".env", **given: object) -> Settings:
    """Read and check the settings. Raises SettingsWrong with a sentence for each one that is wrong."""
    try:
        return Settings(_env_file=env_file, **given)  # type: ignore[call-arg,arg-type]  # pydantic's documented way
    except ValidationError as error:
        raise SettingsWrong("\n  ".join(["", *(_sentence(one) for one in error.errors())])) from None


def for_a_try(settings: Settings, **given: object) -> Settings:
    """The same for a demo, or a look at the wording: where no office number is set, one that nobody has."""
    return settings.model_copy(update={"office_number": settings.office_number or NOBODYS, **given})


def _sentence(error: Mapping[str, Any]) -> str:
    """Never with the value: it may be a secret."""
    name = str(error["loc"][0])
    said = f" {MUST[name]}" if name in MUST else f": {error['msg']}"
    return f"{PREFIX}{name.upper()}{said}."
