"""Facts told in a conversation: stated in many ways, asked for in many ways, corrected and summed up."""

import pytest

from emulator.brain.facts import known
from tests.brain.talking import chat

NAMED = (
    "My name is Priya.",
    "I'm Priya",
    "i am Priya.",
    "Call me Priya",
    "Hello, my name's Priya!",
    "Hey there, I'm Priya and I like tea",
    "You can call me Priya",
    "This is Priya from Delhi",
    "im priya",
    "Actually, my name is Priya",
    "Me llamo Priya",
    "je m'appelle Priya",
    "Ich heiße Priya",
)
ASKED = (
    "What is my name?",
    "what's my name",
    "Who am I?",
    "Do you remember my name?",
    "tell me my name",
    "Can you tell me what my name is?",
    "How am I called?",
    "What should you call me?",
    "Say my name",
    "Do you know my name?",
    "what was my name again?",
)


@pytest.mark.parametrize("told", NAMED)
def test_a_name_is_understood_in_many_forms(told):
    assert "Priya" in chat(told, "What is my name?")


@pytest.mark.parametrize("question", ASKED)
def test_a_name_is_given_back_for_many_questions(question):
    assert "Karthik" in chat("Hi, my name is Karthik. I like cricket.", "Tell me about bees", question)


@pytest.mark.parametrize(
    ("told", "question", "expected"),
    [
        ("I am 34 years old", "How old am I?", "34"),
        ("I live in Berlin and work as a nurse", "Where do I live?", "Berlin."),
        ("I live in Berlin and work as a nurse", "What do I do for a living?", "nurse"),
        ("I'm from India", "Where am I from?", "India"),
        ("I'm a software engineer at Acme", "Where do I work?", "Acme"),
        ("I like cricket, chess and watching movies", "What are my hobbies?", "**cricket**, **chess** and **watching movies**"),
        ("I love to run and to swim", "what do I enjoy?", "running"),
        ("I hate mushrooms but love pasta", "What don't I like?", "mushrooms"),
        ("I hate mushrooms but love pasta", "What do I like?", "pasta"),
        ("I like Python but not Java", "what do I dislike?", "Java"),
        ("My favourite colour is teal", "What's my favorite color?", "teal"),
        ("My dog's name is Rex", "What is the name of my dog?", "Rex"),
        ("My dog is called Rex", "what's my dog called?", "Rex"),
        ("I have a cat named Whiskers", "Do I have any pets?", "Whiskers"),
        ("I'm allergic to peanuts", "What am I allergic to?", "peanuts"),
        ("I'm vegetarian and allergic to nuts", "am I vegetarian?", "vegetarian"),
        ("Remember that my locker code is 4471", "What is my locker code?", "4471"),
        ("The code word is mango.", "What is the code word?", "mango"),
        ("Please remember: buy milk", "What did I ask you to remember?", "buy milk"),
        ("My birthday is on 3 May", "When is my birthday?", "3 May"),
        ("I speak English and Tamil", "Which languages do I speak?", "Tamil"),
        ("My wife is Anna", "Who is my wife?", "Anna"),
        ("I'm planning a trip to Japan", "What am I planning?", "Japan"),
        ("I like tennis", "Do I like tennis?", "Yes"),
        ("I hate tennis", "Do I like tennis?", "No"),
    ],
)
def test_told_and_asked(told, question, expected):
    assert expected in chat(told, question)


def test_the_last_statement_counts():
    prompts = ("My name is Ann.", "Actually my name is Tom.", "I live in Oslo", "I moved to Rome")
    assert "Tom" in chat(*prompts, "What is my name?")
    assert "Ann" not in chat(*prompts, "What is my name?")
    assert "Rome" in chat(*prompts, "Where do I live?")
    assert "tea" not in chat("I like tea and jazz", "I no longer like tea", "What do I like?")


def test_what_was_not_told_is_not_invented():
    assert "haven't told me" in chat("What is my name?")
    assert "haven't told me" in chat("My name is Ann", "How old am I?")
    assert "haven't told me" in chat("What is my favourite colour?")
    assert "anything about yourself" in chat("What do you know about me?")


def test_everything_told_is_summed_up():
    told = chat("My name is Lea", "I am 30 years old and I live in Oslo", "I love chess", "What do you know about me?")
    assert all(word in told for word in ("Lea", "30", "Oslo", "chess"))


@pytest.mark.parametrize(
    "prompt",
    [
        "I am tired",
        "I'm happy to help",
        "I want to know the capital of France",
        "I have a question",
        "I'm looking for a gift",
        "What is my name?",
        "I am going home",
        "Is my name Bob?",
        "I'm not sure",
        "I'm from",
        "my name is",
        "My question is why the sky is blue",
    ],
)
def test_these_are_no_names(prompt):
    assert not [fact for fact in known([prompt]) if fact.kind == "name"]


def test_statement_and_question_in_one_message_both_get_their_due():
    answer = chat("My name is Ann and what is 2+2?")
    assert "Ann" in answer
    assert "**4**" in answer
    answer = chat("What is 5*5? Also what's the capital of Peru?")
    assert "25" in answer
    assert "Lima" in answer


def test_facts_told_to_another_model_are_read_from_plain_history():
    answer = chat("Summarise this for me: nothing", "My name is Bo", "thanks", "who am i?")
    assert "Bo" in answer
