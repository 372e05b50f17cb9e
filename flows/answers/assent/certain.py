"""Yes for certain, no, or not sure: for what must not rest on half a yes.

Whatever is added to the yes ("yes but she gets muddled", "mostly yes") makes it "unsure"; the words are kept.
"""

from dataclasses import dataclass

from flows.answers.assent.plain_words import plainly
from flows.answers.choosing.choices import choice
from flows.answers.words import Reply, reply_of
from flows.talk import Context, Ok, Skipped, Unclear
from messages.heard import Vocabulary, heard


@dataclass(frozen=True, slots=True)
class YesNoUnsure:
    kind: str = "yes_no_unsure"
    version: int = 1
    keys: tuple[str, ...] = ("yes", "no", "unsure")

    def read(self, text: str, context: Context) -> Ok[str] | Unclear | Skipped:
        chosen, said = choice(*self.keys).read(text, context), plainly(text, heard(context.language))[1]
        yes = isinstance(said, Ok) and said.value
        if not yes and not (isinstance(chosen, Ok) and chosen.value == "yes"):
            return chosen
        rest = said.rest if isinstance(said, Ok) else chosen.rest if isinstance(chosen, Ok) else ""
        return (
            Ok("unsure", rest)
            if rest or doubts(reply_of(text, heard(context.language)), heard(context.language))
            else Ok("yes")
        )


def doubts(reply: Reply, v: Vocabulary) -> bool:
    return any(v.yes_no.doubt.at(reply.folded, i) for i in range(len(reply.words)))


yes_no_unsure = YesNoUnsure()
