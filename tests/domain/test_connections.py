"""Keys and addresses: found in the right place, checked, and never shown."""

from __future__ import annotations

import pytest

from workbench import connections
from workbench.connections import check_base_url, check_key, find_key, resolve

KEY = "AIza" + "x" * 35


def test_a_typed_key_wins_over_the_environment_and_that_over_the_secrets_file():
    environ, secrets = {"GEMINI_API_KEY": "env"}, {"GEMINI_API_KEY": "file"}
    assert find_key(" typed ", environ, secrets) == connections.FoundKey("typed", "typed in this session")
    assert find_key("", environ, secrets) == connections.FoundKey("env", "GEMINI_API_KEY")
    assert find_key("", {}, secrets) == connections.FoundKey("file", "secrets.toml")
    assert find_key("", {}, {}) is None


def test_of_two_variables_the_one_that_the_sdk_takes_is_taken():
    assert find_key("", {"GEMINI_API_KEY": "a", "GOOGLE_API_KEY": "b"}) == connections.FoundKey("b", "GOOGLE_API_KEY")


def test_a_key_is_in_no_repr():
    found = find_key(KEY, {})
    connection = resolve("google", KEY)
    assert connection.api_key == KEY
    assert KEY not in repr(found) + repr(connection) + f"{connection}" + connections.masked(KEY)


@pytest.mark.parametrize("key", ["", "  ", "two words", "kéy", "'quoted'", "Bearer abc", "a\x07b"])
def test_a_key_that_can_not_be_one_is_refused_without_repeating_it(key):
    problem = check_key(key)
    assert problem
    assert key.strip() == "" or key not in problem


def test_a_usual_key_is_fine():
    assert check_key(KEY) == ""


@pytest.mark.parametrize(
    "address",
    [
        "example.com",
        "ftp://example.com",
        "http://",
        "http://a b",
        "https://u:p@example.com",
        "https://x?key=1",
        "http://x:99999",
        "http://[x",
    ],
)
def test_an_address_that_can_not_be_used_says_why(address):
    checked = check_base_url(address)
    assert checked.problem
    assert "u:p@" not in checked.url + checked.problem


@pytest.mark.parametrize(
    ("address", "used", "hint"),
    [
        ("https://example.com/", "https://example.com", ""),
        ("https://example.com/prefix/", "https://example.com/prefix", ""),
        ("https://example.com/v1beta", "https://example.com", "SDK adds it"),
        ("https://example.com/pre/v1/interactions/", "https://example.com/pre", "SDK adds it"),
        ("http://127.0.0.1:8787", "http://127.0.0.1:8787", ""),
        ("http://example.com", "http://example.com", "Without https"),
    ],
)
def test_a_usable_address_is_brought_into_shape(address, used, hint):
    checked = check_base_url(address)
    assert (checked.url, checked.problem) == (used, "")
    assert hint in checked.hint
    assert bool(hint) == bool(checked.hint)


def test_connections_are_made_of_what_was_chosen():
    assert resolve("demo").api_key == "demo"
    custom = resolve("custom", "k", "http://127.0.0.1:8787/v1beta", "paid")
    assert (custom.base_url, custom.tier, custom.offline) == ("http://127.0.0.1:8787", "paid", False)
    assert resolve("custom", "k", "nonsense").base_url == ""
    assert resolve("google", "", environ={"GEMINI_API_KEY": "env"}).api_key == "env"


def test_the_app_starts_with_google_only_when_a_key_is_at_hand():
    assert connections.default_mode({}) == "demo"
    assert connections.default_mode({"GEMINI_API_KEY": "k"}) == "google"
