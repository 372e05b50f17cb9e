"""The file of postcodes: what is found by it, and each mistake named with its line and what to do."""

from pathlib import Path

import pytest

from bot.errors import PlacesWrong
from bot.places import load, locality_of, of
from bot.settings import load as settings
from bot.triage import locality_of as locality_of_address

WHOLE = """\
postcode,locality
TQ14 9BH,Teignmouth
tq149bj,Teignmouth
TQ14,Bishopsteignton
EX7 9ab ,"Dawlish, the Warren"

"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ours.csv"


def mistakes(file: Path, source: str | bytes, *known: str) -> list[str]:
    """What is said of this source: a line for each mistake, without the file's name."""
    _ = file.write_bytes(source.encode() if isinstance(source, str) else source)
    with pytest.raises(PlacesWrong) as wrong:
        _ = load(file, known)
    first, *said = str(wrong.value).split("\n  ")
    assert first == "The file of postcodes is not right, so nothing of it is used. "
    return [one.removeprefix("ours.csv, ") for one in said]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_whole_postcode_goes_before_its_first_half(file: Path, encoding: str, newline: str):
    _ = file.write_text(WHOLE, encoding=encoding, newline=newline)
    places = load(file)
    assert len(places) == 4
    assert locality_of(places, "TQ14 9BH") == "Teignmouth"
    assert locality_of(places, "tq149bj") == "Teignmouth"
    assert locality_of(places, "TQ14 9ZZ") == "Bishopsteignton"
    assert locality_of(places, "EX7 9AB") == "Dawlish, the Warren"
    assert locality_of(places, "EX7 9ZZ") == ""
    assert locality_of(places, "") == ""


@pytest.mark.parametrize(
    "source",
    [
        "outward,locality\nTQ14,Teignmouth\n",
        " Locality , POSTCODE\nTeignmouth,TQ14\n",
        "pcd,pcds,lsoa11,locality\nTQ149BH,TQ14 9BH,E01020218,Teignmouth\n",
        "postcode,locality\nTQ14 9BH,Teignmouth\nTQ149BH,Teignmouth\n",
    ],
)
def test_columns_are_found_by_their_names(source: str, file: Path):
    _ = file.write_text(source, encoding="utf-8")
    assert locality_of(load(file), "TQ14 9BH") == "Teignmouth"


HEADER = "line 1: must name the columns, with commas between them: postcode,locality."


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", [HEADER]),
        ("TQ14 9BH,Teignmouth\n", [HEADER]),
        ("postcode;locality\nTQ14 9BH;Teignmouth\n", [HEADER]),
        ("postcode,town\nTQ14 9BH,Teignmouth\n", [HEADER]),
        ("postcode,locality\n", ["line 1: there is no postcode below this line."]),
        ("postcode,locality\n\nTQ14 9BH,\nEX7,  \n",
         ["line 3: TQ14 9BH has no locality: name one, or take the line out.",
          "line 4: EX7 has no locality: name one, or take the line out."]),
        ("postcode,locality\nTQI4 9BH,A\nTeignmouth,A\n,A\nTQ14 9BH 3,A\n",
         [f'line {line}: "{code}" is no postcode, and no first half of one: write TQ14 9BH, or TQ14.'
          for line, code in ((2, "TQI4 9BH"), (3, "Teignmouth"), (4, ""), (5, "TQ14 9BH 3"))]),
        ("postcode,locality\nTQ14 9BH,Teignmouth\nEX7,Dawlish\ntq149bh,Dawlish\nTQ14 9BH,Dawlish\n",
         ["line 4: TQ149BH is in Teignmouth by line 2, and in Dawlish here: keep one.",
          "line 5: TQ149BH is in Teignmouth by line 2, and in Dawlish here: keep one."]),
        ("postcode,locality\nEX7,Dawlish, Devon\nEX8\n",
         ['line 2: has 3 columns, not 2: write a comma in a name as "A, B".',
          'line 3: has 1 columns, not 2: write a comma in a name as "A, B".']),
        ('postcode,locality\nEX7,Dawlish\nEX8,"Exmouth\nEX9,Otterton\n',
         ['line 3: quotation marks are left open, or in the wrong place: write "St Mary, Devon", or none.']),
        ("postcode,locality\nEX7,Café\n".encode("cp1252"), ["line 2: this is no UTF-8. Save the file as UTF-8."]),
        ("postcode,locality\nEX7,Dawlish\n".encode("utf-16"), ["line 1: this is no UTF-8. Save the file as UTF-8."]),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(source: str | bytes, said: list[str], file: Path):
    assert mistakes(file, source) == said


def test_a_locality_that_the_settings_do_not_name(file: Path):
    assert mistakes(file, "outward,locality\nTQ14,Tignmouth\nEX7,Dawlish\n", "Teignmouth", "Dawlish") == [
        "line 2: FRONTDOOR_LOCALITIES does not name Tignmouth. Did you mean Teignmouth?"
    ]


def test_a_file_that_is_not_there(file: Path):
    with pytest.raises(PlacesWrong, match=r"ours\.csv: No such file or directory\.$"):
        _ = load(file)


def test_of_very_many_mistakes_the_first_hundred_are_named(file: Path):
    found = mistakes(file, "postcode,locality\n" + 1500 * "nowhere,A\n")
    assert len(found) == 101
    assert found[-1] == "And 1,400 more."


def test_the_file_goes_before_the_setting_and_both_are_known(file: Path):
    _ = file.write_text("postcode,locality\nTQ14 9BH,Dawlish\n", encoding="utf-8")
    places = of(settings(None, localities="Teignmouth TQ14, Dawlish EX7", postcodes=str(file)))
    assert locality_of_address("12, TQ14 9BH", places) == "Dawlish"
    assert locality_of_address("12, TQ14 9BJ", places) == "Teignmouth"
    assert locality_of_address("the pub in dawlish", places) == "Dawlish"
