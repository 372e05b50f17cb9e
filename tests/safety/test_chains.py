"""Chains over places find what a plain reading of the same pattern finds, at any length and in any text."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from messages.chains import ANY, GAPS, Chain, Chains, Match, Places
from messages.patterns import Maker

FILL = frozenset(["the", "a"])
CHAINS = Chains(Maker({"fill": ["the", "a"], "pills": ["pills", "blue ones"]}, {}))
WORDS = st.sampled_from(["took", "all", "the", "a", "pills", "blue", "ones", "gone", "x", "y", ",", "."])
UNFILLED = {"took", "all", "pills", "blue", "ones", "gone", "x", "y", ",", "."}
TOKENS = st.sampled_from(["all", "took/had", "{pills}", "all?", "~", "*", "**", "blue_ones/x", "{pills}_gone", ","])


def read(token: str, words: Sequence[str], at: int) -> set[int]:
    """Where this token can end, read slowly."""
    if token in GAPS:
        stops = {"~": UNFILLED, "*": {",", "."}, "**": {"."}}[token]
        ends = {at}
        while at < len(words) and words[at] not in stops and len(ends) <= GAPS[token]:
            at += 1
            ends.add(at)
        return ends
    ways = [","] if token == "," else token.rstrip("?").replace("{pills}_gone", "pills_gone/blue_ones_gone").split("/")
    spelt = [way.replace("{pills}", "pills").split("_") for way in ways] + (
        [["blue", "ones"]] if token == "{pills}" else []
    )
    spelt += [["."]] if token == "," else []
    ends = {at + len(way) for way in spelt if list(words[at : at + len(way)]) == way}
    return ends | ({at} if token == "," or token.endswith("?") else set())


def slowly(tokens: Sequence[str], words: Sequence[str]) -> list[Match]:
    found: list[Match] = []
    for start in range(len(words)):
        ends = {start}
        for token in tokens:
            ends = {end for at in ends for end in read(token, words, at)}
        if ends:
            found.append(Match(start, min(ends)))
    return found


@given(st.lists(TOKENS, max_size=5), st.lists(WORDS, max_size=20))
def test_a_chain_reads_as_its_pattern_does(tokens: list[str], words: list[str]) -> None:
    line = ["took/had", *tokens]
    chain = CHAINS.chain("test", " ".join(line))
    assert list(chain.anywhere(Places(words, FILL))) == slowly(line, words)


def test_a_gap_ends_at_a_comma_and_after_so_many_words() -> None:
    chain: Chain = CHAINS.chain("test", "took * pills")
    near, far = ["took", *"x" * ANY, "pills"], ["took", *"x" * (ANY + 1), "pills"]
    assert list(chain.anywhere(Places(near, FILL))) == [Match(0, len(near))]
    assert list(chain.anywhere(Places(far, FILL))) == []
    assert list(chain.anywhere(Places(["took", "x", ",", "pills"], FILL))) == []


def test_hidden_words_are_passed_over_and_never_found() -> None:
    words = ["took", "all", "pills"]
    places = Places(words, FILL)
    places.hide(Match(1, 2))
    assert list(CHAINS.chain("test", "took * pills").anywhere(places)) == [Match(0, 3)]
    assert list(CHAINS.chain("test", "all pills").anywhere(places)) == []


def test_a_sentence_ends_at_a_full_stop() -> None:
    words = ["x", ".", "took", "pills", ".", "y"]
    assert Places(words, FILL).sentence(Match(2, 4)) == Match(2, 4)
    assert Places(words[:2], FILL).sentence(Match(0, 1)) == Match(0, 1)
