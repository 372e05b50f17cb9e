"""Adding the desk and the public page to a service."""

from typing import Protocol

from aiohttp import web

from bot.clock import Clock
from bot.desk.changes import Changes
from bot.desk.handlers import setup
from bot.desk.privacy import Promises, setup_privacy
from bot.settings import Settings
from bot.store.database import Database


class Service(Protocol):
    """What these pages need of the service that they are added to."""

    @property
    def database(self) -> Database: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def web(self) -> web.Application: ...


def add_desk(service: Service) -> None:
    changes = Changes(service.database, service.clock)
    setup(service.web, service.database, service.clock, service.settings.zone, changes)


def add_privacy(service: Service) -> None:
    s = service.settings
    promises = Promises(s.service_name, s.office_number, s.keep_messages_days, s.keep_unfinished_days)
    setup_privacy(service.web, promises)
