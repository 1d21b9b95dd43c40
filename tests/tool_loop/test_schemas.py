"""JSON Schemas that people type in, answers against them, and functions made of them."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.made import a_turn, says
from workbench import function_files, functions, registry, schemas, starters, structured
from workbench.inputs import FieldError
from workbench.settings import Settings
from workbench.views import Data, Text

REVIEW = starters.REVIEW
GOOD = {"title": "The Matrix", "rating": 5, "sentiment": "positive", "summary": "Wow."}


@pytest.mark.parametrize("starter", starters.STARTERS, ids=lambda starter: starter.name)
def test_the_starters_are_schemas_the_api_takes(starter, emulator):
    from tests.emulator.scripted import MODEL, sdk

    assert schemas.problems_of_schema(starter.schema) == ()
    answer = sdk(emulator).interactions.create(
        model=MODEL, input=starter.prompt, response_format=structured.format_for(starter.schema), store=False
    )
    assert structured.check(answer.output_text, starter.schema).state == "valid"


@pytest.mark.parametrize(
    ("value", "path", "words"),
    [
        ({**GOOD, "rating": 9}, "$.rating", "9 is greater than the maximum of 5"),
        ({**GOOD, "pros": ["a", 2]}, "$.pros[1]", "2 is not of type 'string'"),
        ({"title": "x"}, "$", "'rating' is a required property"),
        ({**GOOD, "mood": 1}, "$", "Additional properties"),
    ],
)
def test_each_error_has_its_place(value, path, words):
    found = structured.check(json.dumps(value), REVIEW)
    assert found.state == "invalid"
    assert any(error.path == path and words in error.message for error in found.errors)


@pytest.mark.parametrize("text", ["", "Sure!", '{"title": "x"', '{"title": NaN}', '```json\n{"title": "x"}\n```'])
def test_an_answer_that_is_no_json_is_told(text):
    found = structured.check(text, REVIEW)
    assert (found.state, found.errors[0].path) == ("not_json", "$")


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ([], "is an object"),
        ({"type": "strin"}, "fits none of the alternatives"),
        ({"$ref": "#"}, "leads only to itself"),
        ({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}, "leads only to itself"),
        ({"properties": []}, "is not of type 'object'"),
        ({"$ref": "https://example.com/x.json"}, "must stay within the schema"),
        ({"properties": {"a": {"$ref": "file:///etc/passwd"}}}, "must stay within the schema"),
        ({"pattern": "(a+)+$"}, "take for ever"),
        ({"patternProperties": {"^(a|aa)+$": {}}}, "take for ever"),
        ({"pattern": "("}, "take for ever"),
        ({"description": "x" * 300_000}, "longer than"),
    ],
)
def test_a_schema_that_is_wrong_or_dangerous_is_refused(schema, words):
    assert words in schemas.in_words(schemas.problems_of_schema(schema))


def nested(levels: int) -> dict[str, object]:
    schema: dict[str, object] = {}
    for _ in range(levels):
        schema = {"items": schema}
    return schema


NODE = {"type": "object", "required": ["next"]}
LOOPED = {"$ref": "#/$defs/node"}


@pytest.mark.parametrize(
    "node",
    [
        {**NODE, "properties": {"next": LOOPED}},
        {**NODE, "properties": {"next": {"anyOf": [LOOPED, {"allOf": [LOOPED]}]}}},
        {**NODE, "properties": {"next": {"type": "array", "items": LOOPED, "minItems": 1}}},
        {**NODE, "properties": {"next": {"type": "array", "prefixItems": [{}, LOOPED], "minItems": 2}}},
        {**NODE, "properties": {"next": {"type": "array", "contains": LOOPED}}},
        {**NODE, "additionalProperties": LOOPED},
        {"type": ["object", "array"], "required": ["a"], "properties": {"a": LOOPED}, "items": LOOPED, "minItems": 1},
    ],
)
def test_a_schema_that_requires_itself_without_an_end_is_refused(node):
    schema = {"type": "object", "properties": {"root": LOOPED}, "required": ["root"], "$defs": {"node": node}}
    assert "#/$defs/node requires itself without an end" in schemas.in_words(schemas.problems_of_schema(schema))
    assert schemas.problems_of_schema({**schema, "required": []} | {"required": ["other"]}) == ()


@pytest.mark.parametrize(
    "node",
    [
        {"type": "object", "properties": {"next": LOOPED}},
        {**NODE, "properties": {"next": {"anyOf": [LOOPED, {"type": "null"}]}}},
        {**NODE, "properties": {"next": {"type": "array", "items": LOOPED}}},
        {**NODE, "properties": {"next": {"type": "array", "prefixItems": [LOOPED], "minItems": 0}}},
        {**NODE, "type": ["object", "null"], "properties": {"next": LOOPED}},
        {**NODE, "properties": {"next": {"enum": [1], "allOf": [LOOPED]}}},
        {"required": ["next"], "properties": {"next": LOOPED}},
    ],
)
def test_a_schema_that_comes_back_to_itself_and_can_end_is_fine(node):
    assert schemas.problems_of_schema({**LOOPED, "$defs": {"node": node}}) == ()


def test_a_schema_made_to_keep_the_search_busy_is_soon_done_with():
    def level(number: int) -> dict:
        links = [{"$ref": f"#/$defs/d{(number + n) % 40}"} for n in (1, 2)]
        ways = [{"type": "object", "required": ["a"], "properties": {"a": link}} for link in links]
        return {"anyOf": ways}

    busy = {"$ref": "#/$defs/d0", "$defs": {f"d{number}": level(number) for number in range(40)}}
    assert len(schemas.problems_of_schema(busy)) <= 1


def test_cyclic_and_deep_schemas_end():
    tree = {"type": "object", "properties": {"next": {"allOf": [{"$ref": "#"}]}}}
    assert schemas.errors_in({"next": {"next": {}}}, tree) == ()
    assert schemas.errors_in({"next": {"next": 1}}, tree)[0].path == "$.next.next"
    assert "without an end" in schemas.in_words(schemas.errors_in({}, {"allOf": [{"$ref": "#"}]}))
    assert "which is not in it" in schemas.in_words(schemas.errors_in({}, {"$ref": "#/$defs/gone"}))
    assert "levels deep" in schemas.in_words(schemas.problems_of_schema(nested(500)))


@pytest.mark.parametrize("pattern", ["^[A-Z]{3}$", r"^\d{4}-\d{2}-\d{2}$", "^(red|blue)$", "a+b*", r"^\(\d+\)$", "[(+]+"])
def test_ordinary_patterns_are_taken(pattern):
    assert not schemas.risky(pattern)


SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4)
ANY = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "properties", "items", "required", "$ref", "enum", "anyOf", "pattern"]), inner)
    ),
    max_leaves=10,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY, ANY)
def test_no_schema_and_no_value_raise(schema, value):
    schemas.problems_of_schema(schema)
    if isinstance(schema, dict):
        schemas.errors_in(value, schema)
        functions.check({"name": "f", "parameters": schema})


def shown(text: str, settings_: Settings, **more):
    turn = a_turn("Hi", says(text), settings=settings_)
    turn["request"]["response_format"] = settings_.response_format
    turn["steps"][0] |= more  # type: ignore[typeddict-item]
    steps = registry.calls(turn)
    return registry.present(steps[0], steps)


ASKED = Settings(response_format=structured.format_for(REVIEW))


def test_an_answer_asked_for_as_json_is_drawn_as_data():
    text = json.dumps(GOOD)
    assert shown(text, ASKED) == (Data(GOOD, "valid", text),)
    assert shown(text, Settings()) == (Text(text),)
    (wrong,) = shown('{"title": "<script>"}', ASKED)
    assert isinstance(wrong, Data)
    assert wrong.state == "invalid"


def test_while_it_is_written_data_grows_and_prose_stays_prose():
    assert shown('{"title": "The Ma', ASKED, state="open") == (Data({"title": "The Ma"}, "writing", '{"title": "The Ma'),)
    assert shown("Let me think", ASKED, state="open") == (Text("Let me think"),)
    (cut,) = shown('{"title": "The Ma', ASKED, cut=True)
    assert isinstance(cut, Data)
    assert (cut.state, cut.value) == ("not_json", {"title": "The Ma"})
    assert cut.errors


@pytest.mark.parametrize("form", [REVIEW, [structured.format_for(REVIEW)], structured.format_for(REVIEW)])
def test_the_schema_is_found_in_every_form_of_a_response_format(form):
    assert structured.schema_in(form) == REVIEW


@pytest.mark.parametrize(
    "form", [None, {}, [], "json", {"type": "image"}, [{"type": "audio", "sample_rate": 1}], {"type": "text"}]
)
def test_other_formats_have_no_schema(form):
    assert structured.schema_in(form) is None


# Functions typed in


BOOK = {"type": "function", **functions.EXAMPLE}


def test_a_typed_function_is_kept_switched_and_answered_by_hand():
    on = functions.define(Settings(), functions.EXAMPLE)
    assert on.tools == (BOOK,)
    off = functions.switch(on, "book_table", False)
    assert (off.tools, off.tools_off) == ((), (BOOK,))
    assert functions.typed(off) == (BOOK,)
    assert functions.switch(off, "book_table", True).tools == (BOOK,)
    found = functions.choice(off, "book_table")
    assert found is not None
    assert (found.mode, found.typed, found.on) == ("manual", True, False)
    assert functions.remove(off, "book_table") == Settings()
    assert Settings.from_dict(json.loads(json.dumps(off.to_dict()))) == off


def test_a_function_of_the_toolbox_has_a_mode_and_can_be_deferred():
    on = functions.with_mode(functions.switch(Settings(), "calculate", True), "calculate", "ask")
    deferred = functions.with_deferred(on, "calculate", True)
    found = functions.choice(deferred, "calculate")
    assert found is not None
    assert (found.mode, found.deferred, found.typed) == ("ask", True, False)
    assert deferred.tools[0]["defer_loading"] is True
    assert functions.with_deferred(deferred, "calculate", False) == on
    assert functions.switch(on, "calculate", False).tools_off == ()


def test_renaming_replaces_and_a_name_twice_is_refused():
    on = functions.define(Settings(), functions.EXAMPLE)
    renamed = functions.define(on, {**functions.EXAMPLE, "name": "reserve"}, instead_of="book_table")
    assert [tool["name"] for tool in renamed.tools] == ["reserve"]
    with pytest.raises(FieldError, match="already"):
        functions.define(functions.define(renamed, functions.EXAMPLE), {**functions.EXAMPLE, "name": "reserve"})


@pytest.mark.parametrize(
    ("declaration", "words"),
    [
        ([], "is a JSON object"),
        ({}, "must begin with a letter"),
        ({"name": "a b"}, "must begin with a letter"),
        ({"name": "x" * 65}, "at most 64"),
        ({"name": "calculate"}, "function of the toolbox"),
        ({"name": "f", "secret": 1}, "Unknown key 'secret'"),
        ({"name": "f", "description": 1}, "must be a text"),
        ({"name": "f", "short_description": 1}, "The short description must be a text"),
        ({"name": "f", "defer_loading": "yes"}, "must be true or false"),
        ({"name": "f", "parameters": {"type": "array"}}, "of type object"),
        ({"name": "f", "parameters": {"type": "object", "required": []}}, "empty list"),
        ({"name": "f", "parameters": {"properties": {"a": {"type": "strin"}}}}, "parameters.properties.a.type"),
    ],
)
def test_what_the_api_would_refuse_is_refused_here(declaration, words):
    assert words in " ".join(functions.check(declaration))


def test_a_value_that_fits_no_alternative_says_why_and_a_type_that_is_none_names_those_there_are():
    either = {"anyOf": [{"type": "integer"}, {"type": "string", "maxLength": 2}]}
    (wrong,) = schemas.errors_in({"a": "long"}, {"properties": {"a": either}})
    assert wrong.path == "$.a"
    assert wrong.message == "\"long\" fits none of the alternatives: 'long' is not of type 'integer'; 'long' is too long"
    (unknown,) = schemas.problems_of_schema({"type": "strin"})
    assert "'string'" in unknown.message


def test_functions_go_out_into_a_file_and_come_back():
    on = functions.define(Settings(), functions.EXAMPLE)
    back, refused = function_files.import_json(Settings(), function_files.export_json(on))
    assert (back, refused) == (on, ())
    again, refused = function_files.import_json(back, function_files.export_json(on))
    assert (again, refused) == (on, ())
    openai = json.dumps([{"type": "function", "function": functions.EXAMPLE}, {"name": "no good"}, 7])
    taken, refused = function_files.import_json(Settings(), openai)
    assert taken == on
    assert [sentence.split(":")[0] for sentence in refused] == ["no good", "Number 3"]


PARAMETERS = {"type": "object", "properties": {"city": {"type": "string"}}}


@pytest.mark.parametrize(
    "file",
    [
        {"tools": [{"type": "function", "function": {"name": "f", "parameters": PARAMETERS, "strict": True}}]},
        [{"type": "function", "name": "f", "parameters": PARAMETERS, "strict": True}],
        [{"functionDeclarations": [{"name": "f", "parametersJsonSchema": PARAMETERS}]}],
        {"name": "f", "input_schema": PARAMETERS},
        {"tools": [{"name": "f", "title": "F", "inputSchema": PARAMETERS, "annotations": {}}]},
    ],
    ids=["openai_chat", "openai_responses", "generate_content", "anthropic", "mcp"],
)
def test_declarations_of_other_apis_are_taken(file):
    taken, refused = function_files.import_json(Settings(), json.dumps(file))
    assert refused == ()
    assert taken.tools == ({"type": "function", "name": "f", "parameters": PARAMETERS},)


@pytest.mark.parametrize(
    "file",
    [
        PARAMETERS,
        structured.format_for(PARAMETERS),
        [structured.format_for(PARAMETERS)],
        {"model": "m", "input": "x", "response_format": structured.format_for(PARAMETERS)},
        {"type": "json_schema", "json_schema": {"name": "city", "strict": True, "schema": PARAMETERS}},
        {"name": "f", "parameters": PARAMETERS},
    ],
)
def test_a_schema_is_found_in_a_file_however_it_is_wrapped(file):
    assert structured.schema_of(json.dumps(file)) == PARAMETERS


@pytest.mark.parametrize("text", ["", "7", "[]", '{"name": "x"}', "[" * 100_000])
def test_a_file_without_a_schema_is_refused(text):
    with pytest.raises(FieldError):
        structured.schema_of(text)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"functions": []}', "[" * 100_000])
def test_a_file_without_functions_is_refused(text):
    with pytest.raises(FieldError):
        function_files.import_json(Settings(), text)
