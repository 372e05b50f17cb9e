"""Settings: environment variables (or `.env`) with the prefix FRONTDOOR_. One clear sentence for each mistake."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsWrong

PREFIX = "FRONTDOOR_"
SECRET_LENGTH = 32  # characters; shorter keys can be guessed


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

    timezone: str = Field("Europe/London", description="the zone of quiet hours, days and appointments")
    languages: str = Field("en", description="languages spoken here, the first is the default")
    out_of_hours: Literal["", "on call", "none"] = Field("", description="who reads out of hours: `on call` or `none`")

    service_name: str = Field("Frontdoor Wellbeing", description="how the service names itself in texts")
    service_hours: str = Field("Monday to Friday, 9 to 5", description="when people read messages, in words")
    office_number: str = Field("01632 960000", description="the number to ring for a person")
    privacy_url: str = Field("", description="a short page on what is kept; default PUBLIC_URL/privacy")
    keywords: str = Field("JOIN", description="words on posters that start a referral, comma separated")
    text_abroad: bool = Field(False, description="also text numbers that are not UK mobiles")
    quiet_from: str = Field("20:00", description="no unprompted texts from this local time")
    quiet_until: str = Field("08:00", description="unprompted texts again from this local time")
    daily_cap: int = Field(6, ge=1, description="unprompted texts to one contact point a day")
    messages_per_second: float = Field(8, gt=0, description="sent on each channel; Twilio allows 10 on a UK long code")
    nudge_after_hours: int = Field(24, ge=1, description="a referral left half-way is asked about once, after this")
    expire_after_days: int = Field(14, ge=1, description="a conversation that stays quiet is closed after this")
    keep_messages_days: int = Field(2922, ge=30, description="message texts (8 years after the last contact)")
    keep_unfinished_days: int = Field(731, ge=30, description="referrals that came to nothing (2 years)")
    keep_audit_days: int = Field(2922, ge=365, description="the audit log (8 years)")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            _ = ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("must be a time zone such as Europe/London") from error
        return value

    @field_validator("languages")
    @classmethod
    def _some_language(cls, value: str) -> str:
        if not any(part.strip() for part in value.split(",")):
            raise ValueError("must name a language, such as en")
        return value

    @field_validator("public_url")
    @classmethod
    def _full_address(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("http", "https"):
            raise ValueError("must be a full address such as https://texts.example.org")
        return value.rstrip("/")

    @field_validator("quiet_from", "quiet_until")
    @classmethod
    def _wall_time(cls, value: str) -> str:
        hour, _, minute = value.partition(":")
        if not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
            raise ValueError("must be a time such as 20:00")
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def spoken(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.languages.split(",") if part.strip())

    @property
    def poster_words(self) -> tuple[str, ...]:
        return tuple(part.strip().casefold() for part in self.keywords.split(",") if part.strip())


def load(env_file: Path | str | None = ".env", **given: object) -> Settings:
    """Read and check the settings. Raises SettingsWrong with a sentence for each one that is wrong."""
    try:
        return Settings(_env_file=env_file, **given)  # type: ignore[call-arg,arg-type]  # pydantic's documented way
    except ValidationError as error:
        lines = [
            f"{PREFIX}{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')}." for e in error.errors()
        ]
        raise SettingsWrong("\n  ".join(["", *lines])) from None


def problems(settings: Settings) -> list[str]:
    """What still stands in the way of `frontdoor serve`: one sentence each, with what to do."""
    found: list[str] = []
    keys = settings.secret_key.get_secret_value().split(",")
    if min(len(key.strip()) for key in keys) < SECRET_LENGTH:
        found.append(f"{PREFIX}SECRET_KEY must have {SECRET_LENGTH} characters or more: run `openssl rand -hex 32`.")
    if not settings.out_of_hours:
        found.append(f"{PREFIX}OUT_OF_HOURS must say who reads out of hours: `on call` or `none`.")
    if settings.twilio_account_sid and not settings.public_url:
        found.append(f"{PREFIX}PUBLIC_URL is needed to check Twilio's signatures: the address that Twilio calls.")
    if settings.twilio_account_sid and not (settings.twilio_auth_token.get_secret_value() and settings.twilio_from):
        found.append(f"{PREFIX}TWILIO_AUTH_TOKEN and {PREFIX}TWILIO_FROM are needed beside {PREFIX}TWILIO_ACCOUNT_SID.")
    if not settings.twilio_account_sid and not settings.telegram_token.get_secret_value():
        found.append(f"No channel is set up: set {PREFIX}TWILIO_ACCOUNT_SID or {PREFIX}TELEGRAM_TOKEN.")
    return found
