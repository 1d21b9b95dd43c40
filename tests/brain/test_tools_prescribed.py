"""JSON in a form that a prompt or a system instruction prescribes in words, and the texts that such forms are filled from."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from emulator.brain.tools import prescribed
from tests.brain.declarations import N, S
from tests.brain.talking import chat
from tests.brain.test_tools_shapes import WORDS, filled, rows, shape


def told(prompt: str, system: str = "") -> Any:
    """The JSON of an answer to which no schema was given."""
    return json.loads(chat(prompt, system_instruction=system))


def test_a_drawn_form_is_filled_from_the_text_below_it() -> None:
    value = told(
        "Read the message and answer in exactly this JSON format:\n"
        '{\n  "sender": "name of the person",\n  "urgent": true,\n  "mood": "positive | negative | neutral"\n}\n'
        "Return only valid JSON.\n\nMessage: The heating is broken again, this is terrible. Please come today! - Petra Lang"
    )
    assert list(value) == ["sender", "urgent", "mood"]
    assert value["sender"] == "Petra Lang"
    assert value["mood"] == "negative"


def test_keys_named_in_a_line_are_all_there_in_their_order() -> None:
    value = told(
        'Note: "taxi to the airport 34.50 paid by card on 2026-02-11"\n'
        "Output JSON with keys: category, amount, payment and date (YYYY-MM-DD).\n"
        "Category must be one of: Food, Transport, Housing, Other."
    )
    assert value == {"category": "Transport", "amount": 34.5, "payment": "card", "date": "2026-02-11"}


def test_a_form_in_the_system_instruction_holds_for_every_message() -> None:
    form = 'Reply with a JSON object with the following fields:\n- "language": the language of the text\n- "is_question": boolean'
    assert told("Where does the train leave?", form) == {"language": "English", "is_question": True}


def test_a_named_type_and_a_list_of_it_are_understood() -> None:
    value = told(
        "List two pancake recipes using this JSON schema:\n\nDish = {'name': str, 'ingredients': list[str]}\nReturn: list[Dish]"
    )
    assert isinstance(value, list)
    assert value
    assert all(set(one) == {"name", "ingredients"} and one["ingredients"] for one in value)


def test_classes_are_a_form() -> None:
    value = told(
        "Find the entities in the text and return JSON for this structure:\n\nclass Kind(str, Enum):\n    PERSON = 'Person'\n"
        "    CITY = 'City'\n\nclass Entity(BaseModel):\n    name: str\n    kind: Kind\n\nclass Found(BaseModel):\n"
        "    entities: list[Entity]\n\nText: Rosa Stein opened a bakery in Vienna."
    )
    assert value == {"entities": [{"name": "Rosa Stein", "kind": "Person"}, {"name": "Vienna", "kind": "City"}]}


def test_a_code_block_is_given_when_it_is_asked_for() -> None:
    said = chat('Text: "Ada Byron lives in Graz." Return JSON with keys: name, city. Put it in a code block.')
    assert said.startswith("```json\n")
    assert said.endswith("```")


@pytest.mark.parametrize(
    "prompt",
    [
        'Explain this JSON: {"name": "Ann", "age": 30}',
        'How many users are in this JSON? {"users": [{"name": "Ann"}, {"name": "Bob"}]}',
        "What is JSON good for?",
        'Sort the following JSON by age: [{"name": "Ann", "age": 30}, {"name": "Bob", "age": 20}]',
    ],
)
def test_json_that_is_material_is_no_form(prompt: str) -> None:
    assert prescribed.form(prompt) is None


@pytest.mark.parametrize(
    "filler", ["{", '{"a": [', "json: {", "class A(BaseModel):\n  a: str\n", "- a: b\n", '"x" | ', "[[", "keys "]
)
def test_a_form_is_looked_for_in_bounded_time(filler: str) -> None:
    text = f"Return JSON in this format: {filler * (400_000 // len(filler))}"
    start = time.perf_counter()
    prescribed.form(text)
    assert time.perf_counter() - start < 3


def test_a_recipe_in_a_text_is_read_with_its_spoons_and_cups() -> None:
    value = filled(
        "Recipe text: For fluffy waffles you need 1 and 1/2 cups of flour, 2 teaspoons of baking powder, 3/4 cup of milk"
        " and 3 eggs. First, mix the flour and the baking powder. Then stir in the milk and the eggs. Bake for 5 to 6 minutes.",
        shape(title=S, ingredients=rows(name=S, quantity=S), steps=WORDS, prep_minutes={"type": ["integer", "null"]}),
    )
    assert value["ingredients"] == [
        {"name": "flour", "quantity": "1 1/2 cups"},
        {"name": "baking powder", "quantity": "2 teaspoons"},
        {"name": "milk", "quantity": "3/4 cup"},
        {"name": "eggs", "quantity": "3"},
    ]
    assert value["steps"] == [
        "Mix the flour and the baking powder.",
        "Stir in the milk and the eggs.",
        "Bake for 5 to 6 minutes.",
    ]
    assert value["prep_minutes"] is None


def test_a_form_of_its_own_kind_holds_who_reports_to_whom() -> None:
    person = {
        "type": "object",
        "properties": {"name": S, "reports": {"type": "array", "items": {"$ref": "#/$defs/Person"}}},
        "required": ["name", "reports"],
    }
    value = filled(
        "Draw the team: Nora leads it. Nora manages Emil and Ida. Emil manages Tom.",
        {"$defs": {"Person": person}, "$ref": "#/$defs/Person"},
    )
    emil = {"name": "Emil", "reports": [{"name": "Tom", "reports": []}]}
    assert value == {"name": "Nora", "reports": [emil, {"name": "Ida", "reports": []}]}


def test_looks_and_height_are_read_for_each_person() -> None:
    value = filled(
        "I'm Vera, my eyes are green and I am 5 feet tall. Lars has the same eyes as me.",
        shape(people=rows(name=S, eye_color=S, height_in_cm={"type": ["number", "null"]})),
    )
    assert value["people"] == [
        {"name": "Vera", "eye_color": "green", "height_in_cm": 152.4},
        {"name": "Lars", "eye_color": "green", "height_in_cm": None},
    ]


def test_a_cv_is_held_against_a_job() -> None:
    value = filled(
        "RESUME:\nAnn Bell. Skills: Java, SQL, Linux.\n\nJOB DESCRIPTION:\nRequired skills: Java, SQL, Kubernetes, Go.",
        shape(match_score={"type": "integer"}, matching_skills=WORDS, missing_skills=WORDS),
    )
    assert value == {"match_score": 50, "matching_skills": ["Java", "SQL"], "missing_skills": ["Kubernetes", "Go"]}


def test_a_mood_is_shared_out_and_an_equation_is_solved_step_by_step() -> None:
    shares = filled(
        "Score this: The soup was inedible and the staff rude.",
        shape(positive_score=N, negative_score=N, neutral_score=N),
    )
    assert shares["negative_score"] > 0.7
    assert sum(shares.values()) == pytest.approx(1)
    solved = filled("how do I solve 5x + 4 = 24", shape(steps=rows(explanation=S, output=S), final_answer=S))
    assert solved["final_answer"] == "x = 4"
    assert solved["steps"][-1]["output"] == "x = 4"


def test_a_talk_becomes_tasks_with_who_has_them_and_until_when() -> None:
    value = filled(
        "Find the action items:\n\nNora: The form is broken. Emil, can you mend it by Friday?\n"
        "Emil: Sure. I'll also call the supplier tomorrow.\nNora: And we should order paper.",
        shape(actions=rows(task=S, owner={"type": ["string", "null"]}, deadline={"type": ["string", "null"]})),
    )
    assert value["actions"] == [
        {"task": "mend it", "owner": "Emil", "deadline": "Friday"},
        {"task": "call the supplier", "owner": "Emil", "deadline": "tomorrow"},
        {"task": "order paper", "owner": None, "deadline": None},
    ]


def test_a_list_of_words_and_what_may_be_missing_are_forms_as_well() -> None:
    listed = told(
        "Return a JSON array of strings with the action items.\n\n"
        "Transcript:\nTheo will water the plants. Ida needs to pay the rent."
    )
    assert listed == ["water the plants (Theo)", "pay the rent (Ida)"]
    value = told('Return only this JSON: {"invoice": "...", "customer_email": "..." or null}\n\nText: Invoice INV-310 is paid.')
    assert value["customer_email"] is None


def test_choices_that_only_a_description_tells_are_kept_to() -> None:
    priority = {"type": "string", "description": "High, Medium, or Low"}
    value = filled("Ticket: urgent, the shop is down!", shape(summary=S, priority=priority))
    assert value["priority"] == "High"


def test_what_somebody_works_as_is_their_job_in_a_drawn_form() -> None:
    """The word after "works as" is the trade."""
    form = '{"name": "", "age": 0, "job": ""}'
    answer = chat(f"Return exactly this JSON format: {form}\n\nText: Mira Holm, 38, works as a baker in Kiel.")
    assert json.loads(answer) == {"name": "Mira Holm", "age": 38, "job": "baker"}
