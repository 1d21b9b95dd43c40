"""Small reasoning: families, races, probabilities, points, purchases, and a question with something changed in it."""

from __future__ import annotations

import time

import pytest

from tests.brain.talking import chat


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        (
            "Ann is the mother of Bob. Bob is the father of Cleo. What is the relationship between Ann and Cleo?",
            "**grandmother**",
        ),
        ("Tom is the brother of Una. Una is the mother of Vic. How is Tom related to Vic?", "**uncle**"),
        ("Peter has two sisters. Every sister has one brother. How many brothers does Peter have?", "**no brothers**"),
        ("Nina has 3 brothers. Each brother has 2 sisters. How many sisters does Nina have?", "**1 sister**"),
        ("In a run you pass the person in third place. What place are you in now?", "**third**"),
    ],
)
def test_riddles_are_thought_through(prompt: str, said: str):
    assert said in chat(prompt)


def test_a_question_is_answered_again_with_another_word():
    asked = "In a race you overtake the third runner. What position are you in?"
    assert "**second**" in chat(asked, 'And if "third" is replaced by "second" in the question?')
    assert "can't happen" in chat(asked, 'What if "third" was changed to "last"?')


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("What is the probability of rolling a total of at least 11 with two dice?", "**1/12**"),
        ("What are the chances of getting exactly 3 heads when I flip a coin 4 times?", "**1/4**"),
        ("A bag has 3 red and 2 blue balls. What is the probability that one is red?", "**3/5**"),
        ("40% of guests eat fish, 30% eat meat and 10% eat both. What is the chance that one eats neither?", "**40%**"),
        ("A triangle has its corners at (0, 0), (4, 0) and (0, 3). What is its area?", "**6**"),
        ("What is the distance between (1, 2) and (4, 6)?", "**5**"),
    ],
)
def test_chances_and_points_are_computed(prompt: str, said: str):
    assert said in chat(prompt)


def test_purchases_are_added_up_and_marked_up():
    bought = "She bought 2 lamps at $30 each and 3 vases priced at $10 each. What was the total?"
    assert "= **$90**" in chat(bought)
    assert "= **$99**" in chat(bought, "And with a 10% profit on everything?")
    spent = "A shop spent $600 on adverts in the first month and half of that in the second month. How much in total?"
    assert "= **$900**" in chat(spent)
    assert "= **$150**" in chat(spent, "And in the third month, if it goes on like that?")


def test_enormous_riddles_are_read_quickly():
    start = time.monotonic()
    for prompt in ("A has 3 brothers each " * 60_000, "(1, 2) " * 200_000, "a: b\n" * 300_000, "2 cups at $3 " * 90_000):
        chat(prompt)
    assert time.monotonic() - start < 60


@pytest.mark.parametrize(
    ("prompts", "said"),
    [
        (("If f(x) = 2x^2 - 8, what is f(3)?",), "**10**"),
        (("If f(x) = 2x^2 - 8, what is f(3)?", "Where is f(x) = 0?"), "**x = -2 or x = 2**"),
        (("How many integers solve |x - 1| < 3?",), "**5 integers**"),
        (("3 bakers bake 12 cakes in 2 hours. How long do 6 bakers need for 48 cakes?",), "**4 hours**"),
        (("Kim is older than Lee. Lee is older than Max. Who is the youngest?",), "**Max**"),
        (
            ("1. Plums cost more than figs.\n2. Figs cost more than nuts.\n3. Nuts cost more than plums. Is it true or false?",),
            "**false**",
        ),
        (
            ("1. Plums cost more than figs.\n2. Figs cost more than nuts.\n3. Pears cost more than plums. True or false?",),
            "**uncertain**",
        ),
    ],
)
def test_functions_rates_and_orders_are_worked_out(prompts: tuple[str, ...], said: str):
    assert said in chat(*prompts)


def test_neighbours_in_a_row_and_so_many_each_are_counted():
    assert chat("Which month comes before May?") == "**April** comes before May."
    assert "**91 apples**" in chat("There are 13 trees, each has 7 apples. How many apples are there?")
