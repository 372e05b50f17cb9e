"""The words of the caseload and of the meetings' lists: why somebody stands where they do, and what is asked of a person."""

from bot.casework.stratify import Reason
from bot.desk.words import counted

SHOW = {
    "all": "Everybody",
    "quiet": "Quiet",
    "review": "Review due",
    "no_step": "No next step",
    "paused": "Paused or on hold",
}
EMPTY = {
    "all": "Nobody is on a programme here.",
    "quiet": "Nobody has missed a check-in. Good.",
    "review": "No review is due within 7 days.",
    "no_step": "Every open goal has a next step. Good.",
    "paused": "Nobody is paused or on hold.",
}
WAYS = {"up": "Look at them first", "down": "They can wait"}
MOVED = {"up": "First, by a person’s word", "down": "Later, by a person’s word"}
EVERYBODY, NOBODY, ALL_PLACES = "Everybody’s", "Nobody’s", "All localities"
LONGEST_WHY = 200
SAID = {"moved": "Kept. The list is in the new order.", "moveback": "Taken back. They stand where the points put them."}
WRONG_WAY = "Choose whether they come first, or can wait."
WRONG_DAY = "Choose the last day on which this holds: from today, and at most 90 days from now."
WRONG_WHY = f"Say why, in {LONGEST_WHY} characters at most. Your colleagues read it here."


def reason(one: Reason) -> str:
    """Why somebody stands there, such as "goal fell from 6 to 2"."""
    return REASONS[one.kind].format(*one.of) if one.kind not in COUNTED else _counted(one)


REASONS = {
    "fell far": "goal fell from {} to {}",
    "fell": "goal fell from {} to {}",
    "level 4": "level 4",
    "level 3": "level 3",
    "declining": "decline is expected",
    "review late": "review is overdue",
    "no step": "no next step on a goal",
}
COUNTED = ("red open", "red lately", "red before", "amber open", "missed")


def _counted(one: Reason) -> str:
    (n,) = one.of
    if one.kind == "missed":
        return f"{counted(n, 'check-in')} missed"
    if one.kind == "amber open":
        return f"{n} amber open" if n > 1 else "amber open"
    return f"red {ago(n)}{', still open' if one.kind == 'red open' else ''}"


def ago(days: int) -> str:
    return {0: "today", 1: "1 day ago"}.get(days, f"{days} days ago")


def initials(name: str) -> str:
    """Margaret Anne Brown as "M. A. B."; for a list that others can see."""
    return " ".join(f"{part[0].upper()}." for part in name.split())
