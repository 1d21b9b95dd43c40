"""Countries, cities and the library."""

import pytest

from emulator.brain import library, world
from tests.brain.talking import chat


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Capital of India.", "New Delhi"),
        ("what is the capital of france", "Paris"),
        ("capital of the USA?", "Washington"),
        ("Which country is Lima the capital of?", "Peru"),
        ("What are the capitals of Peru and Chile?", "Santiago"),
        ("largest city in Japan", "Tokyo"),
        ("What are the 2 biggest cities in Germany?", "Hamburg"),
        ("population of Norway", "million"),
        ("What's the currency of Japan?", "Yen"),
        ("Which countries border Portugal?", "Spain"),
        ("which language is spoken in Brazil?", "Portuguese"),
        ("Where is Nairobi?", "Kenya"),
        ("largest city in the world", "Shanghai"),
        ("What continent is Egypt in?", "Africa"),
        ("How big is Iceland?", "km²"),
        ("Famous landmark in Paris?", "Eiffel Tower"),
        ("What should I eat in Naples?", "pizza"),
        ("When should I visit Sydney?", "September"),
        ("What is Marrakesh known for?", "souks"),
        ("Plan a trip to Italy", "Rome"),
        ("which is bigger, Spain or France?", "France"),
        ("Compare Rome and Paris", "Colosseum"),
        ("difference between Python and Java", "Guido"),
        ("suggest two cities in India", "Delhi"),
        ("places to visit in Portugal", "Lisbon"),
    ],
)
def test_places(prompt, expected):
    assert expected in chat(prompt)


def test_what_names_no_place_is_answered_before_the_map_is_loaded():
    for loaded in (world._cities, world._city_names, world.cities_in):
        loaded.cache_clear()
    for prompt in ("Hello", "Hi, my name is Karthik. I like cricket and watching movies.", "Tell me a joke."):
        assert chat(prompt)
    assert world._cities.cache_info().currsize == 0
    assert "Oslo" in chat("What time is it in Oslo?")
    assert world._cities.cache_info().currsize == 1


def test_library_is_large_and_its_articles_are_short():
    articles = library.entries()
    assert len(articles) >= 200
    assert sum(entry.is_city for entry in articles) >= 60
    assert all(35 <= len(entry.body.split()) <= 135 for entry in articles)
    titles = [entry.title for entry in articles]
    assert len(set(titles)) == len(titles)
    assert len({entry.body for entry in articles}) == len(articles)


def test_every_city_is_complete_and_in_a_known_country():
    for entry in library.entries():
        if entry.is_city:
            assert {"brief", "special", "landmark", "dish", "time"} <= set(entry.fields), entry.title
            assert all(" | " in entry.fields[key] for key in ("special", "landmark", "dish", "time")), entry.title
            assert world.country(entry.fields["country"]) is not None, entry.title


@pytest.mark.parametrize("entry", [entry for entry in library.entries() if not entry.is_city], ids=lambda entry: entry.title)
def test_every_article_is_found_by_its_title(entry):
    assert entry in library.named(f"Tell me about {entry.title}")


def test_search_survives_any_query_syntax():
    for query in ('"', "AND OR NOT", "bees*", "title:x", "(((", "NEAR(a b)", "\x00", "-" * 500):
        library.search(query)


def test_unknown_subject_is_admitted_with_something_to_go_on():
    answer = chat("Who was the third mayor of Springfield Gardens in 1911?")
    assert "offline I have only rules" in answer


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("What is the tallest mountain in Africa?",), "Kilimanjaro"),
        (("What is the tallest mountain in Africa?", "And in South America?"), "Aconcagua"),
        (("What is the tallest mountain in Africa?", "And in Europe?", "How high is it?"), "5,642"),
        (("What is the highest peak in Japan?",), "Mount Fuji"),
        (("What is the longest river in the world?", "And the second longest?"), "Amazon"),
        (("What is the longest river in the world?", "Which countries does it flow through?"), "Sudan"),
        (("What is the largest lake in Africa?",), "Lake Victoria"),
        (("What's the fastest animal?",), "peregrine falcon"),
        (("What is the biggest planet?", "And the smallest?"), "Mercury"),
        (("What is the smallest country in the world?",), "Vatican"),
        (("What is the largest country in Africa?", "And in Europe?", "And the smallest?"), "Vatican"),
        (("What is the biggest country?", "And the second biggest?", "What is its capital?"), "Ottawa"),
        (("Which country has the most people?", "And in South America?", "How many people live there?"), "Brazil"),
        (("What is the largest country in Asia by population?",), "China"),
        (("What is the tallest mountain in Africa?", "What is the population of Nigeria?"), "195.9 million"),
        (("What is the second largest city in Spain?",), "Barcelona"),
        (("What is the second largest city in Spain?", "What is the most famous landmark there?"), "Sagrada"),
    ],
)
def test_rankings_are_answered_for_the_place_and_rank_that_was_asked(asked, told):
    assert told in chat(*asked)


@pytest.mark.parametrize("asked", ["What is the second highest mountain in Japan?", "What is the tallest mountain in Mongolia?"])
def test_a_rank_that_no_table_knows_is_not_made_up(asked):
    answer = chat(asked)
    assert "I don't know the" in answer
    assert "Everest" not in answer


def test_a_short_question_after_another_subject_does_not_go_on_with_a_ranking():
    assert "mountain" not in chat("What is the tallest mountain in Africa?", "Tell me a short joke.", "And in Europe?")
