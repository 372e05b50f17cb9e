"""The words of the desk's reports: what each is about, and what is said of a wish that cannot be met."""

# As they stand in the list: title, what it says, and whose days are chosen.
REPORTS = {
    "outcomes": (
        "Outcomes: before and after",
        "Each score at the start and at the end, goals, and how it ended, by group.",
        "Episodes that began in these days; a year, unless you choose.",
    ),
    "time": (
        "Time from referral to closing",
        "How long cases took, one after another, and how long those that are open have lasted, and why.",
        "Episodes that closed in these days; a year, unless you choose.",
    ),
    "inputs": (
        "What was done",
        "Help at home, groups, forms and the rest, by how often, for how many people, and in how many hours.",
        "Episodes that began in these days; a year, unless you choose.",
    ),
    "sources": (
        "Who referred",
        "All seven sources, with how many came from each.",
        "Episodes that began in these days; a year, unless you choose.",
    ),
    "response": (
        "Who answers",
        "How many check-ins were answered, by week, channel, age and language.",
        "Check-ins that were due in these days; 90 days, unless you choose.",
    ),
    "items": (
        "How soon the queue was dealt with",
        "How soon items were taken and closed, by level.",
        "Items that came in these days; 90 days, unless you choose.",
    ),
    "team": (
        "Staff check-ins",
        "How staff rate working together, round by round: of all together, never one person’s.",
        "Rounds that were asked in these days; a year, unless you choose.",
    ),
}
ALL_PLACES, ALL_PROGRAMMES = "All localities", "All of residents"
BACKWARDS = "The first day comes after the last. Choose an earlier first day, or a later last one."


def no_day(given: str) -> str:
    return f"“{given}” is no day. Write it as 2026-11-23."


def too_far(given: str) -> str:
    return f"“{given}” is too far away. Choose a day from 2000 to 2099."


def no_place(given: str) -> str:
    return f"We know no locality called “{given}”. Choose one from the list."


def no_programme(given: str) -> str:
    return f"We know no programme called “{given}”. Choose one from the list."


HIDDEN = "<5 stands for one to four people. * was left out, because it would give such a number away."
