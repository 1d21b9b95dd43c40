"""Everyday requests offline: what is left of a budget, what stands in a text, ages then and now, dinner from what there is."""

from __future__ import annotations

import pytest

from tests.brain.talking import chat

PETS = "My dog is called Bruno and my cat is Mia. Bruno is 4, Mia is 7."
TRIP = "My budget is 2000 euros. The flight costs 450 and the hotel 95 per night for 6 nights. How much is left?"
NAMES = 'Extract the names and dates from: "Anna Schmidt met Raj Patel on 12 March 2024 in Vienna."'


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ((TRIP,), "**€980** is left of €2,000"),
        ((TRIP, "What is my budget?"), "**2000 euros**"),
        (("Our budget is 300. Tickets are 80 per person for 4. Is it enough?",), "**20** is missing"),
        ((NAMES,), "- **Names:** Anna Schmidt and Raj Patel\n- **Dates:** 12 March 2024"),
        (("Find all email addresses in this text: write to ann@x.com or bob.lee@y.org.",), "- ann@x.com\n- bob.lee@y.org"),
        (("Extract cities and amounts from this: We paid $450 in Paris and 120 euros in Rome.",), "**Places:** Paris and Rome"),
        (("What is the square root of 144 plus 10% of 250?",), "**37**"),
        (("What is 15% of 80?",), "**12**"),
        (("Who was the first person on the Moon and when was that?",), "Neil Armstrong"),
        ((PETS, "How old will Bruno be in 3 years?"), "will be 7"),
        ((PETS, "How old was Mia two years ago?"), "was 5"),
        (("Is Python better than Java for data science?",), "For data science I'd take **Python**"),
        (('Correct the grammar: "She don\'t likes apples and he go to school yesterday."',), "doesn't like apples and he went"),
        (("What can I cook with eggs, tomatoes and cheese?",), "omelette"),
        (("How many seconds are in a leap year?",), "31,622,400"),
        (("If a train leaves at 14:20 and takes 2 hours 45 minutes, when does it arrive?",), "**17:05**"),
        (("The film starts at 8 pm and lasts two and a half hours. When is it over?",), "**22:30**"),
        (("I need to be there by 6:00 pm and the drive takes 1 hour and a half. When should I leave?",), "**16:30**"),
        (("A night shift starts at 22:00 and takes 9 hours. What time does it end?",), "**07:00** the next day"),
        (("What's 17 times 23?", "Divide that by 3.", "Round it to one decimal."), "**130.3**"),
        (("Name a few famous scientists.", "Tell me more about the second one."), "Marie Curie was"),
        (("What is blockchain in simple terms?", "Give me a real-world example."), "blocks"),
    ],
)
def test_everyday_requests(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)
