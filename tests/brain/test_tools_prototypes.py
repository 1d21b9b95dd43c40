"""Structured output and tools as people try them first: letters, CVs, products, tickets, tables in a prompt, German questions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.brain.declarations import DAY, WHOLE, B, N, S
from tests.brain.talking import chat, steps, text_of
from tests.brain.test_tools_shapes import WORDS, choice, rows, shape

WHEN = {"type": "string", "format": "date-time"}
PERHAPS = {"type": ["string", "null"]}


def filled(prompt: str, schema: dict[str, Any]) -> Any:
    value = json.loads(chat(prompt, response_format={"type": "text", "mime_type": "application/json", "schema": schema}))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(value)
    return value


@pytest.mark.parametrize(
    ("prompt", "schema", "expected"),
    [
        ("Dear Mr. Ivanov, here is invoice no. T-90 of 3 May 2026."
         " 4 hours translation at 55.00 EUR, 2 hours proofreading at 40.00 EUR."
         " Total 300.00 EUR. Best regards, Olga Petrova, Lingua Services",
         shape(vendor=S, customer=S, items=rows(description=S, quantity=N, unit_price=N, amount=N), total=N),
         {"vendor": "Lingua Services", "customer": "Mr. Ivanov", "total": 300,
          "items": [{"description": "translation", "quantity": 4, "unit_price": 55, "amount": 220},
                    {"description": "proofreading", "quantity": 2, "unit_price": 40, "amount": 80}]}),
        ("Junior electrician with 3 years of experience at Volt & Sons in Derby, fluent in English and Urdu.",
         shape(name=PERHAPS, job_title=S, employer=S, city=S, languages=WORDS, years_experience=WHOLE),
         {"name": None, "job_title": "Junior electrician", "employer": "Volt & Sons", "city": "Derby",
          "languages": ["English", "Urdu"], "years_experience": 3}),
        ("Hello, I was billed for two seats but I only have one. Please refund the difference of $12. Thanks, Ken Ito",
         shape(customer_name=S, category=choice("billing", "technical", "account"), summary=S, requested_action=S),
         {"customer_name": "Ken Ito", "category": "billing", "requested_action": "Refund the difference of $12",
          "summary": "Ken Ito was billed for two seats but they only have one. They ask to refund the difference of $12."}),
        ("The Nomad 45 is a lightweight hiking backpack with a rain cover, two side pockets and a chest strap. It costs €119.",
         shape(product_name=S, category=S, features=WORDS, price=N),
         {"product_name": "Nomad 45", "category": "hiking backpack", "price": 119,
          "features": ["rain cover", "two side pockets", "chest strap"]}),
        ("The bus leaves Riga at 22:15 on 4 June 2026 and reaches Vilnius at 2:30 the next morning.",
         shape(departure=WHEN, arrival=WHEN), {"departure": "2026-06-04T22:15:00Z", "arrival": "2026-06-05T02:30:00Z"}),
        ("Open day on Saturday 13 June between 10 and 2 pm.", shape(date=DAY, start=S, end=S),
         {"date": "2026-06-13", "start": "10:00", "end": "14:00"}),
        ("Mrs Lund, 61, complains of dizziness for a week and blurred vision. Non-smoker. Blood pressure 140/85.",
         shape(symptoms=WORDS, smoker=B, blood_pressure=shape(systolic=WHOLE, diastolic=WHOLE)),
         {"symptoms": ["dizziness", "blurred vision"], "smoker": False, "blood_pressure": {"systolic": 140, "diastolic": 85}}),
        ("Third delay today and still no information. Great job, railway!", shape(label=choice("complaint", "praise"), sarcasm=B),
         {"label": "complaint", "sarcasm": True}),
    ],
)  # fmt: skip
def test_a_text_in_running_words_fills_its_form(prompt: str, schema: dict[str, Any], expected: Any) -> None:
    assert filled(prompt, schema) == expected


def test_a_made_up_character_suits_its_tale_and_is_of_middling_strength() -> None:
    bounds = {"type": "integer", "minimum": 1, "maximum": 100}
    value = filled(
        "Invent a fictional character for a science fiction story", shape(name=S, occupation=S, stats=shape(skill=bounds))
    )
    assert value["occupation"] == "Starship mechanic"
    assert 40 <= value["stats"]["skill"] <= 90


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("Throw two dice 5000 times and count how often the total is 9 (seed 4)", "In 5,000 rolls 9 came up **"),
        ("product,price,shop\nPen,2,North\nInk,9,South\nPad,4,North\n\nWhat is the average price, and how many are in the North?",
         "The average of price is **5**. **2** rows have shop North."),
        ("$2,000 at 6% for 5 years, compounded monthly", "grows to **2,697.70, of which 697.70 is interest**"),
        ("Count the words in 'to be or not to be' and show the most frequent one",
         "**6** words. The most frequent: **to (2 times), be"),
    ],
)  # fmt: skip
def test_a_program_answers_all_that_was_asked(prompt: str, told: str) -> None:
    assert told in chat(prompt, tools=({"type": "code_execution"},))


def test_a_search_understands_german_goes_on_with_what_it_spoke_of_and_says_that_it_has_no_news() -> None:
    search = {"tools": ({"type": "google_search"},)}
    assert "1876" in chat("Wer hat das Telefon erfunden?", **search)
    assert "48 metres tall" in chat("When was the Colosseum built?", "How tall is it?", **search)
    unknown = steps("Tell me about the castle of Wexelburg", "How tall is it?", **search)
    assert "nothing" in text_of(unknown)
    assert "holds no news" in chat("Latest news about electric cars", **search)


def test_the_map_tells_what_lies_between_and_that_it_has_no_routes() -> None:
    maps = {"tools": ({"type": "google_maps"},)}
    assert "Auxerre" in chat("Which cities lie between Paris and Lyon?", **maps)
    assert "gives no route" in chat("How do I get from Madrid to Valencia?", **maps)
    assert "Venezuela" not in chat("How do I get from Madrid to Valencia?", **maps)
    assert "no place of that name" in chat("Where is Lake Como?", **maps)
    assert "no opening hours" in chat("Is the Louvre open now?", **maps)
    assert "Kraków" in chat("What are the biggest cities in Poland?", **maps)


PLAN = "Plan: Day 1 fly to Bergen, check in at Hotel Norge. Day 2 fjord cruise and a cable car ride. Day 3 train to Oslo."


@pytest.mark.parametrize(
    ("prompt", "schema", "expected"),
    [
        ("I'm Noor Haddad, a data analyst based in Lyon. I studied Statistics at the University of Lille and spent two years at"
         " Orange before joining Criteo in 2022. I'm good at forecasting and SQL.",
         shape(full_name=S, headline=S, education=rows(degree=S, institution=S), current_employer=S, skills=WORDS),
         {"full_name": "Noor Haddad", "headline": "data analyst", "skills": ["forecasting", "SQL"], "current_employer": "Criteo",
          "education": [{"degree": "Statistics", "institution": "University of Lille"}]}),
        ("Sales call on Monday, 8 June 2026. Present: Uma Rao (lead), Pit Kern. We agreed to cut the price by 4.5 percent."
         " Pit will call the supplier by the end of June. The next meeting is on 6 July.",
         shape(meeting_date=DAY, participants=rows(name=S, role=PERHAPS), decisions=WORDS, next_meeting=DAY,
               tasks=rows(assignee=S, description=S, due=DAY)),
         {"meeting_date": "2026-06-08", "next_meeting": "2026-07-06", "decisions": ["cut the price by 4.5 percent"],
          "participants": [{"name": "Uma Rao", "role": "lead"}, {"name": "Pit Kern", "role": None}],
          "tasks": [{"assignee": "Pit", "description": "call the supplier", "due": "2026-06-30"}]}),
        ("Walnut bookshelf, five shelves, a few scratches. 80 x 30 x 190 cm. €150 ono. Pick-up in Gent only.",
         shape(title=S, condition=choice("new", "used"), width_cm=WHOLE, height_cm=WHOLE, negotiable=B, delivery=B, material=S),
         {"title": "Walnut bookshelf", "condition": "used", "width_cm": 80, "height_cm": 190, "negotiable": True,
          "delivery": False, "material": "Walnut"}),
        ("Nina and Paul are getting married on 5 September 2026 in Bled, Slovenia, at Villa Lili. RSVP by 1 June.",
         shape(event=S, couple=WORDS, venue=S, location=S, rsvp_deadline=DAY),
         {"event": "Wedding of Nina and Paul", "couple": ["Nina", "Paul"], "venue": "Villa Lili", "location": "Bled, Slovenia",
          "rsvp_deadline": "2026-06-01"}),
        (PLAN, shape(days=rows(day=WHOLE, activities=WORDS), hotel=S, total_days=WHOLE),
         {"days": [{"day": 1, "activities": ["fly to Bergen", "check in at Hotel Norge"]},
                   {"day": 2, "activities": ["fjord cruise", "a cable car ride"]}, {"day": 3, "activities": ["train to Oslo"]}],
          "hotel": "Hotel Norge", "total_days": 3}),
        ("Acme Q3 results: revenue rose 8% to $31.5 million, profit was $2.4 million compared with $1.9 million a year ago.",
         shape(company=S, period=S, revenue_millions=N, revenue_growth_percent=N, profit_millions=N, previous_profit_millions=N),
         {"company": "Acme", "period": "Q3", "revenue_millions": 31.5, "revenue_growth_percent": 8, "profit_millions": 2.4,
          "previous_profit_millions": 1.9}),
    ],
)  # fmt: skip
def test_people_plans_notices_and_figures_are_read_in_running_words(prompt: str, schema: dict[str, Any], expected: Any) -> None:
    assert filled(prompt, schema) == expected


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("A train covers 300 km in 2 hours and 30 minutes. What is its average speed?", "**120 km/h**"),
        ("Solve 3x + 2y = 12 and x - y = -1", "x = 2, y = 3"),
        ("How many three-digit primes are there?", "**143** primes"),
        ("room,seats,wifi\nA,10,yes\nB,30,no\nC,20,yes\n\nWhich rooms have wifi?", "A, C"),
    ],
)
def test_more_programs_are_written_for_everyday_sums(prompt: str, told: str) -> None:
    assert told in chat(prompt, tools=({"type": "code_execution"},))


def test_the_map_says_what_lies_halfway_and_which_way() -> None:
    maps = {"tools": ({"type": "google_maps"},)}
    assert "**Yes" in f"**{chat('Is Turin north of Genoa?', **maps)}"
    assert "Osaka** is the larger" in chat("How far is Kyoto from Osaka, and which one is bigger?", **maps)
    assert "Perugia" in chat("What's halfway between Rome and Florence?", **maps)


@pytest.mark.parametrize(
    ("prompt", "schema", "expected"),
    [
        ("Order 71-B by Lars Holm: 2 mugs at 8.50 and 1 teapot at 34.00. Ship to Ahornweg 3, 04103 Leipzig.",
         shape(buyer=S, shipping=shape(street=S, city=S, postal_code=S)),
         {"buyer": "Lars Holm", "shipping": {"street": "Ahornweg 3", "city": "Leipzig", "postal_code": "04103"}}),
        ("Front-end developer from Gdansk, 6 years of React and Vue, last at Allegro. 70 euros an hour.",
         shape(skills=WORDS, last_employer=S, hourly_rate=N),
         {"skills": ["React", "Vue"], "last_employer": "Allegro", "hourly_rate": 70}),
        ("Comment: 'You stupid idiot, shut up.' Moderate it.", shape(category=choice("harassment", "spam", "none")),
         {"category": "harassment"}),
        ("This thriller is gripping, but 160 minutes are too many. 7 out of 10.", shape(genre=S, rating=N, max_rating=N),
         {"genre": "thriller", "rating": 7, "max_rating": 10}),
        ("Expected 20.50 but the page shows 25.00. Happens in Safari 17 on macOS, not in Firefox. Reported by Elif.",
         shape(expected=S, actual=S, browser=S, reporter=S, works_in=WORDS),
         {"expected": "20.50", "actual": "the page shows 25.00", "browser": "Safari 17", "reporter": "Elif",
          "works_in": ["Firefox"]}),
        ("Extract the people, companies and places: Mary Barra of Ford met Oliver Blume, the head of Porsche, in Stuttgart.",
         shape(people=WORDS, companies=WORDS, places=WORDS),
         {"people": ["Mary Barra", "Oliver Blume"], "companies": ["Ford", "Porsche"], "places": ["Stuttgart"]}),
        ("Weather for Oslo: today 3 degrees with snow, tomorrow -2 degrees and sunny.",
         shape(city=S, forecast=rows(day=S, temperature_c=N, condition=S), warmest_day=S),
         {"city": "Oslo", "warmest_day": "today", "forecast": [{"day": "today", "temperature_c": 3, "condition": "snow"},
                                                               {"day": "tomorrow", "temperature_c": -2, "condition": "sunny"}]}),
        ("Is this phishing? 'Dear user, confirm your password at http://bank.example within 12 hours.'",
         shape(is_phishing=B, recommended_action=S),
         {"is_phishing": True, "recommended_action": "Don't open the link or answer; report the message and delete it."}),
    ],
)  # fmt: skip
def test_orders_reviews_reports_news_and_warnings_are_read_in_running_words(
    prompt: str, schema: dict[str, Any], expected: Any
) -> None:
    assert filled(prompt, schema) == expected


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("What's 5/16 as a percentage?", "31.25 %"),
        ("What percentage of 60 is 9?", "9 is **15 %** of 60."),
        ("What's the sum of all odd numbers from 1 to 99?", "**2500**"),
        ("How many Fridays the 13th are there in 2027?", "**1 (13 August)**"),
        ("Remove the duplicates from: plum, kiwi, plum", "**plum, kiwi**"),
        ("How many weekends are there between 1 June 2026 and 30 June 2026?", "**4** weekends"),
        ("Find the anagrams in: stone, notes, onset, pear, reap", "stone, notes, onset; pear, reap"),
        ("Convert the Roman numeral MMXXVI to a number", "**2026**"),
        ("How many different 3-digit codes have no repeated digit?", "**720**"),
        ("Is 2028 a leap year, and what day is 1 May 2028?", "2028 is **a leap year**. 2028-05-01 is a **Monday**."),
        ("town,guests\nBonn,7\nKiel,9\n\nSort by guests descending and give me the total",
         "**Kiel (9), Bonn (7)**. The sum of guests is **16**."),
    ],
)  # fmt: skip
def test_puzzles_and_double_questions_are_computed(prompt: str, told: str) -> None:
    assert told in chat(prompt, tools=({"type": "code_execution"},))
