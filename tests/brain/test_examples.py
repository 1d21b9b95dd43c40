"""The prompts of the guides people learn the API from: each gets a sensible answer."""

import pytest

from tests.brain.talking import chat

KARTHIK = "Hi, my name is Karthik. I like to play cricket.And i like watching movies."
JAPAN = (
    "I'm planning a trip to Japan. Can you suggest 3 cities I should visit? Answer in very short sentence.",
    "What's the best time of year to visit the first city you mentioned? Answer in very short sentence.",
    "Can you recommend a traditional dish I should try in that city? Answer in very short sentence.",
    "What about the second city you mentioned? What's special about it? Answer in short very short sentence.",
)
EV = """Research the competitive landscape of EV batteries.
Format the output as a technical report with:
1. Executive Summary (max 200 words)
2. Key Players (include a comparison table with columns: Company, Capacity, Chemistry, Market Share)
3. Supply Chain Risks (bullet points)
4. Future Outlook (2025-2030)
Use clear headers and include citations for all claims."""


def test_karthik_is_greeted_with_interest_and_remembered():
    first = chat(KARTHIK)
    assert "Karthik" in first
    assert "batting" in first
    assert "genre" in first
    assert "**Karthik**" in chat(KARTHIK, "What is my name?")


def test_alex_and_alice():
    assert "Alex" in chat("Hi, my name is Alex.", "What is my name?")
    alice = ("My name is Alice and I love hiking in the mountains.", "What did I just tell you about myself?")
    assert all(word in chat(*alice) for word in ("Alice", "hiking in the mountains"))
    place = chat(*alice, "Suggest a hiking destination based on what you know about me.")
    assert "hiking in the mountains" in place
    assert "Dolomites" in place


def test_trip_to_japan_keeps_to_one_sentence_and_follows_the_references():
    answers = [chat(*JAPAN[: turn + 1]) for turn in range(4)]
    assert all(city in answers[0] for city in ("Tokyo", "Kyoto", "Osaka"))
    assert "Tokyo" in answers[1]
    assert "pring" in answers[1]
    assert "sushi" in answers[2]
    assert "Tokyo" in answers[2]
    assert "Kyoto" in answers[3]
    assert "temples" in answers[3]
    assert all(answer.count(".") == 1 and "\n" not in answer and len(answer.split()) < 20 for answer in answers)


def test_spain_and_the_landmark_of_the_second_one():
    spain = "What are the three largest cities in Spain?"
    listed = chat(spain)
    assert listed.index("Madrid") < listed.index("Barcelona") < listed.index("Valencia")
    assert "million" in listed
    assert "Sagrada Família" in chat(spain, "What is the most famous landmark in the second one?")


def test_report_keeps_the_outline_and_its_third_player_can_be_asked_for():
    report = chat(EV)
    assert all(heading in report for heading in ("Executive Summary", "Key Players", "Supply Chain Risks", "Future Outlook"))
    assert "| Company | Capacity | Chemistry | Market Share |" in report
    assert chat(EV, "Can you elaborate on the third key player you mentioned?").count("LG Energy Solution") >= 2


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Capital of India.", "New Delhi"),
        ("Explain why the sum of angles in a triangle is always 180 degrees.", "parallel"),
        ("Tell me a short joke about programming.", "."),
        ("Share a 2 sentence horror story.", "."),
        ("Calculate the 50th Fibonacci number.", "12,586,269,025"),
        ("What's the total for $100 with 8% tax?", "$108.00"),
        ("Who won the 2024 Super Bowl?", "Kansas City Chiefs"),
        ("What is the weather in Paris?", "Paris"),
        ("Whats happening in France?", "France"),
        ("What are the latest developments in quantum computing?", "quantum"),
        ("Summarize the content of https://google.github.io/adk-docs/", "google.github.io"),
        ("Moderate: 'Free money! Click here to claim your prize!'", "spam"),
        ("Review: This product is amazing!", "positive"),
        ("Write a review of The Matrix (1999)", "Wachowski"),
        ("Research the history of Google TPUs.", "systolic"),
        ("Research the history of quantum computing.", "Feynman"),
        ("Explain machine learning", "supervised"),
        ("Generate an image of a futuristic AI research lab.", "can't make images"),
        ("This interaction will not be stored.", "store"),
        ("Research the competitive landscape of AI code assistants in 2025.", "Copilot"),
        ("Research AI trends", "multimodal"),
    ],
)
def test_single_prompts(prompt, expected):
    assert expected in chat(prompt)


def test_neural_networks_explained_with_all_concepts_named():
    answer = chat(
        "Write a detailed explanation of how neural networks work, including the concepts of forward propagation, "
        "backpropagation, and gradient descent."
    )
    for heading in ("## Neural networks", "### Forward propagation", "### Backpropagation", "### Gradient descent"):
        assert heading in answer
