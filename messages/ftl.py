"""Reads the .ftl files of one language and says all that is wrong with them at once.

Fluent itself forgives: it skips what it cannot parse, keeps the first of two messages with one id and prints the name
of a reference that it cannot find. A text message must not go out like that, so here each of these is a problem.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

VARIANTS = ("again", "discreet", "discreet_again")  # every other attribute is the label of a choice


class WordingError(Exception):
    """Something is wrong with the texts. The message says where, and what to do."""

    def __init__(self, problems: Iterable[str]):
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Uses(Visitor):
    """What a text refers to. `counted` are the variables that choose between forms (one day, two days)."""

    variables: set[str] = field(default_factory=set[str])
    counted: set[str] = field(default_factory=set[str])
    references: list[ast.MessageReference | ast.TermReference] = field(
        default_factory=list[ast.MessageReference | ast.TermReference]
    )

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  Fluent's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.references.append(node)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.references.append(node)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        inner = uses(node.selector)
        self.counted.update(inner.variables)
        self.generic_visit(node)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        inner = uses(node.arguments)
        self.counted.update(inner.variables)
        self.generic_visit(node)


def uses(node: object) -> Uses:
    found = Uses()
    found.visit(node)
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """A message or a term where it was found. `official`, `spoken` and `printed` come from the comment above it.
    `added`: in a file of the operator's, and not in ours."""

    id: str
    file: str
    line: int
    node: ast.Message | ast.Term
    added: bool = False

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}: {self.id}"

    @property
    def official(self) -> str | None:
        return next((line[9:].strip() for line in self._comment() if line.lower().startswith("official:")), None)

    @property
    def spoken(self) -> bool:
        return any(line.lower().startswith("spoken") for line in self._comment())

    @property
    def printed(self) -> bool:
        """On paper: typographic quotes and length cost nothing."""
        return any(line.lower().startswith("printed") for line in self._comment())

    def patterns(self) -> dict[str, ast.Pattern]:
        """The text under "" and each attribute under its name."""
        own = {"": self.node.value} if self.node.value else {}
        return own | {a.id.name: a.value for a in self.node.attributes}

    def _comment(self) -> list[str]:
        return (self.node.comment.content or "").splitlines() if self.node.comment else []


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All files of one language, parsed. Terms are kept under their name with the hyphen."""

    resources: list[ast.Resource]
    sources: dict[str, Source]
    problems: list[str]


def read(folder: Path, added: Path | None = None, changed: Mapping[str, str] | None = None) -> Catalogue:
    """The files of a language, and one that the operator has added to them. `changed`: by id, what a text says instead, as
    in a file."""
    files = sorted(folder.glob("*.ftl"))
    catalogue = Catalogue([], {}, [] if files else [f"{folder}: there is no .ftl file; add one per conversation"])
    for file in files:
        _read_file(file, catalogue)
    if added is not None:
        _read_added(added, catalogue)
    for id, said in (changed or {}).items():
        catalogue.problems.extend(_change(id, said, catalogue))
    for source in catalogue.sources.values():
        catalogue.problems.extend(_problems(source, catalogue.sources))
    catalogue.problems.extend(_circles(catalogue.sources))
    return catalogue


def _change(id: str, said: str, catalogue: Catalogue) -> Iterator[str]:
    """Put this in the text's place, with the comment and the parts that it has. Yields what is wrong."""
    ours = catalogue.sources.get(id)
    if ours is None:
        yield f"there is no text {id} any more"
        return
    body = FluentParser().parse(said).body
    node = body[0] if len(body) == 1 else None
    if not isinstance(node, ast.Message) or node.id.name != id:
        yield f"{id} cannot be read: close each bracket, as in {{ $name }}, and begin no line with a full stop, [ or *"
        return
    theirs = Source(id, ours.file, ours.line, node, ours.added)
    if list(theirs.patterns()) != list(ours.patterns()):
        yield f"{id} must have the parts {', '.join(part or 'text' for part in ours.patterns())}, in this order"
        return
    node.comment = ours.node.comment
    catalogue.sources[id] = theirs
    for resource in catalogue.resources:
        resource.body[:] = [node if one is ours.node else one for one in resource.body]


def _read_added(file: Path, catalogue: Catalogue) -> None:
    try:
        _read_file(file, catalogue, added=True)
    except OSError as error:
        catalogue.problems.append(f"{file}: {error.strerror}; correct the name, or make it a file that we may read")
    except UnicodeDecodeError as error:
        catalogue.problems.append(f"{file}: byte {error.start + 1} is not UTF-8; save the file as UTF-8")


def _read_file(file: Path, catalogue: Catalogue, added: bool = False) -> None:
    text = file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")  # Windows begins its UTF-8 with a mark
    resource = FluentParser().parse(text)
    catalogue.resources.append(resource)
    name = str(file) if added else f"{file.parent.name}/{file.name}"
    for node in resource.body:
        line = text.count("\n", 0, node.span.start if node.span else 0) + 1
        if isinstance(node, ast.Junk):
            catalogue.problems.append(_unreadable(node, name, line))
        elif isinstance(node, ast.Message | ast.Term):
            _add(Source(_id(node), name, line + _comment_lines(node), node, added), catalogue)


def _unreadable(node: ast.Junk, name: str, line: int) -> str:
    why = "; ".join(a.message or a.code or "" for a in node.annotations or [])
    near = (node.content or "").strip().split("\n")[0]
    return f"{name}:{line}: cannot be read near {near!r}: {why}. Write it as `id = text`, further lines indented"


def _add(source: Source, catalogue: Catalogue) -> None:
    first = catalogue.sources.setdefault(source.id, source)
    if first is not source:
        catalogue.problems.append(f"{source.where} is already in {first.file}:{first.line}; remove or rename one")


def _problems(source: Source, sources: dict[str, Source]) -> Iterator[str]:
    names = [a.id.name for a in source.node.attributes]
    for twice in sorted({n for n in names if names.count(n) > 1}):
        yield f"{source.where}.{twice} is there twice; remove one"
    if source.node.value is None:
        yield f"{source.where} has no text of its own; write it after the `=`"
    for reference in uses(source.node).references:
        yield from _dangling(source, reference, sources)


def _dangling(
    source: Source, to: ast.MessageReference | ast.TermReference, sources: dict[str, Source]
) -> Iterator[str]:
    name = _target(to)
    part = to.attribute.name if to.attribute else ""
    pattern = sources[name].patterns().get(part) if name in sources else None
    if pattern is None:
        yield f"{source.where} refers to {{ {name}{'.' * bool(part)}{part} }}, which does not exist; add it or correct the name"
    elif isinstance(to, ast.TermReference):
        given = {a.name.name for a in to.arguments.named} if to.arguments else set[str]()
        for variable in sorted(uses(pattern).variables - given):
            yield f"{source.where} uses the term {name}, which cannot see {{ ${variable} }}; put the variable in the message"


def _circles(sources: dict[str, Source]) -> Iterator[str]:
    """Texts that end up referring to themselves: Fluent would follow some of them for ever."""
    refers = {
        (id, part): {(_target(to), to.attribute.name if to.attribute else "") for to in uses(pattern).references}
        for id, source in sources.items()
        for part, pattern in source.patterns().items()
    }
    for start in refers:
        seen, ahead = set[tuple[str, str]](), set(refers[start])
        while ahead:
            seen |= ahead
            ahead = {to for at in ahead for to in refers.get(at, ())} - seen
        if start in seen:
            yield f"{sources[start[0]].where} refers to itself in a circle; write one of the texts out"


def _target(to: ast.MessageReference | ast.TermReference) -> str:
    return f"-{to.id.name}" if isinstance(to, ast.TermReference) else to.id.name


def _id(node: ast.Message | ast.Term) -> str:
    return node.id.name if isinstance(node, ast.Message) else f"-{node.id.name}"


def _comment_lines(node: ast.Message | ast.Term) -> int:
    return (node.comment.content or "").count("\n") + 1 if node.comment else 0
