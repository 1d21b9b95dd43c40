"""What a demonstration asks offline: ways and times, days told, plans for a stay, stories carried on, code talked about, copy."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from types import ModuleType

import pytest

from emulator.brain import codereading, snippets
from tests.brain.talking import chat

ROUTE = "I'm going to Rome on Monday, Florence on Wednesday and Venice on Friday."
MEETINGS = "I have a meeting in Berlin on Monday and one in Madrid on Wednesday."
DRAGON = "Write a short story about a dragon named Ember."
POEM = "Write a poem about autumn."
LISBON = "Plan a weekend in Lisbon."
REVERSE = "Write a Python function to reverse a string."
COPY = "Help me write a product description for wireless headphones."
LARGEST = "What are the three largest cities in Spain?"


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        (("What is the distance between London and New York?",), "5,570 km"),
        (("What is the distance between London and New York?", "And between Paris and Tokyo?"), "9,710 km"),
        (("What is the distance between London and New York?", "How long would a flight take?"), "**7 hours**"),
        (("Tell me about Berlin and Madrid.", "How far apart are they?"), "1,870 km"),
        (("I live in Hamburg.", "How far am I from Rome?"), "1,310 km"),
        (("Distance from Berlin to Hamburg to Munich",), "Together that is about **870 km**"),
        (("How far is the Moon?",), "384,400 kilometres"),
        (("How far is Tokyo?",), "depends on where you start"),
        ((MEETINGS, "What is the distance between the two?"), "1,870 km"),
        (("What time is it in New York when it is noon in London?",), "it is **08:00** in New York City"),
        (("It's noon in New York. What time is it in Tokyo?",), "**01:00** in Tokyo, the next day"),
        (("What time is 3pm EST in CET?",), "**20:00** in CET"),
        (("What time is it in Tokyo and New York?",), "**05:30** on Saturday, 14 March 2026 in New York City"),
        (("What's the time difference between London and Sydney?",), "**11 hours** ahead"),
        (("What time is it?",), "**09:30** on Saturday, 14 March 2026 (UTC)"),
    ],
)
def test_ways_and_times_between_places(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ((ROUTE,), "- **Wednesday:** Florence"),
        ((ROUTE, "Where am I on Wednesday?"), "**Florence**"),
        ((ROUTE, "Where am I on Wednesday?", "And on Monday?"), "**Rome**"),
        ((ROUTE, "Which city comes last?"), "**Venice**, on Friday"),
        ((ROUTE, "Where do I go after Rome?"), "**Florence**"),
        ((ROUTE, "When am I in Florence?"), "**On Wednesday**"),
        ((ROUTE, "And on Sunday?"), "nothing about Sunday"),
        ((ROUTE, "What's my schedule?", "Make it a table"), "| Wednesday | Florence |"),
        ((MEETINGS, "Where am I on Monday?"), "you are in **Berlin**: a meeting in Berlin"),
        ((MEETINGS, "When is my meeting in Madrid?"), "**On Wednesday**"),
        (("We meet tomorrow at 9 am in the office.", "What happens tomorrow?"), "in the office at 9 am"),
        (("We meet tomorrow at 9 am in the office.", "What day is tomorrow?"), "**Sunday**"),
        (("I'm going to Rome on Monday.", "I'm going to Oslo on Monday.", "Where am I on Monday?"), "**Oslo**"),
        (("I feel tired today.",), "sorry to hear"),
    ],
)
def test_days_that_were_told_are_known(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ((LISBON,), "**Day 2: Hills and trams**"),
        ((LISBON, "Make it five days"), "**Day 5:"),
        ((LISBON, "How much would it cost?"), "no prices offline"),
        (("I'm planning a trip to Paris for three days.", "What about two days instead?"), "Two days in **Paris**"),
        (("What else can I do in Paris?", "Write me a plan for two days"), "Two days in **Paris**"),
        (("Museums near the Eiffel Tower",), "stands in **Paris**"),
        (("Plan a weekend with my family",), "A good weekend"),
        (("3 day itinerary for Tokyo as a table",), "| 3 |"),
    ],
)
def test_a_stay_is_planned_day_by_day(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ((DRAGON,), "Ember, a dragon,"),
        ((DRAGON, "What's the dragon's name?"), "**Ember**, a dragon"),
        ((DRAGON, "Give it a happier ending."), "ended well"),
        ((DRAGON, "Add a twist"), "The date was tomorrow's"),
        ((DRAGON, "Give it a happier ending.", "Call him Fred"), "**Fred and the"),
        ((DRAGON, "Continue the story"), "Ember"),
        ((DRAGON, "What's the moral?"), "I'd put it like this"),
        (("Write a story about a robot who learns to paint", "What was the name of the robot?"), "**Jonas**, a robot"),
        ((POEM, "Now in a sad mood."), "I looked for autumn through the rain"),
        ((POEM, "Make it rhyme."), "It does already"),
        ((POEM, "Now in a sad mood.", "Make it funnier"), "I wrote to autumn yesterday"),
        ((POEM, "One about winter instead"), "**Winter**"),
    ],
)
def test_stories_and_poems_are_carried_on(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)


@pytest.mark.parametrize("asked", ["Write me a haiku about the sea", DRAGON, "Write a limerick about code reviews"])
def test_another_one_is_another_one(asked: str) -> None:
    assert chat(asked, "Another one") != chat(asked)


def test_another_one_after_something_else_is_no_story() -> None:
    assert "Mira" not in chat("Tell me a story", "What is the capital of France?", "Another one")


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ((REVERSE, "Explain line 2."), "gives back `text[::-1]`, read from its end"),
        ((REVERSE, "Explain line 9."), "only 2 lines"),
        ((REVERSE, "Explain it line by line"), "defines the function `reverse`, which takes `text`"),
        ((REVERSE, "Now in JavaScript"), "```javascript"),
        ((REVERSE, "Now in JavaScript", "Explain the code"), "only Python line by line"),
        ((REVERSE, "Add a docstring"), '"""Reversing a string.'),
        ((REVERSE, "Write a unit test for it"), 'assert reverse("abc") == "cba"'),
        ((REVERSE, "What's the complexity?"), "**O(n)"),
        ((REVERSE, "Now add type hints."), "already"),
        (("Explain this code:\n```python\nfor n in [1]:\n    print(n)\n```",), "for each `n` in `[1]`"),
        (("Explain this code:\n```python\nif (:\n```",), "isn't Python that I can read"),
        (("Write a quicksort in Python",), "def quicksort"),
    ],
)
def test_code_is_talked_about(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)


@pytest.mark.parametrize("snippet", [one for one in snippets.all_of_them() if one.check.strip()], ids=lambda one: one.title)
def test_every_example_does_what_it_says(snippet: snippets.Snippet, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("example")
    monkeypatch.setitem(sys.modules, "example", module)
    with contextlib.redirect_stdout(io.StringIO()):
        exec(f"{snippet.python}\n{snippet.check}", vars(module))


def test_every_example_can_be_read_line_by_line() -> None:
    for snippet in snippets.all_of_them():
        assert codereading.lines(snippet.python), snippet.title


def test_reading_code_runs_none_of_it() -> None:
    asked = "Explain this code:\n```python\nimport os\nos._exit(3)\n```"
    script = f"from tests.brain.talking import chat; print(chat({asked!r}))"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, "calls `os._exit(3)`" in ended.stdout) == (0, True)


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ((COPY,), "Our wireless headphones are made for it"),
        ((COPY, "Add a tagline"), "Wireless headphones. Simply there."),
        (("Write a tweet about our new coffee machine",), "our new coffee machine is here"),
        (("Give me 3 names for a coffee shop",), "3. **Coffeeworks**"),
        (("Write a job posting for a data engineer",), "as a data engineer"),
        (
            ("Draft an email to my boss asking for a day off on Friday.", "Make it more formal."),
            "like to request a day off on Friday",
        ),
        ((LARGEST, "Make it a table", "Make it a bulleted list"), "- **Barcelona**: about"),
        ((LARGEST, "Make it a table", "Make it JSON"), '"Valencia": "about'),
        (("What's 15% of 240?", "And 20%?"), "**48**"),
        (("Convert 5 miles to km", "And 10?"), "**16.093 km**"),
        (("What is the capital of France?", "And 20%?"), "I "),
    ],
)
def test_texts_for_work_and_their_other_forms(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)


APPLES = "I have 12 apples, give away 5 and buy 8 more. How many do I have?"
TRAIN = "A train leaves at 9:15 and arrives at 11:40. How long does the journey take?"
TAX = "What is the tax on 200 euros at 19%?"
COUNTRIES = "List five countries in South America"


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ((APPLES,), "12 − 5 + 8 = **15 apples**"),
        ((APPLES, "And if I eat 3?"), "= **12 apples**"),
        ((APPLES, "And if I eat 3?", "And if I buy 10?"), "= **22 apples**"),
        ((TRAIN,), "**2 hours and 25 minutes**"),
        ((TRAIN, "If it is 180 km, what is the average speed?"), "**74.5 km/h**"),
        (("How long does it take to drive 300 km at 100 km/h?",), "**3 hours**"),
        (("I ride at 20 km/h for 90 minutes. How far do I get?",), "**30 km** far"),
        ((TAX, "And the total?"), "**238.00 euros**"),
        ((TAX, "Split the bill between 4 people"), "**59.50 euros**"),
        (("What is the average of 4, 8, 15, 16, 23, 42?", "And the median?"), "**15.5**"),
        (("Calculate the area of a circle with radius 5",), "**78.54**"),
        (("Calculate the area of a circle with radius 5 cm", "And the circumference?"), "**31.42 cm**"),
        (("What is the volume of a box of 2 m by 3 m by 4 m?",), "**24 m³**"),
        (("What are the factors of 84?",), "1, 2, 3, 4, 6, 7, 12, 14, 21, 28, 42, 84"),
        (("Convert 0.75 to a fraction",), "**3/4**"),
        (("What is 3/8 as a percentage?",), "**37.5%**"),
        ((COUNTRIES,), "1. **Brazil**"),
        ((COUNTRIES, "Which of them is the smallest?"), "Of these 5, **"),
        ((COUNTRIES, "Which of them is the largest?", "What's its capital?"), "Brasilia"),
        (("How many countries are there in Africa?",), "countries and territories in Africa"),
        (("Roll two dice",), "together"),
        (("Give me a password",), "secrets.token_urlsafe"),
        (("Can you remember things?",), "previous_interaction_id"),
        (("Can you remember things?", "What do you know about me?"), "anything about yourself"),
    ],
)
def test_small_sums_shapes_and_lists(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)
