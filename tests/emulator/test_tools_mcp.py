"""MCP servers, real ones: listed, chosen from, called; and those that hang, lie or are none."""

from collections.abc import Iterator
from typing import Any

import pytest
from google.genai import _interactions as gi

from emulator.config import EmulatorConfig
from emulator.testing import Handle, serve
from tests.emulator.mcp_servers import broken, forecasts, listening, shop
from tests.emulator.scripted import MODEL, sdk
from tests.emulator.test_tools import both, kinds


@pytest.fixture(scope="module")
def shop_url() -> Iterator[str]:
    with listening(shop().streamable_http_app()) as address:
        yield f"{address}/mcp"


@pytest.fixture(scope="module")
def server() -> Iterator[Handle]:
    with serve(EmulatorConfig(speed=0)) as handle:
        yield handle


@pytest.fixture(scope="module")
def hasty() -> Iterator[Handle]:
    """One that waits for an MCP server for a second only."""
    with serve(EmulatorConfig(speed=0, mcp_patience_s=1.0)) as handle:
        yield handle


def tool(url: str, **more: Any) -> dict[str, Any]:
    return {"type": "mcp_server", "name": "shop", "url": url, **more}


def test_one_tool_feeds_the_next_within_one_answer(client, shop_url):
    answer = both(client, input="Look up the blue lamp and order two of them", tools=[tool(shop_url)])
    assert answer.status == "completed"
    assert kinds(answer) == [
        "mcp_server_tool_call",
        "mcp_server_tool_result",
        "mcp_server_tool_call",
        "mcp_server_tool_result",
        "thought",
        "model_output",
    ]
    found, order = answer.steps[0], answer.steps[2]
    assert (found.name, found.server_name, found.arguments) == ("find_product", "shop", {"query": "blue lamp"})
    assert (order.name, order.arguments) == ("order_product", {"product_id": "P-77", "quantity": 2})
    assert answer.steps[1].call_id == found.id
    assert "Order placed: 2 of P-77" in answer.output_text


def test_the_hosted_service_shows_one_opaque_step(shop_url):
    with serve(EmulatorConfig(speed=0, mcp_steps="live")) as server:
        events = list(
            sdk(server).interactions.create(model=MODEL, input="Find product blue lamp", tools=[tool(shop_url)], stream=True)
        )
        starts = [event.step for event in events if event.event_type == "step.start"]
        assert starts[0].raw["type"] == "tool_call"
        assert set(starts[0].raw) == {"id", "signature", "type"}
        assert [step.type for step in starts[1:]] == ["thought", "model_output"]


def test_an_error_of_a_tool_is_told(client, shop_url):
    answer = both(client, input="Check the balance of account A-12", tools=[tool(shop_url)])
    assert answer.steps[1].model_extra["is_error"] is True
    assert "A-12 is locked" in answer.output_text


def test_allowed_tools_are_the_only_ones(client, shop_url):
    rule = [{"mode": "auto", "tools": ["find_product"]}]
    answer = client.interactions.create(model=MODEL, input="Order product P-9", tools=[tool(shop_url, allowed_tools=rule)])
    assert "order_product" not in [getattr(step, "name", "") for step in answer.steps]


def test_a_prompt_that_needs_no_tool_gets_none(client, shop_url):
    assert kinds(client.interactions.create(model=MODEL, input="hello", tools=[tool(shop_url)])) == ["thought", "model_output"]


def test_a_huge_result_with_markup_is_bounded(client, shop_url):
    answer = client.interactions.create(model=MODEL, input="Report the weather in Oslo", tools=[tool(shop_url)])
    assert len(answer.steps[1].result[0].text) <= 200_000
    assert len(answer.output_text) < 5_000


@pytest.mark.parametrize("kind", ["hang", "lie", "page", "bomb", "flood"])
def test_servers_that_misbehave_end_in_a_clear_step(hasty, kind):
    with listening(broken()) as address:
        headers = {"Authorization": "Bearer secret-value"}
        answer = both(sdk(hasty), input="Find product blue lamp", tools=[tool(f"{address}/{kind}", headers=headers)])
    assert answer.status == "completed"
    assert answer.steps[1].model_extra["is_error"] is True
    assert "shop" in answer.steps[1].result
    assert "secret-value" not in answer.model_dump_json()
    assert "could not" in answer.output_text


def test_nobody_at_the_address(client):
    answer = client.interactions.create(model=MODEL, input="Find product blue lamp", tools=[tool("http://127.0.0.1:9/mcp")])
    assert "could not be used" in answer.output_text


def test_private_addresses_are_met_only_where_they_are_allowed(shop_url):
    with serve(EmulatorConfig(speed=0, mcp_hosts=())) as closed:
        answer = sdk(closed).interactions.create(model=MODEL, input="Find product blue lamp", tools=[tool(shop_url)])
    assert answer.steps[1].model_extra["is_error"] is True
    assert "not on the public web" in answer.steps[1].result


def test_two_servers_of_one_name_are_refused(client, shop_url):
    with pytest.raises(gi.BadRequestError, match="Duplicate MCP server name found: shop"):
        client.interactions.create(model=MODEL, input="Find a lamp", tools=[tool(shop_url), tool(shop_url)])


def test_one_request_may_need_two_servers(client, shop_url):
    with listening(forecasts().streamable_http_app()) as weather:
        tools = [tool(shop_url), tool(f"{weather}/mcp", name="weather")]
        answer = both(client, input="Look up the blue lamp and give me the forecast for Rome", tools=tools)
    called = [(step.server_name, step.name) for step in answer.steps if step.type == "mcp_server_tool_call"]
    assert [one for one in called if one[1] != "list_tools"] == [("shop", "find_product"), ("weather", "forecast")]
    assert "3 dry days in Rome" in answer.output_text


def test_what_an_earlier_request_had_done_is_not_done_again(client, shop_url):
    with listening(forecasts().streamable_http_app()) as weather:
        tools = [tool(shop_url), tool(f"{weather}/mcp", name="weather")]
        first = client.interactions.create(model=MODEL, input="Look up the blue lamp and order two of them", tools=tools)
        then = client.interactions.create(
            model=MODEL, input="Give me the forecast for Rome.", tools=tools, previous_interaction_id=first.id
        )
    assert [step.name for step in then.steps if step.type == "mcp_server_tool_call"] == ["forecast"]
