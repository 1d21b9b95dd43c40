"""The SDK's request models are made once, and requests stay what they were."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any, Union

import pytest
from pydantic import ConfigDict, create_model

from workbench import kept_models
from workbench.client import Client
from workbench.settings import Connection
from workbench.wire import Log


def module(build: object) -> Any:
    made: Any = ModuleType("serializers")
    if build is not None:
        made.create_model = build
    return made


def test_the_same_type_gives_the_same_class_and_another_type_another() -> None:
    kept = module(create_model)
    kept_models.keep(kept)
    config = {"__config__": ConfigDict(populate_by_name=True)}
    first = kept.create_model("Body", body=(int, ...), **config)
    assert kept.create_model("Body", body=(int, ...), **config) is first
    assert kept.create_model("Body", body=(str, ...), **config) is not first
    assert kept.create_model("Other", body=(int, ...), **config) is not first
    assert kept.create_model("Body", body=(int, ...), __config__=ConfigDict(populate_by_name=False)) is not first


def test_unions_that_differ_in_their_order_are_not_mixed_up() -> None:
    kept = module(create_model)
    kept_models.keep(kept)
    ordered, turned = Union[int, str], Union[str, int]  # noqa: UP007 - what the SDK writes
    assert kept.create_model("Body", body=(ordered, ...)) is not kept.create_model("Body", body=(turned, ...))


def test_no_more_classes_are_kept_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_models, "MOST", 1)
    kept = module(create_model)
    kept_models.keep(kept)
    first = kept.create_model("Body", body=(int, ...))
    second = kept.create_model("Body", body=(str, ...))
    assert kept.create_model("Body", body=(int, ...)) is first
    assert kept.create_model("Body", body=(str, ...)) is not second


def test_a_module_without_the_function_is_left_alone_and_keeping_twice_is_keeping_once() -> None:
    bare = module(None)
    kept_models.keep(bare)
    assert not hasattr(bare, "create_model")
    kept = module(create_model)
    kept_models.keep(kept)
    builder = kept.create_model
    kept_models.keep(kept)
    assert kept.create_model is builder


async def test_a_second_request_of_the_sdk_builds_no_class(connection: Connection) -> None:
    client = Client(connection, Log())
    await client.create({"model": "gemini-3.8-flash", "input": "Say hi.", "stream": False})
    builder: Any = import_module("google.genai._gaos.utils.serializers").create_model
    built = builder._build

    def refuse(*_: object, **__: object) -> type:
        raise AssertionError("a class was built again")

    builder._build = refuse
    try:
        again = await client.create({"model": "gemini-3.8-flash", "input": "Say hi.", "stream": False})
    finally:
        builder._build = built
    assert again["status"] == "completed"
