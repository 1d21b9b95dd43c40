"""What people type when they click through a demonstration: facts corrected, data pasted, texts revised, figures by formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from emulator.brain import formulas, pasted, phrasebook, tones
from emulator.brain.formula import Formula
from emulator.brain.skills.feasts import easter
from tests.brain.talking import chat

REFUSED = "offline I have only rules"
CSV = "name,age,city\nAnna,31,Berlin\nBob,25,Paris\nCara,42,Rome\n\nWho is the oldest?"
ORDERS = (
    '{"orders":[{"id":1,"total":20.5,"status":"open"},{"id":2,"total":99,"status":"paid"},{"id":3,"total":14,"status":"open"}]}\n'
)
MAIL = "Write an email to my team that the release is delayed by a week"
REPORT = (
    "Summarize this: The company reported revenue of 5 million euros in 2023, a rise of 12 percent. Growth was driven by the new "
    "product, which has 40,000 users. Costs rose because of hiring. The board plans to open an office in Madrid."
)
SPENT = "date,amount,category\n2024-01-03,45.20,food\n2024-01-05,120,travel\n2024-01-09,18.50,food\nHow much did I spend on food?"
DAY = "Plan my day: gym at 7, meeting at 10, lunch with Tom at 12:30"


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        (("I have two cats, Milo and Otis.", "What are my cats called?"), "**Milo and Otis**"),
        (("I'm a chef.", "I'm not a chef anymore, I'm a designer now.", "What do you know about me?"), "you work as a designer."),
        (("I don't eat meat.", "What don't I like?"), "**meat**"),
        (("I moved from Berlin to Vienna last year", "Where do I live?"), "You live in Vienna"),
        (("I live in Rome.", "I don't live in Rome any more, we moved to Oslo", "Where do I live?"), "You live in Oslo"),
        (("My favourite colour is blue", "no wait, it's green", "What's my favourite color?"), "**green**"),
        (("I work in sales at Bosch", "What's my job?"), "You work in sales"),
        (("this is wrong", "What is my name?"), "haven't told me your name"),
    ],
)
def test_what_people_say_of_themselves_holds_until_they_correct_it(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        (("We had 500 customers and lost 25 last month. What's our churn rate?",), "**5%**"),
        (("We had 500 customers and lost 25. What's our churn rate?", "And if we lost 40?"), "**8%**"),
        (("What is the CAGR from 100k to 180k in 3 years?",), "**21.64%**"),
        (("My weight is 82 kg and I'm 1.80 m tall. What's my BMI?",), "**25.31**"),
        (("Fixed costs are 10,000, price 25 and variable cost 15. What's the break-even point?",), "**1,000 pieces**"),
        (("I buy for 40 and sell for 60, what's my margin?", "And the markup?"), "**50%**"),
        (("If I invest 5000 at 4% for 6 years, how much will I have?", "and at 5%?"), "6,700.48"),
        (("How is churn rate calculated?",), "customers lost ÷ customers at the start"),
        (("Calculate my BMI",), "still need your weight in kg and your height in cm"),
        (("Split $96.50 between 4 people with a 10% tip",), "**$26.54**"),
        (("If I save 50 euros per week how much do I have after a year?",), "**2,600 euros**"),
        (("What's 20% off 59.99?", "Add 8% tax"), "**51.83**"),
        (("Convert 5 feet 11 inches to cm",), "**180.34 cm**"),
        (("How many days are there between March 3 and June 17?",), "**106 days**"),
        (("How old is someone born in 1987?",), "**38 or 39**"),
        (("What is 0x80070057?",), REFUSED),
    ],
)
def test_figures_are_worked_out_from_what_was_said(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)


@pytest.mark.parametrize(("year", "day"), [(2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))])
def test_easter_is_found_for_any_year(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize("formula", formulas.FORMULAS, ids=lambda formula: formula.name)
def test_every_formula_can_be_worked_out_and_spelled(formula: Formula) -> None:
    values = {one.key: Decimal(place + 2) for place, one in enumerate(formula.needs)}
    assert formula.work(values) is not None
    assert all(f"{{{one.key}}}" in formula.spelled for one in formula.needs)


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ((CSV,), "**Cara**, with age **42**"),
        ((CSV, "What is the average age?"), "**32.67**"),
        ((CSV, "How old is Bob?"), "Bob's age is **25**"),
        ((CSV, "Sort by name descending", "as CSV"), "name,age,city\nCara,42,Rome"),
        ((CSV, "How many people are older than 30?"), "**2** with age older than 30: Anna and Cara"),
        ((CSV, "as a bar chart"), "Cara  ████████████████████████ 42"),
        ((CSV, "What is the capital of Spain?"), "**Madrid**"),
        ((ORDERS + "How many orders are open?",), "**2** with status “open”"),
        ((ORDERS + "What is the sum of all totals?", "Total per status"), "| open | 34.5 |"),
        ((ORDERS + "Which order is the largest?", "Turn it into a table"), "| 2 | 99 | paid |"),
        ((SPENT,), "**63.7**"),
        ((REPORT, "In 3 bullet points"), "- The board plans to open an office in Madrid."),
        ((REPORT, "What was the revenue?"), "“The company reported revenue of 5 million euros"),
        ((REPORT, "What does the text say about profit?"), "The text doesn't say"),
        (("Give me a table of the planets with their diameter", "Sort by size", "Only the first three"), "| Venus | 12,104 km |"),
        ((DAY, "When is lunch?"), "**12:30**"),
        ((DAY, "Move the gym to 8", "Show it as a table"), "| 08:00 | gym |"),
        ((DAY, "What's after the meeting?"), "**Lunch with Tom**"),
    ],
)  # fmt: skip
def test_pasted_data_is_worked_on(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)


@pytest.mark.parametrize("text", ["One, two, three.\nFour, five, six.\nSeven, eight, nine.", "Hello there", "{not json", "a | b"])
def test_prose_is_no_table(text: str) -> None:
    assert pasted.find(text) is None


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ((MAIL,), "**Subject:** The release is delayed by a week"),
        ((MAIL, "sign it as Priya"), "Kind regards,  \nPriya"),
        ((MAIL, "Make it funnier", "make it more formal"), "Dear Team,\n\nI would like to let you know that"),
        ((MAIL, "as a slack message"), "Hi Team! The release is delayed by a week."),
        ((MAIL, "Longer please"), "keep you posted.\n\n"),
        (("Draft an email to my boss asking for a raise", "Address it to Ms Miller"), "Dear Ms Miller,\n\nI would like to"),
        (("Write a birthday message for my colleague Sarah",), "Happy birthday, Sarah!"),
        (("Write a product description for a smart water bottle", "Add a call to action"), "**Get your smart water bottle today"),
        (("Write a product description for a smart water bottle", "3 taglines for it"), "Smart water bottle. Simply there."),
        (("make this sound nicer: Send me the report now.",), "Could you please send me the report?"),
        (("proofread this: Their going to the stor tomorow.",), "They're going to the store tomorrow."),
        (("Explain photosynthesis", "Now as a poem"), "Photosynthesis, I thought I knew you well"),
        (("Explain photosynthesis", "Now for a child"), "sunlight is the stove"),
        (("Explain blockchain like I'm five", "now like I'm an expert"), "cryptographic fingerprint"),
        (("Write a poem about my dog Bruno", "Make it romantic"), "it's Bruno makes my heart take wing"),
        (("Write a SQL query to get the top 5 customers by revenue",), "LIMIT 5"),
        (("How do I install Docker?", "And on Windows?"), "winget install Docker.DockerDesktop"),
    ],
)
def test_texts_are_written_and_revised(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)


def test_an_emoji_comes_into_the_paragraph_and_goes_again() -> None:
    mail = chat(MAIL, "Add an emoji")
    assert mail != chat(MAIL)
    assert tones.without_emoji(mail) == chat(MAIL)


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        (("Was ist die Hauptstadt von Deutschland?", "Und von Österreich?"), "Die Hauptstadt ist **Wien**."),
        (("Wie viele Einwohner hat Wien?",), "**Wien** liegt in Österreich"),
        (("Ich wohne in Köln", "Wo wohne ich?"), "Du wohnst in **Köln**."),
        (("Cuéntame un chiste", "otro"), "del-fín"),
        (("¿Qué es la fotosíntesis?",), "Photosynthesis is how plants"),
        (("Combien font 15 fois 4 ?",), "**60**"),
        (("मेरा नाम राहुल है", "मेरा नाम क्या है?"), "आपका नाम **राहुल** है"),
        (("Schreibe eine E-Mail an meinen Chef",), "Das kann ich offline leider nicht beantworten"),
        (("What is the capital of Germany?", "And Austria?"), "**Vienna**"),
        (("Explain photosynthesis", "And gravity?"), "Gravity is the attraction"),
        (('Translate "Where is the nearest pharmacy?" into German', "and in French?"), "Où est la pharmacie la plus proche ?"),
        (("How do you say thank you in Korean?",), "감사합니다"),
        (("What is the capital of Australia?", "Is it bigger than Sydney?"), "No: **Canberra**"),
        (("What is the weather like today?",), "switch on the weather function"),
        (("you are stupid",), "in other words"),
        (("Can you search the internet?",), "**Google Search**"),
        (("How do I get an API key?",), "aistudio.google.com/api-keys"),
        (("Tell me a riddle", "I give up"), "The answer is"),
        (("Recommend a movie for tonight", "Something funnier"), "**Paddington 2 (2017)**"),
        (("I parked the car behind the house",), "What"),
        (("Explain george Orwell",), "George Orwell (1903 to 1950)"),
    ],
)
def test_talk_goes_on_in_any_of_the_common_languages(prompts: tuple[str, ...], expected: str) -> None:
    assert expected in chat(*prompts)


def test_suggestions_have_the_words_of_the_question_in_their_names() -> None:
    assert "Close to your question" not in chat("Who is the mayor of Springfield Heights?")


def test_every_phrase_has_all_languages() -> None:
    assert all(phrasebook.translated("good morning", language) for language in (*phrasebook.languages(), "Korean", "Greek"))
