"""The desk put together: every page and form below `/desk`, with its address, behind one gate."""

from collections.abc import Iterator, Sequence
from typing import Protocol
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.casework.accepting import Rules
from bot.clock import Clock
from bot.conversation import House
from bot.crew.order import House as Pocket
from bot.desk import shows
from bot.desk.accepting import Accepting
from bot.desk.access import check, routes
from bot.desk.access_review import AccessReview
from bot.desk.admin.files import Files
from bot.desk.admin.health import Health
from bot.desk.admin.helplines import HelplinePages
from bot.desk.admin.hours import HoursPages
from bot.desk.admin.index import Index
from bot.desk.admin.replies import ReplyPages
from bot.desk.admin.running import Running
from bot.desk.admin.second import SecondPages
from bot.desk.admin.staff import StaffPages
from bot.desk.admin.wording import WordingPages
from bot.desk.agreements import Agreements
from bot.desk.auditing import Auditing
from bot.desk.calls import Calls
from bot.desk.caseload import Caseload
from bot.desk.changes import Changes
from bot.desk.contact_forms import ContactForms
from bot.desk.conversation import Conversation
from bot.desk.conversation_forms import ConversationForms
from bot.desk.door import DemoDoor, Door, Entrance
from bot.desk.episodes import Episodes
from bot.desk.gate import Gate
from bot.desk.handlers import Desk, missing
from bot.desk.item_forms import ItemForms
from bot.desk.item_page import ItemPage
from bot.desk.learning import Learning
from bot.desk.meetings import Meetings
from bot.desk.office import Office
from bot.desk.one_person import OnePerson
from bot.desk.organisation import Organisation
from bot.desk.passing import Passing
from bot.desk.person_changes import PersonChanges
from bot.desk.persons import Persons
from bot.desk.queue import Queue
from bot.desk.reasons import Reasons
from bot.desk.reports import Reports
from bot.desk.restricting import Restricting
from bot.desk.teams import Teams
from bot.desk.telling import AgenciesTold
from bot.desk.wishes import Wishes
from bot.store.database import Database
from bot.web import Handler, guarded_app


class Part(Protocol):
    """Pages and forms of one matter, each with its address below `/desk`."""

    def pages(self) -> Sequence[tuple[str, Handler]]: ...
    def forms(self) -> Sequence[tuple[str, Handler]]: ...


def setup(
    app: web.Application,
    database: Database,
    clock: Clock,
    zone: ZoneInfo,
    changes: Changes,
    rules: Rules,
    house: House,
    kept_days: int,
    entrance: Entrance,
    pocket: Pocket,
    running: Running,
) -> None:
    """Add `/desk`. It looks for changes for as long as the web application runs. Raises Unguarded, Unshown."""
    desk, d = guarded_app(), Desk(database, clock, zone, changes, entrance.lives)
    desk.middlewares.extend([missing(d), d.gate.middleware])
    desk.cleanup_ctx.append(changes.watching)
    desk.on_shutdown.append(changes.bell.close_with)
    office = Office(
        database, clock, zone, d.shelf, d.show, rules, house, kept_days, "browser" if entrance.link else "sms", pocket
    )
    for part in (
        d,
        *_doors(office, entrance),
        *_of_work(office, changes, running),
        *_of_admin(office, d.gate, running),
    ):
        for path, handler in part.pages():
            _ = desk.router.add_get(path, handler)
        for path, handler in part.forms():
            _ = desk.router.add_post(path, handler)
    _ = app.add_subapp("/desk", desk)
    check(routes(desk))
    shows.check(routes(desk))


def _doors(office: Office, entrance: Entrance) -> Iterator[Part]:
    """The ways in."""
    database, clock = office.database, office.clock
    if entrance.link:
        yield DemoDoor(database, clock, entrance.link)
    if entrance.provider:
        yield Organisation(database, clock, office.show, entrance.provider)
    yield Door(database, clock, office.show, entrance)


def _of_work(office: Office, changes: Changes, running: Running) -> tuple[Part, ...]:
    """What coordinators and supervisors work with."""
    database, clock = office.database, office.clock
    return (
        Queue(office, changes, running.decided), ItemForms(office), ContactForms(database, clock),
        Learning(database, clock, office.shelf, office.show), Accepting(office), Agreements(office), Episodes(office),
        Calls(office), ItemPage(office), Passing(office), Wishes(office), Teams(office), Reports(office), Caseload(office),
        Meetings(office), Conversation(office, changes), ConversationForms(office), Persons(office), PersonChanges(office),
        OnePerson(office), AgenciesTold(office),
    )  # fmt: skip


def _of_admin(office: Office, gate: Gate, running: Running) -> tuple[Part, ...]:
    """Who looked at what, and what the service is set to."""
    return (
        Reasons(office), Restricting(office), AccessReview(office), Auditing(office), Index(office), Health(office, running),
        Files(office, running), HoursPages(office, running), WordingPages(office, running), HelplinePages(office, running),
        SecondPages(office, running), ReplyPages(office), StaffPages(office, gate, running),
    )  # fmt: skip
