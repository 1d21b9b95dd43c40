"""What people ask who see a chat for the first time: things of the world, recipes, trips, decisions, texts for occasions."""

import time

import pytest

from emulator.brain import almanac, library
from emulator.brain.recipes import recipes
from tests.brain.talking import chat


@pytest.mark.parametrize(
    ("prompts", "told"),
    [
        (("List 5 landmarks in Paris", "Which of them is the oldest?"), "**Notre-Dame**"),
        (("List 5 landmarks in Paris", "As a table with the year it was built"), "| The Louvre | 1793 |"),
        (("List 5 landmarks in Paris", "Which is the tallest?"), "**The Eiffel Tower**"),
        (("Who won the football World Cup in 2018?", "Who did they beat?"), "**Croatia**"),
        (("Who won the football World Cup in 2018?", "And in 2014?"), "**Germany**"),
        (("Who won the football World Cup in 2018?", "Which country has won it most often?"), "**Brazil**, with 5 wins"),
        (("Who will win the next World Cup?",), "can't see the future"),
        (("How fast is a cheetah?", "And a lion?"), "**80**"),
        (("Which is faster, a horse or a cheetah?",), "**Cheetah**"),
        (("What is the capital of Texas?", "And of Florida?"), "**Tallahassee**"),
        (("Who painted the Mona Lisa?", "Tell me more about the painter"), "Leonardo da Vinci (1452 to 1519)"),
        (("Recommend a film for someone who loves Hindi movies", "Something older?"), "Sholay"),
        (("Recommend three comedies", "Who directed the first one?"), "**Robert Zemeckis**"),
        (("When did humans land on the Moon?", "When was that?"), "20 July 1969"),
        (("When did World War II end?", "How many years did it last?"), "**six years**"),
        (("What do you get when you mix blue and yellow?", "And red and white?"), "**pink**"),
        (("Which is the fastest animal on land?", "And in the sea?"), "**sailfish**"),
        (("Tell me about Germany and its economy",), "machines, chemicals and exports"),
    ],
)
def test_things_of_the_world_are_told_compared_and_gone_on_with(prompts, told):
    assert told in chat(*prompts)


@pytest.mark.parametrize(
    ("prompts", "told"),
    [
        (("How do I make guacamole?", "For 8 people"), "- 6 avocados\n- 2 limes"),
        (("How do I make guacamole?", "Is it vegan?"), "is vegan as it stands"),
        (("Give me a recipe for pancakes", "Is it vegan?"), "eggs, milk and butter"),
        (("Give me a recipe for pancakes", "What can I use instead of butter?"), "margarine"),
        (("Give me a recipe for pancakes", "For 2 people"), "- 1 egg\n"),
        (("I'm going to Rome next month", "What should I see there?"), "**The Trevi Fountain:**"),
        (("I'm going to Rome next month", "What should I wear?", "And in winter?"), "in January"),
        (("Give me tips for a job interview", "What should I wear?"), "For a job interview"),
        (("Plan a day in London with kids", "What if it rains?"), "If it rains in **London**"),
        (("I'm Maria and I have two cats.", "How many pets do I have?"), "**Two**"),
        (
            ("I have 3 meetings on Monday and 2 on Tuesday. How many in total?", "If each takes 45 minutes, how long is that?"),
            "225",
        ),
        (("I bought 3 shirts at 19.99 each. What did I pay?", "And with 10% discount?"), "53.97"),
        (("How tall is 6 ft 1 in in cm?",), "**185.42 cm**"),
    ],
)
def test_recipes_trips_and_sums_are_gone_on_with(prompts, told):
    assert told in chat(*prompts)


@pytest.mark.parametrize(
    ("prompts", "told"),
    [
        (("Give me arguments for and against working from home",), "**Against**"),
        (("Should I buy or rent a house?", "What would you do?"), "on balance"),
        (("Should we introduce a four day week?", "What speaks against it?"), "- Customers expect five days"),
        (("Which is larger, Germany or Poland?",), "**Germany** is larger in area"),
        (("How do I center a div?", "And vertically?"), "align-items: center;"),
        (("What is the difference between a tuple and a list in Python?",), "A **list** can be changed"),
        (("What is a black hole?", "Explain like I'm five"), "like a drain in space"),
        (("What is photosynthesis in one word?", "Explain in 3 bullets"), "- Chlorophyll"),
        (("Answer like a pirate: what is the capital of France?", "And of Italy?"), "**Rome**"),
    ],
)
def test_decisions_are_weighed_and_explanations_gone_on_with(prompts, told):
    assert told in chat(*prompts)


@pytest.mark.parametrize(
    ("prompts", "told"),
    [
        (("Write a toast for my sister's wedding, her name is Anna",), "to Anna, and to this wedding!"),
        (("Write a toast for my sister's wedding, her name is Anna", "Make it rhyme"), "whom we love so well"),
        (
            ("Write a short bio for me: I am Tom, a nurse from Dublin who loves climbing",),
            "**Tom** is a nurse from Dublin",
        ),
        (("Write a LinkedIn post about our new product, a solar backpack",), "#SolarBackpack"),
        (("Write a poem in French about the sea", "Now in English"), "**Sea**"),
        (("Write an email in German to cancel an appointment",), "Absage unseres Termins"),
        (("Tell me a story about a dragon", "Make it scarier"), "Now it's only us"),
        (("Write an apology to my neighbour for the loud party",), "I am sorry about the loud party."),
    ],
)
def test_texts_for_occasions_use_what_was_told(prompts, told):
    assert told in chat(*prompts)


def test_an_ordinary_word_is_not_taken_for_a_name():
    assert almanac.named("Who directed it? I go with the rest") == ()
    assert [thing.name for thing in almanac.named("What is the WHO?")] == ["the WHO"]


def test_each_row_of_the_almanac_has_a_name_and_each_column_is_there():
    for kind in almanac.kinds().values():
        assert all(thing.name and thing.cells for thing in kind.things)
        for column in kind.columns:
            assert any(thing.cells.get(column.name) for thing in kind.things), f"{kind.name}.{column.name}"


def test_recipes_and_articles_have_names_of_their_own():
    assert len({recipe.name for recipe in recipes()}) == len(recipes())
    assert len({entry.title for entry in library.entries()}) == len(library.entries())


@pytest.mark.parametrize(
    "part", ["Which is the oldest of them? ", "instead of butter ", "and in winter ", "Paris, ", "a pirate "]
)
def test_a_prompt_of_a_megabyte_is_answered_at_once(part):
    began = time.process_time()
    assert chat("List 5 landmarks in Paris", part * (1_000_000 // len(part)))
    assert time.process_time() - began < 3
