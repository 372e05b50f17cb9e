"""Telegram's own description of its Bot API, as a check: of calls, of answers, and of the updates that tests make up."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from tests.components import SHARED

DOCUMENT = SHARED / "contracts" / "telegram-bot-api.json"
PLAIN: dict[str, tuple[type, ...]] = {"Integer": (int,), "Float": (int, float), "String": (str,), "Boolean": (bool,)}


@cache
def contract() -> "Contract | None":
    """None where the shared folder is not beside the checkout: then nothing is checked."""
    return Contract(DOCUMENT) if DOCUMENT.is_file() else None


class Contract:
    def __init__(self, document: Path):
        described = json.loads(document.read_text())
        self.methods: dict[str, Any] = described["methods"]
        self.types: dict[str, Any] = described["types"]

    def call(self, method: str, given: Mapping[str, str]) -> list[str]:
        """What is wrong with a call whose fields arrived as a form."""
        if method not in self.methods:
            return [f"there is no method {method}"]
        fields = {field["name"]: field for field in self.methods[method].get("fields", [])}
        problems = [
            f"{method}: {name} is missing" for name, field in fields.items() if field["required"] and name not in given
        ]
        for name, raw in given.items():
            if name not in fields:
                problems.append(f"{method}: there is no field {name}")
            elif all(self.value(_decoded(raw, kind), [kind], name) for kind in fields[name]["types"]):
                problems.append(f"{method}: {name} is not {' or '.join(fields[name]['types'])}")
        return problems

    def answer(self, method: str, result: object) -> list[str]:
        return self.value(result, self.methods[method]["returns"], f"answer to {method}")

    def update(self, update: object) -> list[str]:
        return self.value(update, ["Update"], "update")

    def value(self, value: object, kinds: list[str], where: str) -> list[str]:
        """What is wrong with a JSON value, by the kind that fits it best."""
        return min((self._kind(value, kind, where) for kind in kinds), key=len)

    def _kind(self, value: object, kind: str, where: str) -> list[str]:
        if kind in PLAIN:
            wrong_bool = isinstance(value, bool) and kind != "Boolean"
            return [] if isinstance(value, PLAIN[kind]) and not wrong_bool else [f"{where} is not {kind}"]
        if kind.startswith("Array of "):
            return self._array(value, kind.removeprefix("Array of "), where)
        if subtypes := self.types[kind].get("subtypes"):
            return self.value(value, subtypes, where)
        return self._object(value, kind, where)

    def _array(self, value: object, kind: str, where: str) -> list[str]:
        if not isinstance(value, list):
            return [f"{where} is not an array"]
        held = cast("list[object]", value)
        return [problem for i, one in enumerate(held) for problem in self._kind(one, kind, f"{where}[{i}]")]

    def _object(self, value: object, kind: str, where: str) -> list[str]:
        if not isinstance(value, dict):
            return [f"{where} is not {kind}"]
        held = cast("dict[str, object]", value)
        fields = {field["name"]: field for field in self.types[kind].get("fields", [])}
        problems = [
            f"{where} has no {name}" for name, field in fields.items() if field["required"] and name not in held
        ]
        problems += [f"{where}.{name} is not known to {kind}" for name in held if name not in fields]
        for name in held.keys() & fields.keys():
            problems += self.value(held[name], fields[name]["types"], f"{where}.{name}")
        return problems


def _decoded(raw: str, kind: str) -> object:
    """A form holds strings: what this one stands for, read as the kind that is asked for."""
    if kind == "String":
        return raw
    try:
        return json.loads(raw)
    except ValueError:
        return None
