"""The desk put together: every page and form below `/desk`, with its address, behind one gate."""

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
from bot.desk.handlers import HERE, Desk, missing
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
from bot.web import ICON, asset, guarded_app


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
    for path, handler in (
        ("/changes", d.changed),
        (r"/referral/{id:\d{1,19}}", d.referral),
        (r"/contact/{id:\d{1,19}}", d.contact),
        ("/static/icon.svg", asset(ICON)),
        ("/static/base.css", asset(HERE / "static" / "base.css")),
        ("/static/desk.css", asset(HERE / "static" / "desk.css")),
        ("/static/lists.css", asset(HERE / "static" / "lists.css")),
        ("/static/queue.css", asset(HERE / "static" / "queue.css")),
        ("/static/admin.css", asset(HERE / "static" / "admin.css")),
        ("/static/desk.js", asset(HERE / "static" / "desk.js")),
        ("/static/live.js", asset(HERE / "static" / "live.js")),
        ("/static/talk.css", asset(HERE / "static" / "talk.css")),
        ("/static/talk.js", asset(HERE / "static" / "talk.js")),
        ("/static/keys.js", asset(HERE / "static" / "keys.js")),
        ("/static/alarm.js", asset(HERE / "static" / "alarm.js")),
    ):
        _ = desk.router.add_get(path, handler)
    forms, marks = ItemForms(database, clock), ContactForms(database, clock)
    for name, form in (
        ("take", forms.take), ("over", forms.take_over), ("close", forms.close), ("note", forms.note),
        ("reopen", forms.reopen),
    ):  # fmt: skip
        _ = desk.router.add_post(r"/item/{number:\d{1,9}}/" + name, form)
    _ = desk.router.add_post(r"/contact/{id:\d{1,19}}/plain", marks.plain)
    _ = desk.router.add_post(r"/contact/{id:\d{1,19}}/english", marks.english)
    _ = desk.router.add_post(r"/contact/{id:\d{1,19}}/seen", marks.seen)
    office = Office(
        database, clock, zone, d.shelf, d.show, rules, house, kept_days, "browser" if entrance.link else "sms", pocket
    )
    if link := entrance.link:
        _ = desk.router.add_get(r"/demo/{token:[\w-]{1,64}}", DemoDoor(database, clock, link).open)
    organisation = Organisation(database, clock, d.show, entrance.provider) if entrance.provider else None
    parts = (
        *filter(None, [organisation]),
        Queue(office, changes, running.decided),
        Door(database, clock, d.show, entrance),
        Learning(database, clock, d.shelf, d.show),
        Accepting(office),
        Agreements(office),
        Episodes(office),
        Calls(office),
        ItemPage(office),
        Passing(office),
        Wishes(office),
        Teams(office),
        Reports(office),
        Caseload(office),
        Meetings(office),
        Conversation(office, changes),
        ConversationForms(office),
        Persons(office),
        PersonChanges(office),
        OnePerson(office),
        AgenciesTold(office),
        Reasons(office),
        Restricting(office),
        AccessReview(office),
        Auditing(office),
        Index(office),
        Health(office, running),
        Files(office, running),
        HoursPages(office, running),
        WordingPages(office, running),
        HelplinePages(office, running),
        SecondPages(office, running),
        ReplyPages(office),
        StaffPages(office, d.gate, running),
    )
    for part in parts:
        for path, handler in part.pages():
            _ = desk.router.add_get(path, handler)
        for path, handler in part.forms():
            _ = desk.router.add_post(path, handler)
    _ = app.add_subapp("/desk", desk)
    check(routes(desk))
    shows.check(routes(desk))
