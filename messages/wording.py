"""What is said, in one language: Project Fluent, made strict.

A gap, a variable that nobody passes, a reference to nothing or a text that cannot be rendered is an error at start,
all of them together, and never a strange text on somebody's phone. Knows no flow, channel or person.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fluent.runtime import FluentBundle

from messages.ftl import VARIANTS, Source, WordingError, read, uses
from messages.helplines import NATIONS, as_variables

__all__ = ["Need", "Text", "Wording", "WordingError", "load", "load_all"]

HERE = Path(__file__).parent
LONGEST = 1000  # characters of one value: a text message holds 1,600, and Fluent refuses values over 2,500
# What is looked for first, by (discreet, again). Never from a discreet text back to one that says more.
ORDER = {
    (False, False): ("",),
    (False, True): ("again", ""),
    (True, False): ("discreet", ""),
    (True, True): ("discreet_again", "discreet", "again", ""),
}


@dataclass(frozen=True, slots=True)
class Need:
    """A text that the program will ask for, with the variables and options that it passes."""

    id: str
    variables: frozenset[str] = frozenset()
    options: tuple[str, ...] = ()
    question: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One message as it was found: where, of what kind, and the caller's variables of each of its variants; `service` are
    the service's."""

    source: Source
    variables: Mapping[str, frozenset[str]]
    service: Mapping[str, frozenset[str]]
    counted: frozenset[str]

    @property
    def variants(self) -> tuple[str, ...]:
        return tuple(v for v in ("", *VARIANTS) if v in self.variables)

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(v for v in self.variables if v and v not in VARIANTS)


class Wording:
    """The texts of one language. Made by `load`, which has then proved that each of them renders."""

    def __init__(self, language: str, service: Mapping[str, str], bundle: FluentBundle, texts: Mapping[str, Text]):
        self.language = language
        self.texts = texts
        self._service = dict(service)
        self._bundle = bundle
        self._fixed: dict[tuple[str, bool, bool], str] = {}
        self._labels: dict[str, dict[str, str]] = {}

    def become(self, other: "Wording") -> None:
        """Say from now on what another one of this language says: whoever holds this one need not know."""
        self.texts, self._service, self._bundle = other.texts, other._service, other._bundle
        self._fixed, self._labels = other._fixed, other._labels

    def has(self, id: str) -> bool:
        return id in self.texts

    def text(self, id: str, *, discreet: bool = False, again: bool = False, **args: str) -> str:
        """The text, trimmed. `again` and `discreet` fall back to the plain text where there is no other."""
        fixed = self._fixed.get((id, discreet, again))
        return fixed if fixed is not None else self._render(id, self._variant(id, discreet, again), args)

    def labels(self, id: str) -> dict[str, str]:
        """The options of a question, key to label, in the order shown; empty for an open question."""
        if id not in self.texts:
            raise self._missing(id)
        return dict(self._labels[id])

    def check(self, required: Iterable[Need]) -> None:
        """Raise WordingError with all that is missing or wrong for the texts that the program will ask for."""
        if problems := self.unmet(required):
            raise WordingError(problems)

    def unmet(self, required: Iterable[Need]) -> list[str]:
        """What is missing or wrong, each with what to do."""
        return [problem for need in required for problem in self._unmet(need)]

    def prepare(self) -> Iterator[str]:
        """Render everything once, keep what never changes, and yield what is wrong."""
        for id, text in self.texts.items():
            try:
                self._prepare(id, text)
            except WordingError as error:
                yield from error.problems

    def _prepare(self, id: str, text: Text) -> None:
        for variant, variables in text.variables.items():
            if variables and variant in text.options:
                names = ", ".join(f"{{ ${v} }}" for v in sorted(variables))
                raise WordingError([f"{text.source.where}.{variant} is a label and cannot use {names}; write it out"])
            _ = self._render(id, variant, dict.fromkeys(variables, "1"))
        self._labels[id] = {option: self._render(id, option, {}) for option in text.options}
        for discreet, again in ORDER:
            variant = self._variant(id, discreet, again)
            if not text.variables[variant]:
                self._fixed[id, discreet, again] = self._render(id, variant, {})

    def _variant(self, id: str, discreet: bool, again: bool) -> str:
        if id not in self.texts:
            raise self._missing(id)
        has = self.texts[id].variables
        return next(variant for variant in ORDER[discreet, again] if variant in has)

    def _render(self, id: str, variant: str, args: Mapping[str, str]) -> str:
        text, message = self.texts[id], self._bundle.get_message(id)
        pattern = message.attributes[variant] if variant else message.value
        assert pattern is not None  # noqa: S101  `read` has refused messages without a text
        # Only what this text uses: the service has thirty variables, and Fluent takes a microsecond for each that it is given
        mine = {name: self._service[name] for name in text.service[variant]}
        given = {name: _value(value, name in text.counted) for name, value in (mine | dict(args)).items()}
        rendered, errors = self._bundle.format_pattern(pattern, given)
        where = f"{text.source.where}{'.' * bool(variant)}{variant}"
        if errors:
            raise WordingError(
                [f"{where} cannot be rendered: {'; '.join(map(str, errors))}. Given: {', '.join(given)}"]
            )
        said = "\n".join(line.rstrip() for line in str(rendered).strip().split("\n"))
        if not said:
            raise WordingError([f"{where} is empty; write what it should say"])
        return said

    def _missing(self, id: str) -> WordingError:
        return WordingError(
            [f"messages/{self.language}: there is no text {id!r}; add it to the file of its conversation"]
        )

    def _unmet(self, need: Need) -> Iterator[str]:
        text = self.texts.get(need.id)
        if text is None:
            yield from self._missing(need.id).problems
            return
        where = text.source.where
        for variable in sorted(frozenset[str]().union(*text.variables.values()) - need.variables):
            yield f"{where} uses {{ ${variable} }}, but is only given {_listed(need.variables)}; take it out or pass it"
        if need.question and "again" not in text.variables:
            yield f"{where} is a question without .again; write how it is asked a second time"
        if need.options != text.options:
            yield (
                f"{where} has labels for {_listed(text.options)}, but offers {_listed(need.options)}; "
                f"write one attribute for each, in this order"
            )


def load(
    language: str,
    service: Mapping[str, str],
    folder: Path = HERE,
    added: Path | None = None,
    changed: Mapping[str, str] | None = None,
) -> Wording:
    """Read messages/<language>/*.ftl, and `added`, a file of the operator's. `service` are the variables that every text
    may use, beside the helplines of its `nation`. `changed`: what the operator has a text say instead, by its id.

    Raises WordingError with everything that is wrong.
    """
    service = as_variables(service.get("nation", NATIONS[0])) | dict(service)
    catalogue = read(folder / language, added, changed)
    if catalogue.problems:
        raise WordingError(catalogue.problems)
    bundle = FluentBundle([language], use_isolating=False)
    for resource in catalogue.resources:
        bundle.add_resource(resource)
    messages = {id: source for id, source in catalogue.sources.items() if not id.startswith("-")}
    texts = {id: _text(source, messages, frozenset(service)) for id, source in messages.items()}
    wording = Wording(language, service, bundle, texts)
    if problems := list(wording.prepare()):
        raise WordingError(problems)
    return wording


def load_all(
    languages: Iterable[str],
    service: Mapping[str, str],
    folder: Path = HERE,
    added: str = "",
    changed: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Wording]:
    """Every language. `added` names the operator's file; {language} in it stands for the language. `changed`: by language."""
    files = {language: Path(added.replace("{language}", language)) if added else None for language in languages}
    instead = changed or {}
    return {language: load(language, service, folder, file, instead.get(language)) for language, file in files.items()}


def _text(source: Source, messages: Mapping[str, Source], service: frozenset[str]) -> Text:
    found = {variant: _reached(source, variant, messages, set()) for variant in source.patterns()}
    variables = {variant: frozenset(names) - service for variant, (names, _) in found.items()}
    ours = {variant: frozenset(names) & service for variant, (names, _) in found.items()}
    return Text(source, variables, ours, frozenset[str]().union(*(counted for _, counted in found.values())))


def _reached(source: Source, variant: str, messages: Mapping[str, Source], seen: set[str]) -> tuple[set[str], set[str]]:
    """The variables of a text and of the messages that it refers to. Terms have none of the caller's."""
    seen.add(f"{source.id}.{variant}")
    found = uses(source.patterns()[variant])
    variables, counted = set(found.variables), set(found.counted)
    for to in found.references:
        part = to.attribute.name if to.attribute else ""
        other = messages.get(to.id.name) if type(to).__name__ == "MessageReference" else None
        if other and f"{other.id}.{part}" not in seen:
            more, more_counted = _reached(other, part, messages, seen)
            variables, counted = variables | more, counted | more_counted
    return variables, counted


def _value(value: str, counted: bool) -> str | int:
    """Numbers come as text; where a text chooses by number ("one day", "two days") Fluent needs the number."""
    return int(value) if counted and value.isdecimal() else value[:LONGEST]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names if isinstance(names, tuple) else sorted(names)) or "none"


def as_sent(text: str, labels: Mapping[str, str]) -> str:
    """A question as it goes out by SMS: its options below it, numbered from 1."""
    return "\n".join([text, *(f"{number} {label}" for number, label in enumerate(labels.values(), 1))])
