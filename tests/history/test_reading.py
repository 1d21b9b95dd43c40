"""What leaves the machine: redaction finds and takes out, and a page shows text and never runs it."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.made import says, thought
from tests.history.made import call, result, save
from workbench.history import bundle, reading, redact
from workbench.history.package import package
from workbench.store import open_store

KEY = "AIzaSyA-" + "x" * 31
SECRETS = {
    "key": [KEY, "sk-proj-abcdefghijklmnop1234", "ghp_" + "a1" * 18, "AKIAABCDEFGHIJKLMNOP"],
    "e-mail": ["ann.lee+x@mail.example.co.uk"],
    "phone": ["+49 170 1234567", "(030) 1234-5678", "555-123-4567", "+1 (415) 555-2671"],
    "home path": ["/home/annlee", "/Users/ann.lee", "C:\\Users\\ann"],
}
HARMLESS = [
    "2026-11-23", "10:45:30", "1,234,567", "192.168.100.200", "v1_ChZCaUZGbnVpd2xVMmM", "3.14159265358", "ISBN-like 12", "a@b",
    "/homework", "task-force", "0.000123456", "2026-11-23T10:00:00.123Z", "100 200", "1 2 3 4 5",
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('reading')}/stepwise.db")
    yield opened
    opened.close()


def packed(store, made):
    found = package(store, made["conversation_id"])
    assert found is not None
    return found


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SECRETS.items() for text in texts])
def test_what_should_not_leave_is_found_wherever_it_stands_and_taken_out(store, kind, text):
    steps = [thought(text=f"About {text}, hm"), call("f", {"to": text}), result(f"sent to {text}!"), says(f"Done: {text}")]
    made = save(store, f"Ask {text} now", *steps)
    store.add_events(made["id"], [(0, 0.0, {"text": text})])
    (hit,) = redact.hits([packed(store, made)])
    assert (hit.kind, hit.text) == (kind, text)
    assert hit.count >= 5
    clean = redact.redacted(packed(store, made), [hit])
    for out in (bundle.dump([clean]).decode(), reading.html([clean]), reading.markdown([clean])):
        assert text not in out
        assert text.replace("\\", "\\\\") not in out
        assert f"[{kind} 1]" in out


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_figures_are_left_alone(store, text):
    assert redact.hits([packed(store, save(store, f"See {text} here"))]) == []


def test_the_mark_of_a_turns_key_is_no_phone_number_whatever_its_digits(store):
    made = save(store, "See you") | {"key_mark": "06139728.1750"}
    store.save_turn(made)
    assert redact.hits([packed(store, made)]) == []


def test_names_are_what_a_person_types_and_only_whole_words_count(store):
    made = save(store, "Ann met anna and ANN Lee at Annex")
    found = redact.hits([packed(store, made)], ["Ann Lee", "ann"])
    assert {(hit.text) for hit in found} == {"Ann", "ANN Lee"}
    said = redact.redacted(packed(store, made), found).turns[0]["prompt"][0]["text"]
    assert said == "[name 2] met anna and [name 1] at Annex"


def test_only_what_was_chosen_is_taken_out_and_the_record_stays_as_it_is(store):
    made = save(store, "Write to ann@example.org and ben@example.org")
    keep, take = redact.hits([packed(store, made)])
    clean = redact.redacted(packed(store, made), [take])
    assert keep.text in clean.turns[0]["prompt"][0]["text"]
    assert store.turn(made["id"]) == made
    assert redact.redacted(packed(store, made), []).turns == [made]


def test_attachments_and_signatures_are_not_torn(store):
    picture = {"type": "image", "mime_type": "image/png", "data": base64.b64encode(b"\x89PNG" * 20).decode()}
    made = save(store, "ann@example.org", thought(signature="QUJD" * 10))
    store.save_turn({**made, "prompt": [picture, *made["prompt"]]})
    clean = redact.redacted(packed(store, made), redact.hits([packed(store, made)], ["PNG", "QUJD"]))
    assert clean.turns[0]["prompt"][0] == picture
    assert clean.turns[0]["steps"][0]["step"]["signature"] == "QUJD" * 10


ATTACKS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](https://evil.example/p.png)",
    "</style><script>alert(1)</script>", "<svg/onload=alert(1)>", '"><iframe src=//evil.example>', "<!--", "]]>", "\x00",
    "[x](data:text/html,<script>1</script>)", "<a href='https://e' onclick=x>", "&lt;script&gt;", "`<script>`",
    "```html\n<script>alert(1)</script>\n```",
]  # fmt: skip
ALLOWED = set(
    "html head meta title style body h1 h2 h3 h4 h5 h6 section p pre code details summary footer span ol ul li a em strong "
    "blockquote hr br table thead tbody tr th td img audio video b".split()
)


class Seen(HTMLParser):
    """The tags and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def harmless(page: str) -> None:
    seen = Seen(page)
    assert seen.tags <= ALLOWED
    assert not any(name.startswith("on") for name in seen.attributes)
    assert all(re.match(r"https?://|data:(image|audio|video)/", link) for link in seen.links), seen.links
    assert "default-src 'none'" in page.replace("&#x27;", "'")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_a_page_runs_or_calls_out(store, attack):
    steps = [thought(text=attack), call(attack, {attack: attack}), result(attack), says(attack), {"type": attack}]
    wrong = {"status": 1, "code": attack, "message": attack, "hint": attack, "retryable": True, "wait_s": None}
    made = save(store, attack, *steps, problem=wrong)
    store.rename(made["conversation_id"], attack)
    page = reading.html([packed(store, made)])
    harmless(page)
    assert "<script" not in page


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.text("<>\"'&[]()`!/=:scriptonerj \n", max_size=60))
def test_no_text_makes_a_page_dangerous(store, title, text):
    made = save(store, text, thought(text=text), says(text))
    store.rename(made["conversation_id"], title)
    harmless(reading.html([packed(store, made)]))


def test_pictures_are_in_the_page_and_vector_graphics_are_only_named(store):
    made = save(store, "Look")
    data = base64.b64encode(b"picture").decode()
    kinds = ("image/png", "image/svg+xml", 'image/png" onload="x')
    items = [{"type": "image", "mime_type": kind, "data": data} for kind in kinds]
    store.save_turn({**made, "prompt": items})
    page = reading.html([packed(store, made)])
    assert page.count("<img ") == 1
    assert f"data:image/png;base64,{data}" in page
    harmless(page)


def test_a_page_says_when_it_was_a_demonstration(store):
    made = save(store, "Hi")
    assert "Offline demo" in reading.html([packed(store, made)])
    assert "Offline demo" in reading.markdown([packed(store, made)])
    assert bundle.file_name([packed(store, made)], "json", "2026-11-23") == "stepwise-demo-hi-2026-11-23.json"


def test_markdown_keeps_fences_closed(store):
    made = save(store, "Code", call("f", {"a": "```\n# not a heading"}), says("Answer"))
    text = reading.markdown([packed(store, made)])
    assert "````json" in text
    assert "## gemini-3.8-flash" in text
