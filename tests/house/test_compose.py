"""The compose file against the compose specification's schema, and what we promise about it."""

import json
from typing import Any

import jsonschema
import pytest
import yaml

from tests.components import CONTRACTS
from tests.house.tree import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SCHEMA = CONTRACTS / "node_modules" / "dclint" / "schemas" / "compose.schema.json"


@pytest.mark.npm
def test_the_compose_file_follows_the_specification():
    wrong = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).iter_errors(COMPOSE)
    assert [error.message for error in wrong] == []


def test_no_secret_and_no_place_of_the_host_stands_in_it():
    assert all("environment" not in service for service in SERVICES.values())
    mounts = [mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", [])]
    assert set(mounts) <= set(COMPOSE["volumes"])


def test_it_is_published_on_the_loopback_alone():
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_plain_up_starts_the_service_on_one_file():
    assert {name for name, service in SERVICES.items() if not service.get("profiles")} == {"migrate", "frontdoor"}


def test_what_a_service_waits_for_exists():
    waited = {name for service in SERVICES.values() for name in service.get("depends_on", {})}
    assert waited <= SERVICES.keys()
