"""Adding the desk, the pages behind links of staff, and the public page to a service."""

from collections.abc import Mapping
from typing import Protocol

from bot.casework.accepting import Rules
from bot.conversation import House
from bot.crew.desk import PocketDesk
from bot.decided import Decided
from bot.desk.admin.running import Check, Running
from bot.desk.changes import Changes
from bot.desk.door import DemoLink, Entrance
from bot.desk.openid import Provider
from bot.desk.privacy import Promises, setup_privacy
from bot.desk.site import setup
from bot.desk.story import setup_story
from bot.hours import Hours
from bot.programme import Programme
from bot.settings import Settings
from bot.store.sessions import Lives
from bot.ticker import Ran
from bot.triage import limits_of
from bot.web import Service


class WithProgrammes(Service, Protocol):
    """What the desk needs besides: what is asked of whom, and when texts may go out."""

    @property
    def programmes(self) -> Mapping[str, Programme]: ...
    @property
    def hours(self) -> Hours: ...
    @property
    def house(self) -> House: ...
    @property
    def pocket_desk(self) -> PocketDesk: ...
    @property
    def places(self) -> Mapping[str, str]: ...
    @property
    def decided(self) -> Decided: ...
    @property
    def ran(self) -> Mapping[str, Ran]: ...


def add_desk(service: WithProgrammes, look: Check, lives: Lives | None = None, link: DemoLink | None = None) -> None:
    """`look`: what `frontdoor check` finds."""
    changes, s = Changes(service.database, service.clock), service.settings
    rules = Rules(service.programmes, service.places, service.hours, limits_of(s))
    setup(
        service.web,
        service.database,
        service.clock,
        s.zone,
        changes,
        rules,
        service.house,
        s.keep_messages_days,
        Entrance(s.service_name, lives or Lives(), link, _provider(s)),
        service.pocket_desk.house,
        Running(service.decided, service.ran, look),
    )


def _provider(s: Settings) -> Provider | None:
    if not s.oidc_issuer:
        return None
    secret, back = s.oidc_client_secret.get_secret_value(), f"{s.public_url}/desk/organisation/back"
    return Provider(s.oidc_issuer, s.oidc_client_id, secret, back, s.oidc_name)


def add_story(service: Service) -> None:
    s = service.settings
    setup_story(service.web, service.database, service.clock, s.zone, s.service_name)


def add_privacy(service: Service) -> None:
    s = service.settings
    promises = Promises(s.service_name, s.office_number, s.keep_messages_days, s.keep_unfinished_days)
    setup_privacy(service.web, promises)
