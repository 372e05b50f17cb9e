"""Too many tries: whom they lock out and whom never, and what they cost."""

from bot.desk import devices
from bot.desk.passwords import Lane, Passwords
from bot.desk.signing_in import MOST, SigningIn, Tried
from bot.store import logins
from tests.desk.conftest import Here
from tests.desk.signing_in import RUTH, Browser, enrolled, shown


async def test_too_many_tries_lock_out_strangers_and_never_her_own_browser(here: Here):
    ruth, stranger = Browser(here), Browser(here)
    known = await enrolled(here, ruth)
    _ = await ruth.presses("/desk", "/desk/signout")
    for _ in range(MOST):
        assert not await stranger.signs_in("000000")
    assert not await stranger.signs_in(shown(here, known)), "not even with everything right"
    assert await ruth.signs_in(shown(here, known)), "hers has a count of its own"
    await here.clock.advance(minutes=15)
    assert await stranger.signs_in(shown(here, known)), "a quarter of an hour later it is over"


async def test_her_own_browser_is_counted_too(here: Here):
    ruth, stranger = Browser(here), Browser(here)
    known = await enrolled(here, ruth)
    _ = await ruth.presses("/desk", "/desk/signout")
    for _ in range(MOST):
        assert not await ruth.signs_in("000000")
    assert not await ruth.signs_in(shown(here, known))
    assert await stranger.signs_in(shown(here, known)), "whoever has hers locks out that browser alone"


async def test_a_browsers_cookie_is_for_one_person_and_signed(here: Here):
    ruth = Browser(here)
    _ = await enrolled(here, ruth)
    tom = Browser(here)
    _ = await enrolled(here, tom, "Tom Hart")
    both, hers = devices.Devices(here.database.vault), ruth.cookies[devices.COOKIE]
    async with here.database.read() as tx:
        (login,) = filter(None, [await logins.called(tx, here.database.vault, RUTH)])
        (toms,) = filter(None, [await logins.called(tx, here.database.vault, "Tom Hart")])
    assert both.known(hers, login)
    assert not both.known(hers, toms)
    id, name, mark = hers.split(".")
    for forged in (
        f"{toms.member.id}.{name}.{mark}",
        f"{id}.another.{mark}",
        f"{id}.{name}.{'0' * 32}",
        "~.~..",
        "",
        "é.é.é",
    ):
        assert not both.known(forged, toms)
        assert not both.known(forged, login)
    shared = both.remembered(hers, toms)
    assert (both.known(shared, login), bool(both.known(shared, toms))) == (name, True)


class Counting(Passwords):
    """Counts what was verified, and against whose hash: a password or nobody's."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[bool, Lane]] = []

    async def matches(self, hashed: str | None, password: str, lane: Lane) -> bool:
        self.asked.append((hashed is not None, lane))
        return await super().matches(hashed, password, lane)


async def test_the_work_is_the_same_whether_somebody_has_the_name(here: Here):
    _ = await enrolled(here, Browser(here))
    passwords = Counting()
    signing_in = SigningIn(here.database, here.clock, passwords)
    for name in (RUTH, "Nobody Here"):
        assert await signing_in.try_(Tried(name, "not the password", "123456")) is None
    assert passwords.asked == [(True, "strangers"), (False, "strangers")]


async def test_a_hash_of_nobody_is_like_any_other():
    passwords = Passwords()
    hashed = await passwords.hash("teapot gravel window")
    assert await passwords.matches(hashed, "teapot gravel window", "known")
    assert not await passwords.matches(None, "teapot gravel window", "known")
    assert not await passwords.matches("not a hash", "teapot gravel window", "known")
