"""The catalog, read from the SDK's source, against the SDK's types as they are when really imported."""

from __future__ import annotations

import subprocess
import sys
from typing import Any, get_args

import pytest

from workbench import catalog
from workbench.settings import DEFAULT_MODEL


def literals(module: str, name: str) -> set[str]:
    """The strings of an open union of the installed SDK."""
    types = pytest.importorskip(f"google.genai._gaos.types.interactions.{module}")
    closed = next(part for part in get_args(getattr(types, name)) if get_args(part))
    return set(get_args(closed))


def tags(module: str, name: str) -> set[str]:
    """The discriminators of a union of the installed SDK, without its catch-all."""
    types: Any = pytest.importorskip(f"google.genai._gaos.types.interactions.{module}")
    members = get_args(get_args(getattr(types, name))[0])
    found = {(member.model_fields.get("event_type") or member.model_fields["type"]).default for member in members}
    return found - {"UNKNOWN"}


@pytest.mark.parametrize(
    ("read", "module", "name"),
    [
        (lambda: {entry.id for entry in catalog.models()}, "model", "Model"),
        (lambda: {entry.id for entry in catalog.agents()}, "agentoption", "AgentOption"),
        (lambda: set(catalog.service_tiers()), "servicetier", "ServiceTier"),
        (lambda: set(catalog.statuses()), "interaction", "InteractionStatus"),
        (lambda: set(catalog.thinking_summaries()), "thinkingsummaries", "ThinkingSummaries"),
        (lambda: set(catalog.thinking_levels("unheard-of").levels), "thinkinglevel", "ThinkingLevel"),
    ],
    ids=["models", "agents", "tiers", "statuses", "summaries", "levels"],
)
def test_names_are_those_of_the_imported_types(read, module, name):
    assert read() == literals(module, name)


@pytest.mark.parametrize(
    ("read", "module", "name"),
    [
        (catalog.step_kinds, "step", "Step"),
        (catalog.event_kinds, "interactionsseevent", "InteractionSSEEvent"),
        (catalog.delta_kinds, "stepdeltadata", "StepDeltaData"),
        (catalog.tool_kinds, "tool", "Tool"),
        (catalog.content_kinds, "content", "Content"),
    ],
    ids=["steps", "events", "deltas", "tools", "contents"],
)
def test_kinds_are_those_of_the_imported_types(read, module, name):
    assert set(read()) == tags(module, name)


def test_reading_the_catalog_does_not_import_the_sdk():
    code = (
        "import sys\nfrom workbench import catalog\ncatalog.models(), catalog.step_kinds()\nprint('google.genai' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_default_model_comes_first_and_chat_models_before_the_others():
    found = catalog.models()
    assert found[0].id == DEFAULT_MODEL
    groups = [entry.group for entry in found]
    assert groups == sorted(groups, key=list(catalog.GROUPS).index)
    assert {entry.id for entry in catalog.chat_models()}.isdisjoint(
        {"lyria-3.5", "gemini-3.1-flash-image", "gemini-3.8-flash-tts"}
    )


@pytest.mark.parametrize(
    ("model", "group", "name"),
    [
        ("gemini-3.8-flash", "text", "Gemini 3.8 Flash"),
        ("gemini-2.5-flash-lite", "text", "Gemini 2.5 Flash-Lite"),
        ("gemma-4-26b-a4b-it", "text", "Gemma 4 26B A4B IT"),
        ("nano-banana-pro-preview", "image", "Nano Banana Pro Preview"),
        ("gemini-3.8-flash-lite-tts", "speech", "Gemini 3.8 Flash-Lite TTS"),
        ("gemini-3.5-transcribe", "transcription", "Gemini 3.5 Transcribe"),
        ("lyria-3.5", "music", "Lyria 3.5"),
        ("gemini-omni-1.2-flash", "video", "Gemini Omni 1.2 Flash"),
        ("deep-research-preview-04-2026", "agent", "Deep Research Preview 04 2026"),
    ],
)
def test_entries_have_readable_names_and_a_group(model, group, name):
    entry = catalog.entry(model)
    assert (entry.group, entry.name) == (group, name)


def test_descriptions_come_from_the_sdk_and_do_not_repeat_the_name():
    assert "long-horizon" in catalog.entry("gemini-3.8-flash").about
    assert not catalog.entry("gemini-3.8-flash").about.startswith("Gemini 3.8 Flash")
    assert catalog.entry("gemini-3-pro-image").about == ""


@pytest.mark.parametrize(
    ("model", "levels", "default"),
    [
        ("gemini-3.8-flash", "low medium high", "medium"),
        ("gemini-3.6-flash", "minimal low medium high", "medium"),
        ("gemini-3.5-flash-lite", "minimal low medium high", "minimal"),
        ("gemini-3-flash-preview", "minimal low medium high", "high"),
        ("gemini-3.1-pro-preview", "low medium high", "high"),
        ("gemini-4-carbon", "low medium high", "medium"),
        ("gemini-4-hydrogen", "low medium high xhigh", "high"),
        ("gemma-4-31b-it", "minimal high", None),
    ],
)
def test_each_model_has_its_own_thinking_levels(model, levels, default):
    found = catalog.thinking_levels(model)
    assert (list(found.levels), found.default) == (levels.split(), default)


def test_every_level_that_is_offered_is_taken_by_the_emulator():
    from emulator import models

    for entry in catalog.models():
        offered, taken = set(catalog.thinking_levels(entry.id).levels), set(models.levels(entry.id))
        assert offered <= taken, entry.id
        assert offered == taken or entry.id not in models.MODELS, entry.id


def test_every_model_of_the_sdk_is_answered_by_the_emulator_also_those_newer_than_its_list():
    from emulator import models

    assert [entry.id for entry in catalog.models() if not models.is_model(entry.id)] == []
    assert models.is_model("gemini-4.2-xenon-preview")
    assert not models.is_model("gemini-9-neon")
    assert not models.is_model("veo-3")


def test_an_unheard_of_model_is_still_a_choice():
    entry = catalog.entry("gemini-9-neon")
    assert (entry.id, entry.name, entry.group) == ("gemini-9-neon", "Gemini 9 Neon", "text")
    assert not catalog.is_known_model("gemini-9-neon")
