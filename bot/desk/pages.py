"""Adding the desk, the pages behind links of staff, and the public page to a service."""

from bot.desk.changes import Changes
from bot.desk.handlers import setup
from bot.desk.privacy import Promises, setup_privacy
from bot.desk.story import setup_story
from bot.web import Service


def add_desk(service: Service) -> None:
    changes = Changes(service.database, service.clock)
    setup(service.web, service.database, service.clock, service.settings.zone, changes, service.settings.nation)


def add_story(service: Service) -> None:
    s = service.settings
    setup_story(service.web, service.database, service.clock, s.zone, s.service_name)


def add_privacy(service: Service) -> None:
    s = service.settings
    promises = Promises(s.service_name, s.office_number, s.keep_messages_days, s.keep_unfinished_days)
    setup_privacy(service.web, promises)
