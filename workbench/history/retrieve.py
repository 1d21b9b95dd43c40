"""An interaction made elsewhere becomes a conversation here: it is fetched by its id, and so is what it continues.

GET only. Whether a server tells what an interaction continues is up to the server; what it leaves out is said.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from workbench import background, expiry, turn
from workbench.client import Client
from workbench.errors import NotSent, Rejected, StepwiseError, problem
from workbench.records import Turn, WireStep
from workbench.settings import Connection, Settings
from workbench.store import Store

LONGEST = 500
"""Interactions of a chain that are walked back at most."""
PATIENCE_S = 300.0
INPUTS = ("user_input", "function_result")


@dataclass(frozen=True)
class Retrieved:
    """What was found, and what was not."""

    conversation_id: str
    turn_id: str
    """The turn of the id that was asked for."""
    new: int
    """How many turns were added; 0 when it was here already."""
    notes: tuple[str, ...] = ()


def retrieve(store: Store, connection: Connection, interaction_id: str, title: str = "") -> Retrieved:
    """Fetch an interaction and the chain before it, and wait for that. StepwiseError when the server doesn't have it."""
    wanted = _checked(interaction_id)
    known = store.turn_of(wanted)
    if known is not None:
        chat = store.conversation_of(known) or ""
        return Retrieved(chat, known, 0, ("It is in the history already.",))
    found: list[dict[str, Any]] = []
    anchor, notes = background.call(_fetch(store, connection, wanted, found), PATIENCE_S)
    return _keep(store, connection, found[::-1], anchor, title, notes)


async def _fetch(store: Store, connection: Connection, wanted: str, found: list[dict[str, Any]]) -> tuple[str | None, list[str]]:
    found.append(await Client(connection).get(wanted, include_input=True))
    return await _walk_back(store, connection, found)


async def _walk_back(store: Store, connection: Connection, found: list[dict[str, Any]]) -> tuple[str | None, list[str]]:
    """Fetch what each one continues, onto `found`; the turn here that the chain is joined to, and what is missing."""
    seen = {str(found[0].get("id"))}
    while len(found) < LONGEST:
        previous = found[-1].get("previous_interaction_id")
        if not isinstance(previous, str) or not previous:
            return None, _end(found[-1])
        here = await background.in_thread(store.turn_of, previous)
        if here is not None:
            return here, ["It was joined to the turn it continues, which is here already."]
        if previous in seen:
            return None, ["The chain leads back to itself; it was cut there."]
        seen.add(previous)
        try:
            found.append(await Client(connection).get(previous, include_input=True))
        except Rejected as error:
            told = error.problem["message"]
            return None, [f"What came before is no longer on the server ({previous}): {told}"]
        except StepwiseError as error:
            return None, [f"What came before could not be fetched ({previous}): {error.problem['message']}"]
    return None, [f"Only the last {LONGEST} interactions of the chain were fetched."]


def _end(first: dict[str, Any]) -> list[str]:
    """What can be said of the beginning of a chain that names nothing before it."""
    if _begins_chain(str(first.get("id"))) is False:
        return ["The server does not say which interaction came before the first one here, but its id says that one did."]
    return []


def _begins_chain(interaction_id: str) -> bool | None:
    """Whether an id names itself as the root of its chain; None when it isn't built the way ids were seen to be."""
    text = interaction_id.removeprefix("v1_")
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    if len(raw) < 4 or raw[0] != 0x0A or len(raw) < 4 + raw[1] or raw[2 + raw[1]] != 0x12:
        return None
    return raw[2 : 2 + raw[1]] == raw[4 + raw[1] :]


def _keep(
    store: Store, connection: Connection, chain: list[dict[str, Any]], anchor: str | None, title: str, notes: list[str]
) -> Retrieved:
    chat = (store.conversation_of(anchor) if anchor else None) or store.new_conversation(title)
    parent = anchor
    previous = str(store.turn(anchor)["interaction_id"]) if anchor and store.turn(anchor) else None  # type: ignore[index]
    for interaction in chain:
        made = as_turn(interaction, connection, chat, parent, previous)
        store.save_turn(made)
        parent, previous = made["id"], made["interaction_id"]
    return Retrieved(chat, parent or "", len(chain), tuple(notes))


def as_turn(
    interaction: dict[str, Any], connection: Connection, conversation_id: str, parent_id: str | None, previous: str | None
) -> Turn:
    """The turn that would have made this interaction, as far as the server tells."""
    given, made_steps = _split(interaction)
    request = {key: interaction[key] for key in ("model", "agent") if isinstance(interaction.get(key), str)}
    prompts = [step for step in given if step.get("type") == "user_input"]
    prompt = [item for step in prompts for item in _dicts(step.get("content"))]
    made = turn.new_turn(
        conversation_id=conversation_id,
        prompt=prompt,
        settings=Settings.from_dict({key: value for key, value in request.items() if value}),
        connection=connection,
        request={**request, "input": given, **({"previous_interaction_id": previous} if previous else {})},
        parent_id=parent_id,
        notes=["Fetched by its id; it was not sent from here, so its settings are not known."],
    )
    made["created"] = _time(interaction.get("created")) or made["created"]
    turn.apply(made, {"event_type": turn.RESPONSE, "interaction": {**interaction, "steps": made_steps}}, 0.0)
    turn.finish(made)
    made["timings"] = {"first_byte": None, "first_thought": None, "first_text": None, "end": None}
    return made


def _split(interaction: dict[str, Any]) -> tuple[list[WireStep], list[WireStep]]:
    """What the interaction was given, and what it made. A timeline has both; some servers tell the input apart."""
    steps = _dicts(interaction.get("steps"))
    leading = next((place for place, step in enumerate(steps) if step.get("type") not in INPUTS), len(steps))
    told = interaction.get("input")
    if isinstance(told, str):
        return [{"type": "user_input", "content": [{"type": "text", "text": told}]}], steps[leading:]
    return _dicts(told) or steps[:leading], steps[leading:]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _time(value: Any) -> str | None:
    try:
        moment = expiry.parse_time(str(value))
    except ValueError:
        return None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _checked(interaction_id: str) -> str:
    wanted = interaction_id.strip().strip("\"'").removeprefix("interactions/")
    if not wanted or len(wanted) > 400 or any(not ("!" <= letter <= "~") or letter in "/?#%&" for letter in wanted):
        raise NotSent(problem("bad_id", "That is not the id of an interaction.", "Paste the id alone; it begins with v1_."))
    return wanted
