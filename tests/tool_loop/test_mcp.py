"""MCP servers: a real one started by the tests lists its tools; secret headers reach it and are kept nowhere."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from mcp.server.fastmcp import FastMCP
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from emulator.listen import listen
from tests.emulator.mcp_servers import broken, listening, shop
from tests.engine.raw_server import RawServer
from tests.engine.raw_server import answer as http_answer
from tests.engine.watching import ended
from tests.tool_loop.model import Caller
from workbench import admission, export, hosts, mcp_servers, send
from workbench.client import Client
from workbench.errors import NotSent, StepwiseError
from workbench.inputs import FieldError
from workbench.settings import Connection, Prompt, Settings

TOKEN = "Bearer s3cret-token-of-mine"


class McpServer:
    """A real MCP server on a free port; it refuses whoever doesn't bring the token."""

    def __init__(self) -> None:
        server = FastMCP("weather", stateless_http=True, json_response=True)

        @server.tool()
        def forecast(city: str, days: int = 3) -> str:
            """What the weather will be."""
            return f"{days} dry days in {city}"

        @server.custom_route("/moved", ["POST"])  # type: ignore[untyped-decorator]
        async def moved(request: Request) -> Response:
            return RedirectResponse("/mcp", 307)

        @server.custom_route("/away", ["POST"])  # type: ignore[untyped-decorator]
        async def away(request: Request) -> Response:
            return RedirectResponse("https://elsewhere.example/mcp", 307)

        @server.custom_route("/page", ["POST"])  # type: ignore[untyped-decorator]
        async def page(request: Request) -> Response:
            return PlainTextResponse("<script>alert(1)</script> " + TOKEN)

        listener = listen("127.0.0.1", 0)
        self.base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(self._guard(server.streamable_http_app()), log_level="critical"))
        self._thread = threading.Thread(target=self._server.run, args=([listener],), daemon=True)
        self._thread.start()

    @staticmethod
    def _guard(app):
        async def guarded(scope, receive, send_):
            headers = dict(scope.get("headers", []))
            if scope["type"] == "http" and headers.get(b"authorization", b"").decode() != TOKEN:
                await PlainTextResponse("No.", 401)(scope, receive, send_)
            else:
                await app(scope, receive, send_)

        return guarded

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()


@pytest.fixture(scope="module")
def server() -> Iterator[McpServer]:
    started = McpServer()
    yield started
    started.stop()


@pytest.mark.parametrize("path", ["/mcp", "/moved"])
def test_a_server_tells_its_tools(server, path):
    (tool,) = mcp_servers.list_tools(f"{server.base}{path}", {"Authorization": TOKEN})
    assert (tool.name, tool.description) == ("forecast", "What the weather will be.")
    assert set(tool.parameters["properties"]) == {"city", "days"}


@pytest.mark.parametrize(
    ("path", "headers", "words"),
    [
        ("/mcp", {}, "401"),
        ("/nothing", {"Authorization": TOKEN}, "404"),
        ("/away", {"Authorization": TOKEN}, "redirect"),
        ("/page", {"Authorization": TOKEN}, "answered text/plain"),
    ],
)
def test_a_server_that_tells_nothing_is_explained_without_its_secrets(server, path, headers, words):
    with pytest.raises(StepwiseError) as raised:
        mcp_servers.list_tools(f"{server.base}{path}", headers, timeout_s=3)
    assert words.lower() in str(raised.value).lower()
    assert TOKEN not in json.dumps(raised.value.problem)


def test_a_server_that_hangs_is_given_up():
    silence = pytest.raises(StepwiseError, match=r"nothing within 0\.3 seconds")
    with socket.create_server(("127.0.0.1", 0)) as silent, silence:
        mcp_servers.list_tools(f"http://127.0.0.1:{silent.getsockname()[1]}/mcp", timeout_s=0.3)


@pytest.mark.parametrize("kind", ["bomb", "flood"])
def test_a_server_whose_answer_has_no_end_or_is_a_bomb_is_given_up(kind):
    with listening(broken()) as address, pytest.raises(StepwiseError, match="gave no list of its tools"):
        mcp_servers.list_tools(f"{address}/{kind}", timeout_s=1)


async def lying(scope, receive, send_):
    """Speaks the protocol, but its list of tools has no end and its words no measure."""
    if scope["type"] != "http":
        return
    asked = json.loads((await receive())["body"] or b"{}")
    listed = {"name": "<script>alert(1)</script>" * 50, "description": "x" * 9_999, "inputSchema": {"type": "object"}}
    results: dict[str, dict[str, object]] = {
        "initialize": {
            "protocolVersion": asked.get("params", {}).get("protocolVersion"),
            "capabilities": {},
            "serverInfo": {"name": "liar", "version": "1"},
        },
        "tools/list": {"tools": [listed] * 90, "nextCursor": "more"},
    }
    answer = {"jsonrpc": "2.0", "id": asked.get("id"), "result": results.get(asked.get("method"), {})}
    await (JSONResponse(answer) if "id" in asked else Response(status_code=202))(scope, receive, send_)


def test_a_server_that_lies_is_cut_short():
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(lying, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    found = mcp_servers.list_tools(f"http://127.0.0.1:{listener.getsockname()[1]}/mcp")
    server.should_exit = True
    thread.join()
    assert len(found) == mcp_servers.MOST_TOOLS
    assert {len(tool.name) for tool in found} == {200}
    assert {len(tool.description) for tool in found} == {mcp_servers.LONGEST}


@pytest.mark.parametrize("url", ["", "ftp://x/mcp", "javascript:alert(1)", "file:///etc/passwd", "http://"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(StepwiseError, match="not an address"):
        mcp_servers.list_tools(url)


def test_a_server_that_is_not_there_is_explained():
    with pytest.raises(StepwiseError, match="ConnectError"):
        mcp_servers.list_tools("http://127.0.0.1:9/mcp", timeout_s=3)


def test_headers_are_typed_as_lines_and_a_bad_one_is_told_without_its_value():
    assert mcp_servers.parse_headers(f"Authorization: {TOKEN}\n\nX-Team: a:b\n") == {"Authorization": TOKEN, "X-Team": "a:b"}
    with pytest.raises(FieldError, match="Line 2") as raised:
        mcp_servers.parse_headers("A: b\nhunter2 is the password")
    assert "hunter2" not in str(raised.value)


def test_secret_headers_are_sent_to_their_address_only_and_kept_nowhere(calling, store, tmp_path):
    connection, model = calling()
    assert isinstance(model, Caller)
    here, there = "https://one.example/mcp", "https://two.example/mcp"
    secret = {here: {"Authorization": TOKEN, "X-Pin": "pin-of-4711"}}
    object.__setattr__(connection, "mcp_headers", secret)
    tools = ({"type": "mcp_server", "name": "a", "url": here}, {"type": "mcp_server", "name": "b", "url": there})
    turn = ended(send.send(store, connection, Settings(tools=tools), Prompt("Hi"), None, None))
    assert turn["state"] == "done"
    one, two = model.asks[0].tools
    assert one["headers"] == secret[here]
    assert "headers" not in two
    assert '"X-Pin":"(secret)"' in turn["sent"][0]["body"]
    kept = export.turn_json(turn, store.events(turn["id"])) + repr(connection)
    store.close()
    kept += "".join(path.read_bytes().decode("latin1") for path in tmp_path.glob("*.db*"))
    assert "s3cret-token" not in kept
    assert "pin-of-4711" not in kept


def test_each_of_several_servers_is_asked_for_what_it_can_do_and_given_its_own_secret(server, connection, store):
    with listening(shop().streamable_http_app()) as other:
        weather = {"type": "mcp_server", "name": "weather", "url": f"{server.base}/mcp"}
        products = {"type": "mcp_server", "name": "shop", "url": f"{other}/mcp", "allowed_tools": [{"tools": ["find_product"]}]}
        object.__setattr__(connection, "mcp_headers", {weather["url"]: {"Authorization": TOKEN}})
        settings = Settings(tools=(weather, products))
        for prompt, called in (("Find the product desk lamp.", "find_product"), ("Give me the forecast for Rome.", "forecast")):
            turn = ended(send.send(store, connection, settings, Prompt(prompt), None, None))
            steps = [record["step"] for record in turn["steps"] if record["step"]["type"].startswith("mcp_server")]
            assert [(step["server_name"], step["name"]) for step in steps] == [
                ("shop" if called == "find_product" else "weather", called)
            ] * 2
            assert "is_error" not in steps[1] or not steps[1]["is_error"]


def test_a_server_that_repeats_a_secret_does_not_get_it_into_the_history(store):
    from workbench.settings import Connection

    refusal = json.dumps({"error": {"message": f"The header {TOKEN} is wrong.", "code": "invalid_request"}})
    raw = RawServer((http_answer(refusal, status="400 Bad Request"),))
    connection = Connection("custom", raw.base_url, "test-key", mcp_headers={"https://x/mcp": {"Authorization": TOKEN}})
    turn = ended(send.send(store, connection, Settings(), Prompt("Hi"), None, None))
    raw.close()
    assert turn["problem"] is not None
    assert turn["problem"]["message"] == "The header Bearer (key) is wrong."


def test_a_shared_app_reaches_no_private_address_unless_its_host_is_allowed(server, monkeypatch):
    monkeypatch.setenv(hosts.VARIABLE, "")
    for host in ("127.0.0.1", "localhost", "0", "[::1]", "169.254.169.254", "10.0.0.1"):
        with pytest.raises(StepwiseError, match="not on the public web") as refused:
            mcp_servers.list_tools(f"{server.base.replace('127.0.0.1', host)}/mcp", {"Authorization": TOKEN}, timeout_s=3)
        assert "docs/deploy.md" in refused.value.problem["hint"]
    monkeypatch.setenv(hosts.VARIABLE, "tools.internal, LOCALHOST")
    here = f"{server.base.replace('127.0.0.1', 'localhost')}/mcp"
    assert mcp_servers.list_tools(here, {"Authorization": TOKEN}, timeout_s=3)
    with pytest.raises(StepwiseError, match="not on the public web"):
        mcp_servers.list_tools(f"{server.base}/mcp", {"Authorization": TOKEN}, timeout_s=3)


@pytest.mark.parametrize(
    ("names", "are_own"),
    [
        (["127.0.0.1", "localhost", "::1"], True),
        (["0.0.0.0", "localhost"], False),
        (["127.0.0.1", "stepwise.example.org"], False),
        (["::"], False),
        (["*"], False),
    ],
)
def test_an_app_that_others_can_reach_is_shared(names, are_own):
    assert hosts.are_own(names) == are_own


def test_private_hosts_are_free_on_ones_own_machine_and_closed_once_the_app_is_shared(monkeypatch):
    monkeypatch.delenv(hosts.VARIABLE, raising=False)
    assert hosts.private() == ("*",)
    hosts.share(True)
    try:
        assert hosts.private() == ()
    finally:
        hosts.share(False)


@pytest.mark.parametrize(
    ("mode", "address", "allowed", "code"),
    [
        ("custom", "http://127.0.0.1:9", "", "private_address"),
        ("custom", "http://localhost:9", "", "private_address"),
        ("custom", "http://[::ffff:10.0.0.7]:9", "", "private_address"),
        ("custom", "http://127.0.0.1:9", "127.0.0.1", ""),
        ("custom", "http://127.0.0.1:9", "*", ""),
        ("custom", "https://8.8.8.8", "", ""),
        ("demo", "http://127.0.0.1:9", "", ""),
    ],
)
def test_a_shared_app_is_sent_to_no_private_server_that_somebody_typed_in(mode, address, allowed, code, monkeypatch):
    monkeypatch.setenv(hosts.VARIABLE, allowed)
    connection = Connection(mode, address, "a-key")
    if not code:
        admission.check_server(connection)
        return
    with pytest.raises(NotSent) as refused:
        asyncio.run(_first(Client(connection)))
    assert refused.value.problem["code"] == code


async def _first(client: Client) -> dict[str, Any]:
    return await anext(client.stream({"model": "gemini-3.8-flash", "input": "Hi"}))


def test_the_name_that_was_checked_is_not_looked_up_again(server, monkeypatch):
    port, real, asked = int(server.base.rpartition(":")[2]), socket.getaddrinfo, []

    def once(host, *args, **more):
        if host != "rebinding.example":
            return real(host, *args, **more)
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1" if len(asked) > 1 else "8.8.8.8", port))]

    monkeypatch.setattr(socket, "getaddrinfo", once)
    monkeypatch.setenv(hosts.VARIABLE, "")
    with pytest.raises(StepwiseError):
        mcp_servers.list_tools(f"http://rebinding.example:{port}/mcp", {"Authorization": TOKEN}, timeout_s=1)
    assert asked == ["rebinding.example"]
