"""The poster, drawn and read back: its QR codes by a reader of QR codes, its words as a person would find them."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from bot.app import wordings_of
from bot.errors import CommandWrong
from bot.paper import HEIGHT, WIDTH, fold, folded
from bot.poster import LONGEST_TITLE, Order, Poster, make, sheet
from bot.settings import Settings, load
from tests.components import chromium

OURS = "+447700900000"
SMS, TELEGRAM = "sms:+447700900000?&body=JOIN", "https://t.me/frontdoor_bot?start=JOIN"


def settings(**given: object) -> Settings:
    return load(None, **{"twilio_from": OURS, **given})


def drawn(tmp_path: Path, name: str = "poster.pdf", **order: str) -> Path:
    out = tmp_path / name
    _ = make(settings(), Order(out, **order))
    return out


def codes(file: Path, dots_an_inch: int = 150) -> set[str]:
    """Every QR code that a reader finds on the page."""
    page = pypdfium2.PdfDocument(file)[0]
    bitmap = page.render(scale=dots_an_inch / 72, grayscale=True)  # type: ignore[arg-type]  # its default is an int
    image = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
    return {code.text for code in zxingcpp.read_barcodes(image)}


def words(file: Path) -> str:
    return " ".join(pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range().split())


def test_the_code_opens_a_text_with_the_word_in_it(tmp_path: Path):
    assert codes(drawn(tmp_path)) == {SMS}


def test_with_a_bot_there_is_a_second_code(tmp_path: Path):
    assert codes(drawn(tmp_path, bot="@frontdoor_bot")) == {SMS, TELEGRAM}


def test_both_codes_are_read_from_across_the_room(tmp_path: Path):
    assert codes(drawn(tmp_path, bot="frontdoor_bot"), dots_an_inch=36) == {SMS, TELEGRAM}


def test_it_says_all_that_somebody_needs(tmp_path: Path):
    said = words(drawn(tmp_path, word="library"))
    wanted = ["Frontdoor Wellbeing", "make life better?", "Text LIBRARY to", "07700 900000", "999", "STOP", "costs"]
    assert [words for words in wanted if words not in said] == []


def test_it_is_one_a4_page(tmp_path: Path):
    document = pypdfium2.PdfDocument(drawn(tmp_path))
    assert (len(document), document[0].get_size()) == (1, pytest.approx((WIDTH, HEIGHT), abs=0.1))


def test_letters_of_western_europe_and_signs_of_pdf_are_printed_as_they_are(tmp_path: Path):
    assert r"Café (Ö) \ 5 £" in words(drawn(tmp_path, title=r"Café (Ö) \ 5 £"))


def test_what_the_pdf_cannot_show_the_svg_can(tmp_path: Path):
    with pytest.raises(CommandWrong, match=r"cannot show ŷ: write an \.svg"):
        _ = drawn(tmp_path, title="Tŷ Gobaith")
    assert "Tŷ Gobaith &lt;3" in drawn(tmp_path, "poster.svg", title="Tŷ Gobaith <3").read_text()


@pytest.mark.browser
async def test_the_svg_has_the_same_codes(tmp_path: Path):
    from playwright.async_api import async_playwright

    svg, pdf = drawn(tmp_path, "poster.svg", bot="frontdoor_bot"), tmp_path / "from_svg.pdf"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = await browser.new_page()
        _ = await page.goto(svg.as_uri())
        _ = await page.pdf(path=pdf, format="A4", print_background=True)
        await browser.close()
    assert codes(pdf) == {SMS, TELEGRAM}


@pytest.mark.parametrize("bot", ["", "frontdoor_bot"])
def test_nothing_touches_anything_and_all_stays_on_the_page(bot: str):
    """With the longest title and the longest word, which must shrink."""
    poster = Poster("W" * LONGEST_TITLE, OURS, "W" * 20, bot)
    made = sheet(poster, wordings_of(settings())["en"])
    sides = [(line.x - line.width / 2, line.x + line.width / 2) for line in made.words]
    assert min(left for left, _ in sides) > 30
    assert max(right for _, right in sides) < WIDTH - 30
    squares = [box for box in made.boxes if box.height < 20]
    top, bottom = min(box.y for box in squares), max(box.y + box.height for box in squares)
    feet = [line.y for line in made.words]
    assert not [y for y in feet if top - 25 < y < bottom + 15]
    assert bottom < HEIGHT - 150 - 30


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (Order(Path("poster.docx")), r"A poster is a .pdf or an .svg file, not 'poster.docx'"),
        (Order(Path("p.pdf"), number="12"), r"'12' is no phone number"),
        (Order(Path("p.pdf"), word="SUPERCALIFRAGILISTICEXPIALIDOCIOUS"), "20 at most"),
        (Order(Path("p.pdf"), word="JOIN US"), "no single word"),
        (Order(Path("p.pdf"), word="STOP"), "'STOP' already means something else"),
        (Order(Path("p.pdf"), word="no"), "'no' already means something else"),
        (Order(Path("p.pdf"), bot="a b"), "no Telegram name"),
        (Order(Path("p.pdf"), title="x" * 61), "60 at most"),
        (Order(Path("/nowhere/p.pdf")), "could not be written: No such file"),
    ],
)
def test_bad_input_gets_one_clear_sentence(order: Order, said: str):
    with pytest.raises(CommandWrong, match=said) as refused:
        _ = make(settings(), order)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("sender", ["", "MG0123456789abcdef0123456789abcdef"])
def test_without_a_number_it_asks_for_one(sender: str, tmp_path: Path):
    with pytest.raises(CommandWrong, match="--number"):
        _ = make(settings(twilio_from=sender), Order(tmp_path / "p.pdf"))


def test_a_word_that_the_service_does_not_know_is_pointed_out(tmp_path: Path):
    order = Order(tmp_path / "p.pdf", word="library")
    assert "LIBRARY is not in FRONTDOOR_KEYWORDS" in make(settings(), order)
    assert "KEYWORDS" not in make(settings(keywords="JOIN,library"), order)


def test_lines_break_into_even_lengths():
    assert fold("nnn nnn nnn nnn", 10, 60) == ["nnn nnn nnn", "nnn"]
    assert folded("nnn nnn nnn nnn", 10, 60) == ["nnn nnn", "nnn nnn"]
