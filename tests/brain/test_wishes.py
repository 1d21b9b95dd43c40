"""Wishes that hold for more than one answer, and texts, recipes and trips that are gone on with."""

import pytest

from tests.brain.talking import chat


@pytest.mark.parametrize(
    ("prompts", "told"),
    [
        (("From now on always answer in one sentence.",), "All right, from now on: answers in one sentence."),
        (("From now on use bullet points.", "What is an atom?"), "- An atom is"),
        (("Please always reply in German. What is the capital of Italy?", "And of Spain?"), "Hauptstadt ist **Madrid**"),
        (("Always end your answers with a question.", "What is an atom?"), "?"),
        (("Always answer in one sentence.", "You can answer normally again", "Explain gravity"), "Albert Einstein"),
    ],
)
def test_a_rule_for_all_answers_holds_until_it_is_lifted(prompts, told):
    assert told in chat(*prompts)


def test_a_rule_for_one_sentence_holds_for_the_second_answer_too():
    answer = chat("From now on always answer in one sentence.", "What is photosynthesis?", "Tell me about Berlin")
    assert answer.count(". ") == 0
    assert answer.startswith("Berlin")


def test_a_habit_of_the_user_is_no_rule():
    assert "from now on" not in chat("I always answer emails late.")


@pytest.mark.parametrize(
    ("prompts", "told"),
    [
        (("I'm allergic to peanuts.", "Suggest a dessert for me"), "Since you are allergic to peanuts"),
        (("I'm vegan.", "Suggest a dessert for me"), "sorbet"),
        (("Recipe for spaghetti carbonara?", "Can I leave out the garlic?"), "There is no garlic"),
        (("Recipe for spaghetti carbonara?", "Can I leave out the cheese?"), "**pecorino**"),
        (("Recipe for spaghetti carbonara?", "Do I need the pepper?"), "Yes, you can leave out"),
        (("A week in Portugal in October. Any ideas?",), "Seven days in **Portugal**"),
        (("A week in Portugal in October. Any ideas?", "Make it 4 days instead"), "Four days in **Portugal**"),
        (("A week in Portugal in October. Any ideas?", "How's the weather then?"), "In **Lisbon** in October"),
        (("List five programming languages", "Which of them is the oldest?"), "**C++**, from 1985"),
        (("List five programming languages", "Tell me more about the third one", "Who invented it?"), "James Gosling"),
        (("Compare cats and dogs as pets", "As a table"), "| For a dog | For a cat |"),
        (("Write a birthday wish for my boss Mr. Tanaka",), "Dear Mr. Tanaka,"),
        (("Write a birthday message for my sister Anna", "More formal"), "Best wishes,"),
        (("Write a birthday wish for my boss Mr. Tanaka", "Turn it into an email"), "**Subject:** Happy birthday"),
        (("Turn this into a polite email: send me the report by friday.",), "Could you please send me the report by Friday?"),
        (("Write a short story about a lonely lighthouse keeper", "Give me a title for it"), "It has one already"),
    ],
)
def test_what_was_made_is_gone_on_with(prompts, told):
    assert told in chat(*prompts)


_BRIDGE = (
    "Summarise this in one sentence: The city council voted on Tuesday to close the old bridge for eight months. Repairs will "
    "cost 4.2 million pounds. Shop owners on the east bank fear losing customers, while commuters face a detour of three miles."
)


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        (("Who is worried about it?",), "Shop owners on the east bank fear"),
        (("Who is worried about it?", "What is the mayor's view on it?"), "The text doesn't say"),
        (
            ("Who is worried about it?", "Now write a headline for it"),
            "**City council voted to close old bridge for eight months**",
        ),
    ],
)
def test_a_text_given_stays_at_hand_for_questions_and_a_headline(questions, told):
    assert told in chat(_BRIDGE, *questions)


_PACK = "Give me a packing list for a beach holiday"


@pytest.mark.parametrize(
    ("wishes", "first", "count"),
    [
        (("Make it a numbered list",), "1. Swimwear", 8),
        (("Make it a numbered list", "Remove the last item"), "1. Swimwear", 7),
        (("Sort it alphabetically",), "- A bottle of water", 8),
        (("Add a book and a camera",), "- Swimwear", 10),
        (("Only keep the first two",), "- Swimwear", 2),
        (("Remove the toothbrush",), "- Swimwear", 7),
        (("Reverse the list",), "- A bottle of water", 8),
    ],
)
def test_the_last_list_is_worked_on(wishes, first, count):
    lines = chat(_PACK, *wishes).split("\n\n")[1].splitlines()
    assert lines[0].startswith(first)
    assert len(lines) == count


@pytest.mark.parametrize(
    ("prompts", "told"),
    [
        (("Our anniversary is on 12 June", "how many days until our anniversary?"), "**90 days**"),
        (("What day is Easter in 2026?", "How many weeks until then?"), "**3 weeks and 1 day**"),
        (("What's the population of Canada?", "And Mexico?", "Which one has more people?"), "**Mexico**"),
        (("How tall is the Eiffel Tower?", "And Big Ben?", "What's the difference?"), "**234 metres**"),
        (("How far is the moon?", "How long would it take to drive there at 100 km/h?"), "**160 days"),
        (("What's 15% tip on $84.50?", "Split it between 3 people", "What if we tip 20%?"), "Each of the 3 pays **$33.80**"),
        (("I weigh 80 kg and I'm 1.80 m tall. What's my BMI?", "Is that healthy?"), "Yes: **24.69**"),
        (("I weigh 80 kg and I'm 1.80 m tall. What's my BMI?", "What if I lose 5 kg?"), "**23.15**"),
        (("Tell me a bedtime story about a dragon", "What was the dragon called?"), "The hero of the story is"),
        (("Email my landlord that the heating is broken",), "let me know when it can be put right"),
        (("Which is healthier, tea or coffee?",), "**For tea**"),
        (("who am I talking to?",), "offline model"),
    ],
)
def test_a_figure_or_a_day_just_told_is_gone_on_with(prompts, told):
    assert told in chat(*prompts)


def test_figures_of_different_kinds_are_not_set_against_each_other():
    assert "330 metres" not in chat("How tall is the Eiffel Tower?", "And Big Ben?", "Which is older?")


def test_a_vegan_is_offered_no_milk_and_nobody_with_a_nut_allergy_nuts():
    assert "panna" not in chat("I'm vegan.", "Give me five dessert ideas").lower()
    assert "pecan" not in chat("I'm allergic to nuts.", "Give me nine dessert ideas").lower()


@pytest.mark.parametrize(
    ("prompts", "told"),
    [
        (("I live in Hamburg.", "I moved to Munich last week.", "Where do I live now?"), "You live in Munich."),
        (("Plan a weekend in Prague for me", "Is it expensive?"), "I know no prices offline"),
        (("Plan a weekend in Prague for me", "How do I get there from Vienna?"), "From **Vienna** to **Prague**"),
        (("What's 3/4 of 96?",), "**72**"),
        (("What's two thirds of 90?",), "**60"),
        (("What's 3/4 of 96?", "Add 12 to that", "Is that a prime number?"), "No, **84**"),
        (("Who wrote Pride and Prejudice?", "When was she born?"), "**1775**"),
        (("Who painted the Mona Lisa?", "What other paintings did he make?"), "**The Last Supper**"),
        (("Who directed Inception?", "How old is he?"), "I have no page on **Christopher Nolan**"),
        (
            ("What time is it in New York when it's 5 pm in London?", "And in Sydney?"),
            "17:00 in London, it is **04:00** in Sydney",
        ),
        (("iPhone or Android?", "What about privacy?"), "**For iPhone:** Privacy"),
        (("Give me 5 tips for better sleep", "Explain the third one", "Turn them into a checklist"), "- [ ] **Dim the screens**"),
        (("Write a short story about a cat", "Change the setting to space"), "station in space"),
        (("Write a LinkedIn post about finishing my first marathon",), "I finished my first marathon!"),
        (("Draft a resignation letter", "My last day is 30 June"), "effective 30 June"),
        (("Draft a resignation letter", "My boss is called Mr. Miller"), "Dear Mr. Miller,"),
    ],
)
def test_what_follows_is_about_what_was_told_and_nothing_is_guessed(prompts, told):
    assert told in chat(*prompts)


def test_a_quiz_asks_judges_and_counts():
    start = ("Give me a quiz question about geography",)
    assert "What is the capital of" in chat(*start)
    assert chat(*start, "Is it Canberra?").startswith("Not quite. The answer is")
    assert chat(*start, "I give up").startswith("The answer is **")
    assert "**0 of 1**" in chat(*start, "Is it Canberra?", "What's my score?")


def test_bullet_points_of_a_text_that_was_quoted_are_points_of_that_text():
    told = chat(_BRIDGE, "How much will it cost?", "Give me three bullet points")
    assert told.count("\n- ") == 2
    assert "Shop owners" in told


@pytest.mark.parametrize(
    ("prompts", "told"),
    [
        (("I have a meeting with Acme on Thursday at 10.", "Who am I meeting?"), "**Acme**"),
        (("I have a meeting with Acme on Thursday at 10.", "It's been moved to Friday", "So when is it now?"), "**On Friday**"),
        (("What's 12 squared plus 5?", "Half of that", "What percent of 200 is it?"), "**37.25**"),
        (("Which planet is the largest?", "How many moons does it have?"), "**Jupiter** has"),
        (("My son Tim is 7 and my daughter Eva is 4.", "How old will Tim be in 2030?"), "**Tim** will be 11"),
        (("My son Tim is 7 and my daughter Eva is 4.", "What's the age difference?"), "**3 years**"),
        (("What is the best way to learn Spanish?", "How do I say thank you?"), "**gracias**"),
        (("Convert 3 cups to ml", "What about 2 tablespoons?"), "**29.574 ml**"),
        (("Give me 3 ideas for a team event", "More ideas please"), "**Lunch roulette**"),
        (("I have 500 euros for a weekend in Barcelona. Is that enough?",), "are 250 a day"),
        (("Correct this text: I has went to the shop and buyed two apple.",), "I went to the shop and bought two apples."),
        (("I'm Sofia. I'm 29.", "How old will I be in 2035?"), "**38**"),
        (("How many days are between 1 March and 15 August?", "And in weeks?"), "**23 weeks and 6 days**"),
        (("Tell me a short story about a dragon", "How does it end?"), "It ends like this"),
        (("Which planet is the smallest?", "How far is it from the sun?"), "**Mercury** is on average 57.9 million km"),
        (("What's the difference between a latte and a cappuccino?",), "much more milk"),
        (("Give me a shopping list for a barbecue for 8 people",), "**Meat or fish**"),
        (("I'm vegan. I live in Vienna.", "Any restaurant tips in my city?"), "ask there for what suits you"),
        (("I'm vegan.", "Suggest something sweet for my birthday party"), "sorbet"),
        (("Write an email to my team: the office is closed on Friday",), "let you know that the office is closed on Friday"),
        (("Tell me a joke about cats", "I don't get it", "Tell me another one"), "?"),
        (("My cat died",), "very sorry for your loss"),
        (("Tell me something nice",), "Did you know?"),
    ],
)
def test_a_pointing_word_finds_what_it_means(prompts, told):
    assert told in chat(*prompts)


@pytest.mark.parametrize(
    "prompts",
    [
        ("Hello, I'm Omar from Cairo.", "Actually it's been raining all day"),
        ("What is the best way to learn Spanish?", "How long does it take?"),
    ],
)
def test_a_remark_or_a_bare_pointer_brings_no_article(prompts):
    told = chat(*prompts)
    assert "Giza" not in told
    assert "Digestion" not in told
