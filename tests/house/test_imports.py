"""Imports run bot → flows → messages, never back, and inside bot/ downwards in one order."""

from collections.abc import Iterator

from tests.house.tree import PACKAGES, imports, sources

# Top to bottom. Modules on one line are parts of one thing and may import each other; a folder is one entry.
# A new module gets its place here: as low as what it imports allows.
LAYERS = (
    ("cli",),
    ("cli_staff", "cli_report"),
    ("rehearsal",),
    (
        "serve",
        "journey",
        "checkup",
        "wiring",
        "administration",
        "staffing",
        "chat",
        "poster",
        "flowlist",
    ),
    ("app", "reading", "screening"),
    ("desk", "backup"),
    ("reports",),
    ("casework",),
    ("ticker", "unprompted", "checkins", "silence", "news", "health"),
    ("ringing",),
    ("reception",),
    ("crew",),
    ("outbox", "delivery"),
    ("alerts", "alert_words", "senders"),
    ("channels",),
    ("web",),
    ("settings_check",),
    ("decided", "programme_check"),
    ("store",),
    ("vocabulary",),
    ("measure_words",),
    (
        "turn",
        "readback",
        "safeguarding",
        "guidance",
        "hiding",
        "interpreter",
        "kind_words",
        "on_programme",
        "asked_of_us",
        "hearing",
        "told_of_death",
        "shared_phone",
        "requests",
        "last_week",
        "replying",
        "asking_again",
        "conversation",
        "speech",
    ),
    ("reading_times", "ladder", "pictures"),
    ("programme", "programme_file", "programme_rules", "hours", "wellbeing"),
    ("state",),
    ("triage",),
    ("lanes",),
    ("clock", "metrics", "paper", "batches", "keywords", "mistakes", "opening", "places", "toml_keys", "toml_lines"),
    ("settings",),
    ("service_hours",),
    ("errors",),
)
PLACE = {name: place for place, layer in enumerate(LAYERS) for name in layer}


def ours() -> Iterator[tuple[str, str, list[str]]]:
    """(where, the importing module's file, the imported module's parts) for every import of our own packages."""
    for name, tree in sources(*PACKAGES):
        for line, imported in imports(tree):
            parts = imported.split(".")
            if parts[0] in PACKAGES and len(parts) > 1:
                yield f"{name}:{line} imports {imported}", name, parts


def layer_of(name: str) -> str:
    return name.split("/")[1].removesuffix(".py")


def test_no_package_imports_one_above_it():
    back = [where for where, name, (to, *_) in ours() if PACKAGES.index(to) < PACKAGES.index(name.split("/")[0])]
    assert back == []


def test_imports_name_their_module_in_full():
    relative = [f"{name}:{line}" for name, tree in sources(*PACKAGES) for line, to in imports(tree) if to[0] == "."]
    assert relative == []


def test_every_module_of_the_service_has_a_place_in_the_order():
    homeless = {layer_of(name) for name, _ in sources("bot")} - PLACE.keys() - {"__init__"}
    assert homeless == set(), "give it a place in LAYERS"


def test_inside_the_service_imports_run_downwards():
    upwards = [
        where
        for where, name, (to, module, *_) in ours()
        if to == "bot" and name.startswith("bot/") and PLACE.get(module, 99) < PLACE.get(layer_of(name), -1)
    ]
    assert upwards == []
