"""Plain words for a request for a copy or to be erased: its steps, and how it ended."""

from bot.casework.fulfilling import COPY_GIVEN, HANDED
from bot.casework.wishes import HOW, WHY_NOT
from bot.store.forgetting import FORGOTTEN
from bot.store.identity import CHECKED, COPIED, GIVEN, NOT_CONFIRMED

STEPS = {
    CHECKED: "Made sure who it is",
    NOT_CONFIRMED: "Could not make sure who it is",
    COPIED: "Copy made",
    GIVEN: "Copy given",
}
DETAILS = {"told": "they get a text that it is ready", "not told": "no text went to them", **HOW, **WHY_NOT, **HANDED}
ENDINGS = {FORGOTTEN: "Erased, as was asked for", COPY_GIVEN: "Copy given"}
