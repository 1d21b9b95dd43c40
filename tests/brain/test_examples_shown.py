"""Prompts that show by examples what is wanted, and the word knowledge behind them."""

from __future__ import annotations

import pytest

from emulator.brain import examples, lexicon
from tests.brain.talking import chat


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("tall -> short\nrich -> poor\nearly ->", "late"),
        ("Peru => Lima\nKenya => Nairobi\nNorway =>", "Oslo"),
        ("stone = STONE\nriver = RIVER\ncloud =", "CLOUD"),
        ("pear: fruit\nleek: vegetable\ncherry:", "fruit"),
        ("In: 3 + 4\nOut: 7\nIn: 10 + 5\nOut: 15\nIn: 20 + 22\nOut:", "42"),
        (
            "Things: cow, ant\nOrder: Cow > Ant\nThings: mouse, horse\nOrder: Horse > Mouse\nThings: bee, bear\nOrder:",
            "Bear > Bee",
        ),
        ("Text: The soup was lovely. Mood: good\nText: The waiter was rude. Mood: bad\nText: A wonderful dessert. Mood:", "good"),
    ],
)
def test_what_examples_show_is_done_for_the_open_one(prompt: str, answer: str):
    assert chat(prompt) == answer


def test_questions_shown_with_answers_are_answered():
    asked = "Q: What is the capital of {}?\nA: {}\n"
    shown = asked.format("Peru", "Lima") + asked.format("Chile", "Santiago") + asked.format("Kenya", "")
    assert chat(shown) == "Nairobi"


def test_labels_follow_the_nearest_example():
    shown = (
        "Sort the mail.\nMail: The lamp arrived broken\nKind: complaint\nMail: Which colours do you sell?\nKind: question\n"
        "Mail: The shelf arrived scratched and broken\nKind:"
    )
    assert chat(shown) == "complaint"


def test_a_text_with_labels_but_nothing_open_is_no_example():
    assert examples.read("Name: Ann\nAge: 30\nCity: Rome") is None
    assert examples.read("Subject: hello\n" * 300_000) is None


def test_things_are_put_in_order_of_their_size():
    answer = chat("Arrange from smallest to largest: elephant, mouse, horse")
    assert answer.index("Mouse") < answer.index("Horse") < answer.index("Elephant")
    cities = chat("Order by population: Berlin, Tokyo, Oslo")
    assert cities.index("Tokyo") < cities.index("Berlin") < cities.index("Oslo")


def test_the_odd_word_is_found_and_replaced():
    assert chat("Which word is the odd one out: violin, hammer, cello, harp?").startswith("**Hammer** does not belong")
    instead = chat("Which word is the odd one out: violin, hammer, cello, harp?", "Replace it with one that fits.")
    assert "all string instruments" in instead
    assert "are all **metals**" in chat("What do iron, copper and zinc have in common?")


def test_parts_are_counted_over_what_was_told():
    assert "**10 legs**" in chat("I own 2 goats and a hen.", "How many legs do they have together?")
    assert "**8 wheels**" in chat("How many wheels do two cars have?")
    assert chat("How many legs does a spider have?") == "A spider usually has **8 legs**."
    assert lexicon.count("spiders", "legs") == 8


def test_opposites_and_equal_weights_are_known():
    assert chat("What is the opposite of ancient?") == "The opposite of “ancient” is **modern**."
    assert "**poor**" in chat("What is the opposite of ancient?", "And of rich?")
    assert chat("What weighs more, a ton of wool or a ton of lead?").startswith("Neither")


def test_the_bigger_of_two_everyday_things_is_named():
    assert chat("Which is bigger, a bus or a coin?").startswith("**Bus** is bigger")
    assert chat("Which is smaller, the moon or the earth?").startswith("**Moon** is smaller")
