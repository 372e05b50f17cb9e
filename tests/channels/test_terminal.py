"""`frontdoor chat`: piped, from a file, and at a real terminal."""

import asyncio
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.channels.base import Outbound
from bot.channels.terminal.channel import WIDTH, Terminal
from bot.channels.terminal.lines import lines
from bot.state import Reference
from tests.house.tree import ROOT

CHAT = [sys.executable, "-m", "bot.cli", "chat"]


def piped(typed: str) -> str:
    done = subprocess.run(CHAT, input=typed, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.slow
def test_a_piped_conversation_reads_like_a_typed_one_and_is_the_same_every_time():
    typed = "JOIN\nyes\nHELP\n78\nno\n/quit\nnever read\n"
    said = piped(typed)
    who = re.findall(r"^(\w+:|\[queue\])", said, re.MULTILINE)
    assert " ".join(who) == "you: bot: bot: you: [queue] bot: you: bot: you: bot: you: bot: you:"
    assert "What name shall we call you?" in said
    assert "never read" not in said
    assert max(map(len, said.splitlines())) <= WIDTH
    assert said.count("wait\nfrom 20:00 to 08:00 (Europe/London).") == 1
    assert piped(typed) == said


@pytest.mark.slow
def test_danger_is_shown_as_it_reaches_the_queue_and_the_desk_shows_it():
    said = piped("JOIN\nyes\nI took all my tablets\n/desk\n/what")
    alert = said.index("[queue] RED ")
    assert said.index("you:  I took") < alert < said.index("bot:", alert)
    assert re.search(r"^2 +red .* 0m +open +\+447700900001 +I took all my", said, re.MULTILINE)
    assert said.splitlines()[-1].startswith("Type what a resident would text.")


@pytest.mark.slow
def test_at_a_terminal_nothing_is_echoed_twice_and_ctrl_c_ends_it():
    ours, theirs = pty.openpty()
    running = subprocess.Popen(CHAT, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, start_new_session=True)
    os.close(theirs)
    seen = _until(ours, "", "you:  ")
    _ = os.write(ours, b"JOIN\n")
    seen = _until(ours, seen, "Is this OK? Reply YES or NO.\r\nyou:  ")
    assert seen.count("JOIN") == 1
    running.send_signal(2)
    assert running.wait(60) == 0
    os.close(ours)


def _until(file: int, seen: str, end: str) -> str:
    while not seen.endswith(end):
        seen += os.read(file, 4096).decode()
    return seen


async def test_lines_of_a_file_and_of_a_pipe(tmp_path: Path):
    said = "one\r\ntwo  \n\nthrée".encode()
    path = tmp_path / "typed"
    _ = path.write_bytes(said)
    with path.open("rb") as file:
        assert [line async for line in lines(file.fileno())] == ["one", "two  ", "", "thrée"]
    out, into = os.pipe()
    reading = asyncio.create_task(_all(out))
    for part in (said[:2], said[2:-3], said[-3:]):
        _ = os.write(into, part)
        await asyncio.sleep(0)
    os.close(into)
    assert await reading == ["one", "two  ", "", "thrée"]
    os.close(out)


async def _all(file: int) -> list[str]:
    return [line async for line in lines(file)]


async def test_the_question_last_shown_stays_shown_when_words_follow_that_ask_nothing():
    terminal = Terminal(lambda text: None)
    _ = await terminal.send(Outbound(1, "", "Your name?", asks="7:name"))
    _ = await terminal.send(Outbound(2, "", "Help is here."))
    assert terminal.asks == Reference(7, "name")


async def test_choices_stand_below_their_question():
    printed: list[str] = []
    _ = await Terminal(printed.append).send(Outbound(1, "", "Who is this for?\n1 Me\n2 Someone else"))
    assert "".join(printed) == "bot:  Who is this for?\n      1 Me\n      2 Someone else\n"
