"""What was understood, said once more before the next question, so that a wrong reading is noticed at once.

Only scores and days, never as a text of its own, and never where somebody else may read it.
"""

from datetime import date

from bot.speech import Voice, in_words
from bot.state import Reply
from flows.journal import Answer


def read_back(voice: Voice, answer: Answer | None) -> list[str]:
    """The line that says what was put down; none for what needs none."""
    if voice.discreet or answer is None or answer.value is None:
        return []
    if answer.kind == "scale_0_10":
        return [voice.text("read_back_score", score=str(answer.value))]
    if answer.kind == "date":
        return [voice.text("read_back_day", day=in_words(date.fromisoformat(str(answer.value))))]
    return []


def never_alone(replies: list[Reply], line: list[str]) -> list[Reply]:
    """Without the text that holds nothing else: it did not fit beside the next question."""
    alone = len(replies) > 1 and line and replies[0].text == line[0]
    return replies[1:] if alone else replies
