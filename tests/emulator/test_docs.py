"""docs/emulator.md names every option and every fault there is."""

from pathlib import Path

from emulator.__main__ import parser
from emulator.faults import KINDS, Fault

DOCS = (Path(__file__).parents[2] / "docs/emulator.md").read_text("utf-8")


def test_every_option_is_explained():
    for action in parser()._actions:
        for option in action.option_strings:
            assert option in ("-h", "--help") or f"`{option}" in DOCS, option


def test_every_fault_and_field_is_explained():
    for kind in KINDS:
        assert kind == "status" or f"| `{kind}" in DOCS, kind
    for field in Fault.__dataclass_fields__:
        assert field == "kind" or f"`{field}`" in DOCS, field
