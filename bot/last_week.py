"""Which check-in an answer is for: the one that they have seen. Pure.

What comes while this week's question is still on its way answers last week's, and so does a button of last week's, however
late. Nothing more is asked of last week then.
"""

from bot.conversation import CHECKINS, Moment, close, replayed
from bot.replying import could_be_read
from bot.state import Talk
from flows.question import file_reply


def counts_for_last_week(moment: Moment, talk: Talk | None) -> bool:
    """Whether this message was an answer to an older check-in, and was taken as one. Once this week's has been seen, the
    older one is over."""
    older = _older(moment, talk)
    if older is None or older.question is None:
        return False
    pressed = moment.message.reply_to is not None and moment.message.reply_to.conversation == older.id
    if not pressed and (talk is None or moment.message.reply_to is not None or could_be_read(moment, talk)):
        _over(older)
        return False
    return _file(moment, older)


def _older(moment: Moment, talk: Talk | None) -> Talk | None:
    """The check-in before the one that speaks: still open, or the one whose button was pressed."""
    if talk is not None and talk.flow not in CHECKINS:
        return None
    others = [
        one for one in moment.state.talks if one is not talk and one.flow in CHECKINS and one.question is not None
    ]
    return others[-1] if others else None


def _file(moment: Moment, older: Talk) -> bool:
    question, message = older.question, moment.message
    if question is None:
        return False
    filed = file_reply(older.journal, question, message.text, moment.context(question), message.id)
    moment.turn.talk, moment.turn.note = older, filed is None or bool(filed.rest)
    _over(older)
    if filed is not None:
        older.journal = filed.journal
        _ = replayed(moment, older)
        close(older)
    moment.say("kept_for_last_week" if filed else "kept_for_team")
    return True


def _over(older: Talk) -> None:
    """It keeps its question, so that a button of it can still be pressed; an answered one is done."""
    if older.state == "open":
        older.state = "expired"
