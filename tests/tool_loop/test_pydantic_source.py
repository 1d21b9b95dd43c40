"""Schemas from pasted models: what Pydantic itself would make of them, without running a line of it."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from workbench import pydantic_source, schemas
from workbench.inputs import FieldError

CODE = '''
from typing import Annotated, List, Literal, Optional
from enum import Enum
from pydantic import BaseModel, Field

class Colour(str, Enum):
    RED = "red"
    BLUE = "blue"

class Part(BaseModel):
    """A part of it."""
    name: str = Field(description="What it is called", min_length=2)
    price: float = Field(ge=0, le=100)
    size: Annotated[int, Field(gt=0)] = 1

class Thing(BaseModel):
    title: str
    parts: List[Part] = Field(min_length=1)
    colour: Colour
    kind: Literal["a", "b"]
    note: Optional[str] = None
    tags: list[str] | None = None
    prices: dict[str, float] = {}
    next: "Thing | None" = None
    _secret: int = 3
    def method(self): return 1
'''
GOOD = {"title": "t", "parts": [{"name": "ab", "price": 1}], "colour": "red", "kind": "a", "next": None}
BAD = [
    {**GOOD, "parts": []},
    {**GOOD, "parts": [{"name": "a", "price": 1}]},
    {**GOOD, "parts": [{"name": "ab", "price": 101}]},
    {**GOOD, "parts": [{"name": "ab", "price": 1, "size": 0}]},
    {**GOOD, "colour": "green"},
    {**GOOD, "kind": "c"},
    {**GOOD, "tags": [1]},
    {**GOOD, "next": {"title": "inner"}},
    {"title": "t"},
]


def real_model() -> type[BaseModel]:
    module = type(sys)("pasted_models")
    sys.modules["pasted_models"] = module
    exec(CODE, module.__dict__)
    model: type[BaseModel] = module.Thing
    model.model_rebuild()
    return model


def test_the_schema_takes_and_refuses_what_pydantic_itself_does():
    theirs, ours = real_model().model_json_schema(), pydantic_source.schema_from(CODE)
    Draft202012Validator.check_schema(ours)
    assert schemas.problems_of_schema(ours) == ()
    for value in (GOOD, *BAD):
        assert Draft202012Validator(ours).is_valid(value) == Draft202012Validator(theirs).is_valid(value), value
    assert ours["required"] == ["title", "parts", "colour", "kind"]
    assert "_secret" not in ours["properties"]


def test_descriptions_and_defaults_are_taken_over():
    ours = pydantic_source.schema_from(CODE)
    assert ours["$defs"]["Part"]["properties"]["name"]["description"] == "What it is called"
    assert ours["$defs"]["Part"]["properties"]["size"]["default"] == 1
    assert ours["$defs"]["Part"]["description"] == "A part of it."


def test_inherited_fields_come_first():
    code = "class A(BaseModel):\n    a: int\nclass B(A):\n    b: str = 'x'\n"
    made = pydantic_source.schema_from(code)
    assert list(made["properties"]) == ["a", "b"]
    assert made["required"] == ["a"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("class A(BaseModel", "not Python"),
        ("x = 1", "no class derived from BaseModel"),
        ("class A(BaseModel):\n    a: np.ndarray", "Line 2: the type 'np.ndarray'"),
        ("class A(BaseModel):\n    a: Callable[[int], str]", "Line 2"),
        ("class A(BaseModel):\n    a: 'not a type!'", "Line 2"),
        ("(" * 300, "not Python"),
        ("class A(BaseModel):\n    a: " + "list[" * 90 + "int" + "]" * 90, "can't be turned"),
        ("#" * 200_000, "longer"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(code, words):
    with pytest.raises(FieldError, match=words.replace("[", r"\[")):
        pydantic_source.schema_from(code)


def test_nothing_in_the_code_is_run(tmp_path):
    trap = tmp_path / "trap"
    opening = f"open({str(trap)!r}, 'w')"
    code = f"{opening}\nclass A(BaseModel):\n    a: int = {opening}\n    b: str = Field(default=exit())\n"
    made = pydantic_source.schema_from(code)
    assert set(made["properties"]) == {"a", "b"}
    assert not trap.exists()


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_a_schema_or_a_refusal(text):
    try:
        made = pydantic_source.schema_from(f"class A(BaseModel):\n    a: {text}")
    except FieldError:
        return
    Draft202012Validator.check_schema(made)
