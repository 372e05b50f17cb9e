"""Who may use which page and form of the desk. Every route stands here; one that does not is an error at start.

A supervisor may all that a coordinator may, oversees staff and settings, and looks at who looked at what. An administrator looks
after staff and settings, and reads nobody's words; an
analyst sees counts, and nothing with a name. What needs nobody to be signed in is marked OPEN.
"""

from collections.abc import Iterable, Iterator, Mapping

from aiohttp import web

from bot.store.staff import ON_THE_LADDER, ROLES

OPEN: frozenset[str] = frozenset({"", *ROLES})
EVERYBODY: frozenset[str] = frozenset(ROLES)
WITH_PEOPLE: frozenset[str] = frozenset(ON_THE_LADDER)
COUNTS: frozenset[str] = WITH_PEOPLE | {"analyst"}
SUPERVISING: frozenset[str] = frozenset({"supervisor"})
AUDITING: frozenset[str] = frozenset({"supervisor", "administrator"})
RUNS: frozenset[str] = frozenset({"administrator"})
OVERSEES = AUDITING
Route = tuple[str, str]

TABLE: Mapping[Route, frozenset[str]] = {
    ("GET", "/desk/signin"): OPEN,
    ("POST", "/desk/signin"): OPEN,
    ("GET", "/desk/enrol/{token}"): OPEN,
    ("POST", "/desk/enrol/{token}"): OPEN,
    ("GET", "/desk/enrol/{token}/code.svg"): OPEN,
    ("GET", "/desk/organisation"): OPEN,
    ("GET", "/desk/organisation/back"): OPEN,
    ("GET", "/desk/demo/{token}"): OPEN,  # in the demo alone
    ("GET", "/desk/static/icon.svg"): OPEN,
    ("GET", "/desk/static/base.css"): OPEN,
    ("GET", "/desk/static/desk.css"): OPEN,
    ("GET", "/desk/static/lists.css"): OPEN,
    ("GET", "/desk/static/queue.css"): OPEN,
    ("GET", "/desk/static/admin.css"): OPEN,
    ("GET", "/desk/static/desk.js"): OPEN,
    ("GET", "/desk/static/live.js"): OPEN,
    ("GET", "/desk/static/once.js"): OPEN,
    ("GET", "/desk/static/talk.css"): OPEN,
    ("GET", "/desk/static/talk.js"): OPEN,
    ("GET", "/desk/static/keys.js"): OPEN,
    ("GET", "/desk/static/alarm.js"): OPEN,
    ("GET", "/desk/me"): EVERYBODY,
    ("POST", "/desk/signout"): EVERYBODY,
    ("POST", "/desk/me/{session}/end"): EVERYBODY,
    ("GET", "/desk"): WITH_PEOPLE,
    ("GET", "/desk/queue"): WITH_PEOPLE,
    ("GET", "/desk/changes"): WITH_PEOPLE,
    ("GET", "/desk/done"): WITH_PEOPLE,
    ("GET", "/desk/hour"): WITH_PEOPLE,
    ("GET", "/desk/check"): WITH_PEOPLE,
    ("POST", "/desk/check/{id}/nothing"): WITH_PEOPLE,
    ("GET", "/desk/message/{id}"): WITH_PEOPLE,
    ("POST", "/desk/message/{id}/missed"): WITH_PEOPLE,
    ("GET", "/desk/item/{number}"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/take"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/over"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/pass"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/close"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/note"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/reopen"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/verdict"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/share"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/sure"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/unsure"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/copy"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/given"): WITH_PEOPLE,
    ("GET", "/desk/item/{number}/erase"): WITH_PEOPLE,
    ("POST", "/desk/item/{number}/erase"): WITH_PEOPLE,
    ("GET", "/desk/contact/{id}"): WITH_PEOPLE,
    ("POST", "/desk/contact/{id}/plain"): WITH_PEOPLE,
    ("POST", "/desk/contact/{id}/english"): WITH_PEOPLE,
    ("POST", "/desk/contact/{id}/seen"): WITH_PEOPLE,
    ("POST", "/desk/contact/{id}/asks"): WITH_PEOPLE,
    ("GET", "/desk/conversation/{id}"): WITH_PEOPLE,
    ("POST", "/desk/conversation/{id}"): WITH_PEOPLE,
    ("GET", "/desk/conversation/{id}/now"): WITH_PEOPLE,
    ("POST", "/desk/conversation/{id}/draft"): WITH_PEOPLE,
    ("POST", "/desk/conversation/{id}/take"): WITH_PEOPLE,
    ("POST", "/desk/conversation/{id}/over"): WITH_PEOPLE,
    ("POST", "/desk/conversation/{id}/back"): WITH_PEOPLE,
    ("POST", "/desk/conversation/{id}/unsend/{row}"): WITH_PEOPLE,
    ("GET", "/desk/contact/{id}/restrict"): SUPERVISING,
    ("POST", "/desk/contact/{id}/restrict"): SUPERVISING,
    ("POST", "/desk/contact/{id}/lift"): SUPERVISING,
    ("GET", "/desk/why/{kind}/{id}"): WITH_PEOPLE,
    ("POST", "/desk/why/{kind}/{id}"): WITH_PEOPLE,
    ("GET", "/desk/access-review"): SUPERVISING,
    ("GET", "/desk/audit"): AUDITING,
    ("GET", "/desk/audit.csv"): AUDITING,
    ("GET", "/desk/referral/{id}"): WITH_PEOPLE,
    ("GET", "/desk/referral/{id}/accept"): WITH_PEOPLE,
    ("POST", "/desk/referral/{id}/accept"): WITH_PEOPLE,
    ("POST", "/desk/referral/{id}/agreed"): WITH_PEOPLE,
    ("POST", "/desk/referral/{id}/declined"): WITH_PEOPLE,
    ("GET", "/desk/newcomer"): WITH_PEOPLE,
    ("POST", "/desk/newcomer"): WITH_PEOPLE,
    ("GET", "/desk/person/{id}/newcomer"): WITH_PEOPLE,
    ("POST", "/desk/person/{id}/newcomer"): WITH_PEOPLE,
    ("GET", "/desk/programme"): WITH_PEOPLE,
    ("GET", "/desk/episode/{id}"): WITH_PEOPLE,
    ("GET", "/desk/episode/{id}/call/{checkin}"): WITH_PEOPLE,
    ("POST", "/desk/episode/{id}/call/{checkin}"): WITH_PEOPLE,
    ("POST", "/desk/episode/{id}/{deed}"): WITH_PEOPLE,
    ("GET", "/desk/person/{id}"): WITH_PEOPLE,
    ("GET", "/desk/person/{id}/change/{field}"): WITH_PEOPLE,
    ("POST", "/desk/person/{id}/change/{field}"): WITH_PEOPLE,
    ("GET", "/desk/person/{id}/note"): WITH_PEOPLE,
    ("POST", "/desk/person/{id}/note"): WITH_PEOPLE,
    ("GET", "/desk/person/{id}/note/{note}"): WITH_PEOPLE,
    ("POST", "/desk/person/{id}/note/{note}"): WITH_PEOPLE,
    ("POST", "/desk/person/{id}/merge"): WITH_PEOPLE,
    ("POST", "/desk/person/{id}/apart"): WITH_PEOPLE,
    ("GET", "/desk/person/{id}/told"): WITH_PEOPLE,
    ("POST", "/desk/person/{id}/told"): WITH_PEOPLE,
    ("GET", "/desk/person/{id}/notes"): WITH_PEOPLE,
    ("GET", "/desk/person/{id}/history"): WITH_PEOPLE,
    ("GET", "/desk/caseload"): WITH_PEOPLE,
    ("GET", "/desk/caseload/first"): WITH_PEOPLE,
    ("GET", "/desk/caseload/first/{id}"): WITH_PEOPLE,
    ("POST", "/desk/caseload/first/{id}"): WITH_PEOPLE,
    ("POST", "/desk/caseload/first/{id}/back"): WITH_PEOPLE,
    ("GET", "/desk/caseload/daily"): WITH_PEOPLE,
    ("GET", "/desk/caseload/weekly"): WITH_PEOPLE,
    ("GET", "/desk/reports"): COUNTS,
    ("GET", "/desk/reports/{name}"): COUNTS,
    ("GET", "/desk/reports/{name}/{table}.svg"): COUNTS,
    ("GET", "/desk/reports/{name}/{table}.csv"): COUNTS,
    ("GET", "/desk/team"): WITH_PEOPLE,
    ("GET", "/desk/team/{programme}"): WITH_PEOPLE,
    ("POST", "/desk/team/{programme}/start"): WITH_PEOPLE,
    ("POST", "/desk/team/{programme}/end"): WITH_PEOPLE,
    ("GET", "/desk/admin"): OVERSEES,
    ("GET", "/desk/admin/health"): OVERSEES,
    ("GET", "/desk/admin/programme"): OVERSEES,
    ("POST", "/desk/admin/programme/check"): RUNS,
    ("POST", "/desk/admin/programme/take"): RUNS,
    ("POST", "/desk/admin/programme/giveup"): RUNS,
    ("GET", "/desk/admin/postcodes"): OVERSEES,
    ("POST", "/desk/admin/postcodes/check"): RUNS,
    ("POST", "/desk/admin/postcodes/take"): RUNS,
    ("POST", "/desk/admin/postcodes/giveup"): RUNS,
    ("GET", "/desk/admin/hours"): OVERSEES,
    ("POST", "/desk/admin/hours"): RUNS,
    ("POST", "/desk/admin/hours/giveup"): RUNS,
    ("GET", "/desk/admin/wording"): OVERSEES,
    ("GET", "/desk/admin/wording/{language}/{text}"): OVERSEES,
    ("POST", "/desk/admin/wording/{language}/{text}"): RUNS,
    ("POST", "/desk/admin/wording/{language}/{text}/reset"): RUNS,
    ("GET", "/desk/admin/helplines"): OVERSEES,
    ("GET", "/desk/admin/helplines/{line}"): OVERSEES,
    ("POST", "/desk/admin/helplines/{line}"): OVERSEES,
    ("POST", "/desk/admin/helplines/{line}/checked"): OVERSEES,
    ("POST", "/desk/admin/helplines/{line}/reset"): OVERSEES,
    ("GET", "/desk/admin/replies"): OVERSEES,
    ("POST", "/desk/admin/replies"): OVERSEES,
    ("GET", "/desk/admin/replies/{reply}"): OVERSEES,
    ("POST", "/desk/admin/replies/{reply}"): OVERSEES,
    ("POST", "/desk/admin/replies/{reply}/remove"): OVERSEES,
    ("GET", "/desk/admin/second"): OVERSEES,
    ("POST", "/desk/admin/second/{document}/confirm"): SUPERVISING,
    ("POST", "/desk/admin/second/{document}/refuse"): OVERSEES,
    ("GET", "/desk/admin/staff"): OVERSEES,
    ("GET", "/desk/admin/staff/new"): RUNS,
    ("POST", "/desk/admin/staff/new"): RUNS,
    ("GET", "/desk/admin/staff/{id}"): OVERSEES,
    ("POST", "/desk/admin/staff/{id}/role"): RUNS,
    ("POST", "/desk/admin/staff/{id}/link"): RUNS,
    ("POST", "/desk/admin/staff/{id}/code"): RUNS,
    ("POST", "/desk/admin/staff/{id}/pin"): RUNS,
    ("POST", "/desk/admin/staff/{id}/signout"): RUNS,
    ("POST", "/desk/admin/staff/{id}/remove"): RUNS,
    ("POST", "/desk/admin/staff/{id}/rota"): OVERSEES,
    ("POST", "/desk/admin/staff/{id}/leave"): OVERSEES,
    ("POST", "/desk/admin/staff/{id}/back"): OVERSEES,
}
# What an open page asks for by itself: nobody does anything by it, so it keeps no session alive.
BY_ITSELF = {("GET", "/desk/queue"), ("GET", "/desk/changes"), ("GET", "/desk/conversation/{id}/now")}
STARTS = ("/desk", "/desk/admin", "/desk/reports", "/desk/me")
MAY = {
    "coordinator": "You may see and do everything at the desk.",
    "supervisor": "You may see and do everything at the desk, restrict records, and see who looked at what.",
    "administrator": "You look after the staff list and the settings, and see who did what. You see nobody’s messages.",
    "analyst": "You may see counts and reports, and nothing with a name in it.",
}


class Unguarded(RuntimeError):
    """A page of the desk that nobody said who may see: add it to the table in bot/desk/access.py."""


def route_of(request: web.Request) -> Route | None:
    """The line of the table for this request; None for an address that is nothing here."""
    resource = request.match_info.route.resource
    return (_method(request.method), resource.canonical) if resource else None


def may(role: str, route: Route | None) -> bool:
    """`role`: empty for nobody. What is not here is told to whoever is signed in."""
    return role in (TABLE[route] if route else EVERYBODY)


def routes(app: web.Application) -> Iterator[Route]:
    """Every route of the desk, by method and pattern."""
    for route in app.router.routes():
        if route.resource:
            yield _method(route.method), route.resource.canonical


def check(found: Iterable[Route]) -> None:
    """Raises Unguarded."""
    if missing := sorted(set(found) - TABLE.keys()):
        raise Unguarded(f"{Unguarded.__doc__} {missing}")


def start_of(role: str) -> str:
    """The first page that they may see."""
    return next(path for path in STARTS if may(role, ("GET", path)))


def _method(method: str) -> str:
    return "GET" if method == "HEAD" else method
