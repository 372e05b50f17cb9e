"""What the risk screen found in each message, with the version of the screen: for the report and the random sample."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.state import Message
from bot.store.hands import Hands
from bot.store.prepared import Prepared
from bot.store.raising import Proof
from bot.store.tables import findings
from flows.danger import Finding
from messages.danger_files import version

EVIDENCE = "findings.evidence"
LONGEST_RULES = 400  # characters, as the column
ENGLISH = "en"  # the language that everything is screened in

_NEW = Prepared(findings.insert())


@dataclass(frozen=True, slots=True)
class Found:
    """The finding of one message, and the item that it came to."""

    message: Message
    finding: Finding
    part: str
    item: int | None


async def store(hands: Hands, found: Sequence[Found]) -> None:
    made = [
        {
            "id": (id := hands.ids.new(hands.now)),
            "message_id": one.message.id,
            "item_id": one.item,
            "level": one.finding.level,
            "categories": "|".join(one.finding.categories),
            "part": one.part,
            "rules": _named(one.finding),
            "evidence": hands.vault.seal(EVIDENCE, id, _words(one.finding)),
            "created_at": hands.now,
        }
        for one in found
    ]
    await _NEW.run(hands.tx, made)


def proofs(finding: Finding) -> tuple[Proof, ...]:
    return tuple(Proof(one.rule, one.words, version(ENGLISH)) for one in finding.because)


def _named(finding: Finding) -> str:
    names = dict.fromkeys(f"{one.rule}@{version(ENGLISH)}" for one in finding.because)
    while len(named := ",".join(names)) > LONGEST_RULES:
        _ = names.popitem()
    return named


def _words(finding: Finding) -> str:
    return json.dumps([[one.rule, one.words] for one in finding.because], ensure_ascii=False)
