"""`frontdoor poster`: one sheet for a wall, a window or a surgery, that somebody with a basic phone can act on.

The number stands first and largest, because most of the people it is for will type it; the squares are for
their families. What it says lies in messages/<language>/poster.ftl.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import segno

from bot.app import wordings_of
from bot.errors import CommandWrong
from bot.keywords import unfit
from bot.paper import HEIGHT, WIDTH, Box, Sheet, Unprintable, Words, fitting, folded, pdf, svg
from bot.settings import Settings
from flows.answers.reaching.phones import as_e164
from messages.wording import Need, Wording

INK, QUIET, WARN = "#12404a", "#333333", "#b3261e"
ROOM = 500.0  # points between the margins
MIDDLE = WIDTH / 2
WRITERS = {".pdf": pdf, ".svg": svg}
LONGEST_TITLE = 60  # characters: what stays large enough to read across a room
NEEDS = [
    Need("poster_invitation"),
    Need("poster_for_whom"),
    Need("poster_text_us", frozenset({"word"})),
    Need("poster_scan_text"),
    Need("poster_scan_telegram"),
    Need("poster_who_reads"),
    Need("poster_cost"),
    Need("poster_emergency"),
]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to stand on it. Empty: as the settings say; no bot, no square for Telegram."""

    out: Path
    number: str = ""
    word: str = "JOIN"
    bot: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Poster:
    """`number` is E.164."""

    title: str
    number: str
    word: str
    bot: str

    @property
    def sms(self) -> str:
        """Opens a text to us with the word in it.

        RFC 5724 says `?body=`, and Android wants that `?`; iPhones have long wanted `&body=` instead. `?&body=` is
        both: a query whose first part is empty, which each of them reads. SMSTO: is no choice, as only apps for
        codes know it, and the same address should also work behind a link.
        """
        return f"sms:{self.number}?&body={self.word}"

    @property
    def telegram(self) -> str:
        """Opens the bot; its START button then sends `/start <word>`."""
        return f"https://t.me/{self.bot}?start={self.word}"


def make(settings: Settings, order: Order) -> str:
    """Write the poster, and give back what to say. Raises CommandWrong."""
    write = WRITERS.get(order.out.suffix.lower())
    if write is None:
        raise CommandWrong(f"A poster is a .pdf or an .svg file, not {order.out.name!r}.")
    poster, wording = _poster(settings, order), wordings_of(settings)[settings.spoken[0]]
    wording.check(NEEDS)
    try:
        drawn = write(sheet(poster, wording))
    except Unprintable as letter:
        raise CommandWrong(f"A PDF of ours cannot show {letter}: write an .svg file instead.") from None
    try:
        _ = order.out.write_bytes(drawn)
    except OSError as error:
        raise CommandWrong(f"{order.out} could not be written: {error.strerror}.") from None
    return f"{order.out}: text {poster.word} to {spoken(poster.number)}.{_unknown(settings, poster.word)}"


def _poster(settings: Settings, order: Order) -> Poster:
    title = order.title.strip() or settings.service_name
    if len(title) > LONGEST_TITLE:
        raise CommandWrong(f"The title has {len(title)} characters; {LONGEST_TITLE} at most can be read from afar.")
    return Poster(
        title, _number(order.number.strip() or settings.twilio_from), _word(order.word, settings), _bot(order.bot)
    )


def _number(given: str) -> str:
    if not given or given.startswith("MG"):
        raise CommandWrong("Say which number people should text with --number.")
    e164 = as_e164(re.sub(r"[\s().-]", "", given))
    if e164 is None:
        raise CommandWrong(f"{given!r} is no phone number: write it like 07700 900123 or +447700900123.")
    return e164


def _word(given: str, settings: Settings) -> str:
    if why_not := unfit(given, settings.spoken):
        raise CommandWrong(why_not)
    return given.strip().upper()


def _bot(given: str) -> str:
    name = given.strip().removeprefix("https://t.me/").removeprefix("@")
    if name and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{4,31}", name):
        raise CommandWrong(f"{given!r} is no Telegram name: 5 to 32 letters, digits and _, such as frontdoor_bot.")
    return name


def _unknown(settings: Settings, word: str) -> str:
    if word.casefold() in settings.poster_words:
        return ""
    return f"\n{word} is not in FRONTDOOR_KEYWORDS: add it, or who texts it is greeted like any stranger."


def spoken(number: str) -> str:
    """As people here write it: 07700 900123."""
    import phonenumbers

    parsed, forms = phonenumbers.parse(number), phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, forms.NATIONAL if parsed.country_code == 44 else forms.INTERNATIONAL)


def sheet(poster: Poster, wording: Wording) -> Sheet:
    """From top to bottom: who we are, the invitation, the number, the squares, what it costs, emergencies."""
    made = Sheet(poster.title, wording.language)
    made.boxes.append(Box(0, 0, WIDTH, 96, INK))
    made.words.append(_fitted(60, poster.title, 34, "#ffffff"))
    y = _lines(made, 158, wording.text("poster_invitation"), 38, INK, bold=True)
    y = _lines(made, y + 2, wording.text("poster_for_whom"), 20, QUIET)
    made.words.append(_fitted(y + 44, wording.text("poster_text_us", word=poster.word), 34, INK))
    made.words.append(_fitted(y + 112, spoken(poster.number), 68, "#000000"))
    _squares(made, y + 148, poster, wording)
    _foot(made, wording)
    return made


def _squares(made: Sheet, y: float, poster: Poster, wording: Wording) -> None:
    """One, or two far enough apart that a phone sees one at a time."""
    size = min(150.0, HEIGHT - 206 - y)
    codes = [(poster.sms, wording.text("poster_scan_text"))]
    if poster.bot:
        codes.append((poster.telegram, wording.text("poster_scan_telegram")))
    for place, (holds, says) in enumerate(codes):
        x = MIDDLE + (place - (len(codes) - 1) / 2) * 260
        made.qr(segno.make_qr(holds, error="q").matrix, x - size / 2, y, size)
        made.words.append(Words(x, y + size + 24, says, fitting(says, 15, 240), colour=QUIET))


def _foot(made: Sheet, wording: Wording) -> None:
    y = _lines(made, HEIGHT - 150, wording.text("poster_who_reads"), 16, QUIET)
    _ = _lines(made, y, wording.text("poster_cost"), 16, QUIET)
    made.boxes.append(Box(0, HEIGHT - 78, WIDTH, 78, WARN))
    made.words.append(_fitted(HEIGHT - 29, wording.text("poster_emergency"), 30, "#ffffff"))


def _fitted(y: float, text: str, size: float, colour: str) -> Words:
    return Words(MIDDLE, y, text, fitting(text, size, ROOM, bold=True), bold=True, colour=colour)


def _lines(made: Sheet, y: float, text: str, size: float, colour: str, *, bold: bool = False) -> float:
    """The text in as many lines as it needs; gives back where the next line would stand."""
    for line in folded(text, size, ROOM, bold=bold):
        made.words.append(Words(MIDDLE, y, line, size, bold, colour))
        y += size * 1.25
    return y
