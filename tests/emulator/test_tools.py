"""Each tool through the real SDK: unary and as a stream, chained and replayed, with what it really did."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from emulator.config import EmulatorConfig
from emulator.testing import Handle, serve
from tests.brain.declarations import CURRENCY, WEATHER
from tests.emulator.scripted import MODEL
from tests.emulator.test_usage import total_of


@pytest.fixture(scope="module")
def server() -> Iterator[Handle]:
    with serve(EmulatorConfig(speed=0, private_hosts=("127.0.0.1",))) as handle:
        yield handle


def plain(steps: Any) -> list[dict[str, Any]]:
    """Steps without what the server makes up: ids and signatures."""
    dumped = [step.model_dump(mode="json", exclude_none=True) for step in steps]
    return [{key: value for key, value in step.items() if key not in ("id", "call_id", "signature")} for step in dumped]


def folded(events: list[Any]) -> list[dict[str, Any]]:
    """The steps that a stream describes, folded by its rules."""
    steps: dict[int, dict[str, Any]] = {}
    given: dict[int, str] = {}
    for event in events:
        if event.event_type == "step.start":
            steps[event.index] = event.step.model_dump(mode="json", exclude_none=True)
        elif event.event_type == "step.delta":
            delta = event.delta.model_dump(mode="json", exclude_none=True)
            kind, step = delta.pop("type"), steps[event.index]
            if kind == "arguments_delta":
                given[event.index] = given.get(event.index, "") + delta["arguments"]
            elif kind == "text":
                step.setdefault("content", [{"type": "text", "text": ""}])[0]["text"] += delta["text"]
            elif kind == "text_annotation_delta":
                step["content"][0]["annotations"] = delta["annotations"]
            else:
                step.update(delta)
    for index, arguments in given.items():
        steps[index]["arguments"] = json.loads(arguments)
    return [{key: value for key, value in steps[at].items() if key not in ("id", "call_id", "signature")} for at in sorted(steps)]


def both(client: Any, **request: Any) -> Any:
    """The same request unary and streamed; returns the unary answer after comparing the two."""
    whole = client.interactions.create(model=MODEL, **request)
    events = list(client.interactions.create(model=MODEL, stream=True, **request))
    last = events[-1].interaction
    assert last.status == whole.status
    assert folded(events) == plain(whole.steps)
    for usage in (whole.usage, last.usage):
        assert usage.total_tokens == total_of(usage)
    assert last.usage.total_tool_use_tokens == whole.usage.total_tool_use_tokens
    return whole


def kinds(interaction: Any) -> list[str]:
    return [step.type for step in interaction.steps]


def cited(interaction: Any) -> list[tuple[str, Any]]:
    """Each citation with the bytes of the text that it spans."""
    part = interaction.steps[-1].content[0]
    raw = part.text.encode()
    return [(raw[one.start_index : one.end_index].decode(), one) for one in part.annotations or ()]


def test_function_calls_are_answered_stateful_and_stateless(client):
    tools = [WEATHER, CURRENCY]
    prompt = "What's the weather in Paris and in London?"
    first = both(client, input=prompt, tools=tools)
    calls = [step for step in first.steps if step.type == "function_call"]
    assert first.status == "requires_action"
    assert [call.arguments for call in calls] == [{"location": "Paris"}, {"location": "London"}]
    assert all(call.model_extra["signature"] for call in calls)
    results = [
        {"type": "function_result", "name": call.name, "call_id": call.id, "result": {"temperature": 20 + at, "unit": "C"}}
        for at, call in enumerate(calls)
    ]
    chained = client.interactions.create(model=MODEL, previous_interaction_id=first.id, input=results[::-1], tools=tools)
    assert chained.status == "completed"
    assert "Paris" in chained.output_text
    assert "21 °C" in chained.output_text
    asked = {"type": "user_input", "content": [{"type": "text", "text": prompt}]}
    replayed = client.interactions.create(model=MODEL, input=[asked, *first.steps, *results], tools=tools, store=False)
    assert replayed.output_text == chained.output_text
    assert replayed.usage.total_input_tokens > chained.usage.total_input_tokens


def test_arguments_come_as_fragments_that_join_to_json(client):
    events = list(client.interactions.create(model=MODEL, input="Convert 100 USD to EUR", tools=[CURRENCY], stream=True))
    start = next(event for event in events if event.event_type == "step.start" and event.step.type == "function_call")
    assert start.step.arguments == {}
    parts = [
        event.delta.arguments for event in events if event.event_type == "step.delta" and event.delta.type == "arguments_delta"
    ]
    assert json.loads("".join(parts)) == {"amount": 100, "from_currency": "USD", "to_currency": "EUR"}
    assert events[-1].event_type == "interaction.completed"
    assert events[-1].interaction.status == "requires_action"


@pytest.mark.parametrize(
    "result",
    [
        "plain text",
        {"deep": {"list": [1, None]}},
        [{"type": "text", "text": '{"temperature": 3}'}],
        [{"type": "image", "mime_type": "image/png", "data": "AAAA"}],
        "x" * 300_000,
    ],
)
@pytest.mark.parametrize("failed", [False, True])
def test_any_result_is_accepted_and_answered(client, result, failed):
    first = client.interactions.create(model=MODEL, input="weather in Oslo", tools=[WEATHER])
    call = first.steps[-1]
    given = {"type": "function_result", "call_id": call.id, "result": result, "is_error": failed}
    then = client.interactions.create(model=MODEL, previous_interaction_id=first.id, input=[given], tools=[WEATHER])
    assert then.status == "completed"
    assert then.output_text
    assert len(then.output_text) < 20_000


def test_code_is_written_and_really_run(client):
    answer = both(client, input="What is the sum of the first 50 prime numbers?", tools=[{"type": "code_execution"}])
    assert kinds(answer) == ["thought", "code_execution_call", "code_execution_result", "model_output"]
    call, result = answer.steps[1:3]
    assert call.arguments.language == "python"
    assert "primes" in call.arguments.code
    assert (result.call_id, result.result, result.is_error) == (call.id, "5117\n", False)
    assert "5117" in answer.output_text
    assert answer.usage.total_tool_use_tokens > 0


def test_code_that_is_given_runs_and_its_error_is_the_result(client):
    answer = both(client, input="Run this:\n```python\nprint('é')\n1/0\n```", tools=[{"type": "code_execution"}])
    assert answer.steps[2].is_error is True
    assert answer.steps[2].result.startswith("é\n")
    assert "ZeroDivisionError" in answer.output_text


def test_search_cites_its_sources_by_bytes(client):
    answer = both(
        client, input="Tell me about the São Paulo food scene and who Marie Curie was", tools=[{"type": "google_search"}]
    )
    assert kinds(answer) == ["thought", "google_search_call", "google_search_result", "model_output"]
    call, result = answer.steps[1:3]
    assert 1 <= len(call.arguments.queries) <= 3
    assert '<div class="container">' in result.result[0].search_suggestions
    assert [(one.type, one.count) for one in answer.usage.grounding_tool_count] == [
        ("google_search", len(call.arguments.queries))
    ]
    spans = cited(answer)
    assert any("Curie" in text for text, _ in spans)
    assert all(
        one.type == "url_citation" and one.url.startswith("https://") and text.endswith((".", "!", "?")) for text, one in spans
    )


def test_a_search_that_finds_nothing_says_so(client):
    answer = client.interactions.create(
        model=MODEL, input="Search for the zorgblatt quuxing tournament", tools=[{"type": "google_search"}]
    )
    assert "found nothing" in answer.output_text
    assert cited(answer) == []


def test_queries_are_escaped_in_the_suggestions(client):
    evil = 'Search for <script>alert(1)</script> " onmouseover=alert(1) javascript:alert(1)'
    answer = client.interactions.create(model=MODEL, input=evil, tools=[{"type": "google_search"}])
    shown = answer.steps[2].result[0].search_suggestions
    assert "<script" not in shown
    assert 'href="javascript' not in shown
    assert "onmouseover=alert" not in shown.replace("onmouseover%3Dalert", "")


def test_older_models_search_after_they_spoke(client):
    answer = client.interactions.create(model="gemini-2.5-flash", input="Who was Marie Curie?", tools=[{"type": "google_search"}])
    assert kinds(answer) == ["thought", "model_output", "google_search_call", "google_search_result"]


def test_urls_are_fetched_each_with_its_status(server, client):
    others = f"http://169.254.169.254/latest and http://[::1]/ and {server.base_url}/nothing"
    prompt = f"What versions does {server.base_url}/ have? Compare with {others}"
    answer = both(client, input=prompt, tools=[{"type": "url_context"}])
    assert kinds(answer) == ["thought", "url_context_call", "url_context_result", "model_output"]
    assert [one.status for one in answer.steps[2].result] == ["success", "unsafe", "unsafe", "error"]
    assert {one.url for _, one in cited(answer)} == {f"{server.base_url}/"}
    assert "stepwise-emulator" in answer.output_text


def test_what_is_near_a_sight_is_looked_up_on_the_map(client):
    answer = both(client, input="Cafes near the Colosseum", tools=[{"type": "google_maps"}])
    assert kinds(answer) == ["thought", "google_maps_call", "google_maps_result", "model_output"]
    assert "Near **Rome**" in answer.output_text


def test_places_come_from_the_geographic_data(client):
    answer = both(client, input="Which cities are near Lyon?", tools=[{"type": "google_maps", "enable_widget": True}])
    assert kinds(answer) == ["thought", "google_maps_call", "google_maps_result", "model_output"]
    found = answer.steps[2].result[0]
    assert "Villeurbanne" in [place.name for place in found.places]
    assert found.widget_context_token
    spans = cited(answer)
    assert {one.type for _, one in spans} == {"place_citation"}
    assert all(one.name in text for text, one in spans)
    assert answer.usage.grounding_tool_count[0].type == "google_maps"


def test_here_is_where_the_tool_says(client):
    answer = client.interactions.create(
        model=MODEL, input="Which towns are nearby?", tools=[{"type": "google_maps", "latitude": 48.2, "longitude": 16.37}]
    )
    assert "Vienna" in answer.output_text


def test_files_are_uploaded_stored_and_searched(client):
    store = client.file_search_stores.create(config={"display_name": "Shop rules"})
    text = "Grüße. The return policy allows thirty days. Shipping costs five euros.\n" * 3
    kept = client.files.upload(file=io.BytesIO(text.encode()), config={"mime_type": "text/plain", "display_name": "policy.txt"})
    assert client.files.get(name=kept.name).size_bytes == len(text.encode())
    assert client.file_search_stores.import_file(file_search_store_name=store.name, file_name=kept.name).done
    hours = io.BytesIO(b"Opening hours are nine to five on weekdays.")
    client.file_search_stores.upload_to_file_search_store(
        file_search_store_name=store.name,
        file=hours,
        config={
            "mime_type": "text/plain",
            "display_name": "hours.txt",
            "custom_metadata": [{"key": "year", "numeric_value": 2026}],
        },
    )
    assert client.file_search_stores.get(name=store.name).active_documents_count == 2
    tool: dict[str, Any] = {"type": "file_search", "file_search_store_names": [store.name], "top_k": 1}
    answer = both(client, input="What is the return policy?", tools=[tool])
    assert kinds(answer) == ["thought", "file_search_call", "file_search_result", "model_output"]
    assert set(answer.steps[2].model_dump(exclude_none=True)) == {"type", "call_id", "signature"}
    ((span, one),) = cited(answer)
    assert "thirty days" in span
    assert (one.type, one.file_name) == ("file_citation", "policy.txt")
    filtered = client.interactions.create(
        model=MODEL, input="What are the opening hours?", tools=[{**tool, "metadata_filter": "year > 2030"}]
    )
    assert "no files" in filtered.output_text
    stranger = sdk_of(client, "another-key")
    assert "no files" in stranger.interactions.create(model=MODEL, input="What is the return policy?", tools=[tool]).output_text


def sdk_of(client: Any, key: str) -> Any:
    from google import genai

    return genai.Client(api_key=key, http_options={"base_url": client._api_client._http_options.base_url})


def test_files_can_be_listed_and_deleted(client):
    kept = client.files.upload(file=io.BytesIO(b"a,b\n1,2\n"), config={"mime_type": "text/csv", "name": "my-table"})
    assert kept.name == "files/my-table"
    assert "files/my-table" in [one.name for one in client.files.list()]
    client.files.delete(name=kept.name)
    assert "files/my-table" not in [one.name for one in client.files.list()]


def test_deferred_functions_are_found_first(client):
    tools = [{"type": "tool_search"}, {**WEATHER, "defer_loading": True}, {**CURRENCY, "defer_loading": True}]
    answer = both(client, input="weather in Rome please", tools=tools)
    assert kinds(answer) == ["thought", "tool_search_call", "tool_search_result", "thought", "function_call"]
    assert [one.name for one in answer.steps[2].result] == ["get_weather"]
    assert answer.steps[-1].arguments == {"location": "Rome"}
    result = {"type": "function_result", "call_id": answer.steps[-1].id, "result": "sunny"}
    then = client.interactions.create(model=MODEL, previous_interaction_id=answer.id, input=[result], tools=tools)
    assert kinds(then) == ["thought", "model_output"]


def test_computer_use_begins_plausibly_and_ends(client):
    tools = [{"type": "computer_use", "environment": "browser"}]
    answer = both(client, input="Open example.com and click the first link", tools=tools)
    names = []
    while answer.status == "requires_action":
        call = answer.steps[-1]
        names.append((call.name, call.arguments))
        shot = [{"type": "image", "mime_type": "image/png", "data": "AAAA"}]
        given = {"type": "function_result", "call_id": call.id, "name": call.name, "result": shot}
        answer = client.interactions.create(model=MODEL, previous_interaction_id=answer.id, input=[given], tools=tools)
    assert names == [("open_web_browser", {}), ("navigate", {"url": "https://example.com"})]
    assert "can't see" in answer.output_text


def test_a_structured_answer_may_rest_on_a_tool(client):
    schema = {"type": "object", "properties": {"result": {"type": "integer"}}, "required": ["result"]}
    form = {"type": "text", "mime_type": "application/json", "schema": schema}
    answer = both(
        client, input="What is the sum of the first 50 prime numbers?", tools=[{"type": "code_execution"}], response_format=form
    )
    assert json.loads(answer.output_text) == {"result": 5117}


def test_tools_are_left_alone_when_nothing_asks_for_them(client):
    tools = [{"type": "google_search"}, {"type": "code_execution"}, {"type": "url_context"}, WEATHER]
    answer = both(client, input="Hello, my name is Karthik!", tools=tools)
    assert kinds(answer) == ["thought", "model_output"]
    assert "Karthik" in answer.output_text


def stored(client: Any, **files: str) -> dict[str, Any]:
    """A file search over files that were just uploaded, named with `_` for the dot."""
    store = client.file_search_stores.create()
    for name, text in files.items():
        kind = {"md": "text/markdown", "csv": "text/csv"}.get(name.rpartition("_")[2], "text/plain")
        client.file_search_stores.upload_to_file_search_store(
            file_search_store_name=store.name,
            file=io.BytesIO(text.encode()),
            config={"mime_type": kind, "display_name": name.replace("_", ".")},
        )
    return {"type": "file_search", "file_search_store_names": [store.name]}


def test_files_answer_with_the_sentence_the_row_or_the_points_that_say_it(client):
    tool = stored(
        client,
        basic_md="# Basic plan\n\n- Price: 9 euros\n- Storage: 50 GB\n- Users: 1\n",
        team_md="# Team plan\n\n- Price: 29 euros\n- Storage: 500 GB\n- Users: 10\n",
        staff_csv="name,department,city,salary\nAnna Kern,Sales,Köln,52000\nBob Lee,IT,Berlin,61000\nCara Díaz,IT,Köln,67500\n",
        garten_txt="Tomaten brauchen viel Sonne. Zucchini werden ab Mitte Mai gepflanzt. 🌱 Gießen Sie am Morgen.",
    )

    def said(prompt: str, before: Any = None) -> Any:
        return client.interactions.create(
            model=MODEL, input=prompt, tools=[tool], previous_interaction_id=before.id if before else None
        )

    cost = said("How much is the Team plan?")
    assert (cost.output_text, [one.file_name for _, one in cited(cost)]) == ("The price is 29 euros.", ["team.md"])
    assert "500 GB" in said("And its storage?", cost).output_text
    assert [text for text, _ in cited(said("Wann werden Zucchini gepflanzt?"))] == ["Zucchini werden ab Mitte Mai gepflanzt."]
    assert "| Storage | 50 GB | 500 GB |" in said("Compare the Basic plan and the Team plan").output_text
    assert "**60,166.67**" in said("What is the average salary?").output_text
    assert "Cara Díaz" in said("Who earns the highest salary?").output_text
    assert "found nothing" in said("What do the files say about parking?").output_text
    assert kinds(said("Hello!")) == ["thought", "model_output"]
