"""What the offline model knows and how it explains: any side of a subject, choices, what it doesn't have, and what "it" is."""

import re

import pytest

from emulator.brain import library, sides
from tests.brain.talking import chat

REFUSED = "offline I have only rules"
ELSEWHERE = "My offline library doesn't speak of"
WRITTEN_FOR_DEMOS = {"web_data", "software_craft", "ai_practice", "business", "society", "science_daily"}


def articles() -> list[library.Entry]:
    return [entry for entry in library.entries() if entry.topic in WRITTEN_FOR_DEMOS]


def test_articles_are_short_and_end_with_an_example():
    assert len(articles()) >= 100
    assert {entry.title: words for entry in articles() if not 70 <= (words := len(entry.body.split())) <= 115} == {}
    assert [entry.title for entry in articles() if not sides.examples(entry)[0].startswith("For example, ")] == []
    assert [entry.title for entry in articles() if ("pros" in entry.fields) != ("cons" in entry.fields)] == []


def test_an_article_can_be_asked_for_by_each_of_its_names():
    for entry in articles():
        assert [name for name in (entry.title, *entry.aliases, *entry.exactly) if library.get(name) is not entry] == []
        asked = [f"What is {name}?" for name in (entry.title, *entry.exactly)]
        assert [question for question in asked if entry not in library.named(question)] == []


def test_an_ordinary_word_names_an_article_only_where_it_is_the_subject():
    assert [entry.title for entry in library.named("Should I learn Rust or Go?")] == ["Rust", "Go"]
    assert [entry.title for entry in library.named("What is an index?")] == ["Database index"]
    for text in ("Let us go home and react later", "How does it go?", "The rest of us paid the tax on the index of the book"):
        assert not {entry.title for entry in library.named(text)} & {"Go", "React", "REST", "Taxes", "Database index"}


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        (("What is photosynthesis?", "Give me an example."), "water plant"),
        (("What is photosynthesis?", "Explain it to a five-year-old."), "Plants cook their own food"),
        (("What is machine learning?", "With an analogy"), "recognise cats"),
        (("What is machine learning?", "Pros and cons?"), "**Machine learning: what speaks against it**"),
        (("What is Docker?", "Who invented it?"), "Solomon Hykes"),
        (("What is Docker?", "Why is it important?"), "same behaviour everywhere"),
        (("What is Kubernetes?", "Since when?"), "2014"),
        (("What is Kafka?", "What is it used for?"), "Message queues are used for"),
        (("Explain mRNA", "What does it stand for?"), "messenger ribonucleic acid"),
        (("What does API stand for?",), "**API** stands for application programming interface"),
        (("What are the drawbacks of GraphQL?",), "caching by address does not work".capitalize()),
        (("Explain Big O with an example",), "aside. For example, with a million entries"),
        (("Who created Git?",), "Linus Torvalds"),
        (("Tell me about Mozart", "Give me an analogy"), REFUSED),
        (("What is Machine learning?", "Who invented it?"), "My article on it doesn't say who is behind it"),
    ],
)
def test_one_side_of_a_subject_is_told_or_said_to_be_missing(prompts, expected):
    assert expected in chat(*prompts)


def test_drawbacks_alone_bring_no_advantages():
    assert "what speaks for it" not in chat("What are the drawbacks of GraphQL?")


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        (
            ("What's the difference between TCP and UDP?", "Which one would you use for video calls?"),
            "**UDP**: it suits video calls",
        ),
        (("TCP vs UDP", "Which one should I use for video calls?", "And for downloading files?"), "**TCP**"),
        (("SQL vs NoSQL", "Which one should I use for an online shop?"), "**SQL**"),
        (("What is RAG?", "How is it different from fine-tuning?"), "| Retrieval-augmented generation | Fine-tuning |"),
        (("What is Docker?", "Is it better than a virtual machine?"), "| Docker | Virtual machines |"),
        (("Which language should I learn for data analysis?",), "**Python**"),
        (("REST or GraphQL for a mobile app?",), "**GraphQL**"),
        (("Scrum or Kanban?", "What would you recommend for data analysis?"), "**Python**"),
        (("What's the best database for event logs?",), "**NoSQL**"),
        (("Rust or Go?",), "rule of thumb"),
        (("Rust or Go for knitting?",), "don't say which of them is better for knitting"),
        (("Explain OAuth", "And JWT?", "How are they different?"), "| OAuth | JWT |"),
        (("Explain OAuth", "And JWT?", "Pros and cons of the second one"), "Hard to revoke"),
        (("What is a hash table?", "What is the difference to a linked list?"), "| Hash tables | Linked lists |"),
        (("Compare Python, Java and Go", "Which one is the fastest?"), "compiles fast"),
        (("Explain microservices", "Which one is better for a startup?"), "**Monolith**"),
        (("What is democracy?", "Is it better than monarchy?"), "nothing on “monarchy”"),
        (("TCP vs UDP", "Summarise that in one sentence."), "Rule of thumb: take TCP for web pages"),
        (("Pros and cons of remote work", "Which matters most?"), "That depends on what you need"),
        (("What is the difference between REST and SOAP?",), "nothing on “soap”"),
    ],
)
def test_things_are_compared_and_chosen_by_what_their_articles_say(prompts, expected):
    assert expected in chat(*prompts)


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        (("Explain GDPR", "What are the fines?"), "20 million euros"),
        (("What is Scrum?", "How long is a sprint?"), "one to four weeks"),
        (("What is churn?", "How do I calculate it?"), "loses 20 of them"),
        (("What are OKRs?", "What are common mistakes?"), "list of tasks"),
        (("What's an LLM?", "Can it hallucinate?", "How can I prevent it?"), "Grounding answers in documents"),
        (("What is generative AI?", "Is it dangerous?"), "may state wrong things convincingly"),
        (("Explain GDPR", "Does it apply to Martians?"), "doesn't say that, and I won't guess"),
        (("Explain GDPR", "What is a frobnitz?"), REFUSED),
    ],
)
def test_a_further_question_is_answered_from_the_article_at_hand_and_never_by_all_of_it_again(prompts, expected):
    answer = chat(*prompts)
    assert expected in answer
    assert len(answer.split()) < 80


def test_a_question_without_an_answer_does_not_derail_the_next_one():
    assert "docker run postgres" in chat("What is Docker?", "What's 2+2?", "Give me an example")
    after = chat("What is Docker?", "What is a frobnitz?", "Give me an example")
    assert after.startswith("On “What is a frobnitz” I have nothing, so I go back to **Docker**.")
    assert "docker run postgres" in after
    assert chat("Give me an example").startswith("Of what?")


@pytest.mark.parametrize(
    "prompt",
    [
        "What is a monad?",
        "Who is Zendaya?",
        "What is the CAP theorem?",
        "Explain ITIL",
        "What is Apache Spark?",
        "Explain the quibbling of nargles",
        "Give me an example of snorfling",
        "pros and cons of zibbling",
        "Why is zorbing important?",
        "What's the difference between a florp and a glorp?",
        "what does ZXQJ stand for?",
        "Who invented the flux capacitor sandwich?",
        "How does a snarfblat work?",
        "Which is better, a wug or a blick?",
        "When was Blorgistan founded?",
    ],
)
def test_what_the_library_lacks_is_said_with_three_things_to_ask(prompt):
    answer = chat(prompt)
    assert REFUSED in answer
    assert len(re.findall(r"^- \*.+\*$", answer, re.M)) == 3
    assert REFUSED in chat("What is Docker?", prompt)


@pytest.mark.parametrize(
    ("prompt", "missing"),
    [
        ("What is the best guitar string gauge for a Telecaster?", "telecaster"),
        ("Explain the Kubernetes operator pattern", "operator"),
        ("Who scored most in the cricket league of 2011?", "2011"),
        ("Who ate my Docker?", "ate"),
        ("What is the TCP of a banana?", "banana"),
        ("why does my toaster hate jazz", "toaster"),
    ],
)
def test_an_article_beside_the_question_is_announced_as_such(prompt, missing):
    assert chat(prompt).startswith(ELSEWHERE)
    assert f"“{missing}”" in chat(prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        "Hey, quick question: what's the difference between a process and a thread?",
        "How far is the Moon?",
        "When did World War II end?",
        "What causes earthquakes?",
        "How is NPS calculated?",
        "Is Rust faster than C++?",
        "How do I measure churn?",
        "Is nuclear energy safe?",
        "Explain EBITDA to a developer",
        "How are black holes formed?",
        "What is overfitting and how can I avoid it?",
        "What's the best way to learn Python?",
        "Why is technical debt bad?",
    ],
)
def test_an_ordinary_question_is_answered_without_excuse(prompt):
    assert ELSEWHERE not in chat(prompt)
    assert REFUSED not in chat(prompt)


def test_suggestions_are_near_to_the_question_where_the_library_has_something_near():
    assert "Explain React." in chat("What's the difference between Vue and Svelte?")
    assert "photosynthesis" in chat("Who discovered chlorophyll?").lower()
