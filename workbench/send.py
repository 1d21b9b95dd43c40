"""What a person does to a conversation: send, retry, regenerate, edit. Each makes a new turn; none changes an old one.

The turn is in the store before the first byte is sent. No input or output beside the store; the network is the run's.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from workbench import calls, rules, run, turn
from workbench.conversation import Tree
from workbench.errors import NotSent, problem
from workbench.records import Turn
from workbench.request import build, elsewhere, own_input
from workbench.run import Run
from workbench.settings import Connection, Prompt, Settings

if TYPE_CHECKING:
    from workbench.store import Store


def send(
    store: Store,
    connection: Connection,
    settings: Settings,
    prompt: Prompt,
    conversation_id: str | None,
    parent_id: str | None,
    page: str = "chat",
    results: Sequence[Mapping[str, Any]] = (),
    path: Sequence[Turn] | None = None,
    replay: bool = False,
) -> Run:
    """Send a prompt as the child of `parent_id`; without a conversation a new one is begun.

    `results` are function_result steps that answer the parent's calls; `path` are the turns from the root to the parent, for
    a caller who has just read them. `replay`: this once every earlier step is sent again, whatever the settings say.
    """
    _refuse_what_is_blocked(settings, connection)
    made = _made(store, connection, settings, prompt, conversation_id, parent_id, page, results, path, replay)
    return _launch(store, connection, made)


def next_round(store: Store, connection: Connection, waiting: Turn, attended: bool) -> Run:
    """Send the results of a turn's function calls, all at once, as its child. `attended`: a person had a hand in them."""
    return send_results(store, connection, waiting, calls.result_steps(waiting), attended)


def send_results(
    store: Store, connection: Connection, waiting: Turn, results: Sequence[Mapping[str, Any]], attended: bool
) -> Run:
    """Answer the calls of a turn with these results, under the settings it was sent with: its tools go out again."""
    if elsewhere(waiting, connection):
        raise _other_server(waiting)
    settings, place = Settings.from_dict(waiting["settings"]), (waiting["conversation_id"], waiting["id"], waiting["page"])
    made = _made(store, connection, settings, Prompt(""), *place, results)
    made["round"] = waiting.get("round", 0) + 1
    made["unattended"] = 0 if attended else waiting.get("unattended", 0) + 1
    return _launch(store, connection, made)


def retry(store: Store, connection: Connection, turn_id: str) -> Run:
    """Send exactly the same request again, as a new sibling of that turn."""
    old = _existing(store, turn_id)
    made = turn.new_turn(
        conversation_id=old["conversation_id"], prompt=copy.deepcopy(old["prompt"]), connection=connection,
        settings=Settings.from_dict(old["settings"]), request=copy.deepcopy(old["request"]),
        parent_id=old["parent_id"], page=old["page"], notes=["The same request as before, sent again."],
    )  # fmt: skip
    return _launch(store, connection, _in_the_round_of(old, made))


def regenerate(store: Store, connection: Connection, turn_id: str, settings: Settings | None = None) -> Run:
    """Ask the same prompt again as a new sibling, with other settings if given; the request is built afresh."""
    old = _existing(store, turn_id)
    return edit(store, connection, turn_id, prompt_of(old), settings or Settings.from_dict(old["settings"]))


def edit(store: Store, connection: Connection, turn_id: str, prompt: Prompt, settings: Settings) -> Run:
    """Send another prompt in the place of that turn, as a new sibling; the old turn stays."""
    old = _existing(store, turn_id)
    _refuse_what_is_blocked(settings, connection)
    results = [step for step in own_input(old) if step.get("type") == "function_result"]
    made = _made(store, connection, settings, prompt, old["conversation_id"], old["parent_id"], old["page"], results)
    return _launch(store, connection, _in_the_round_of(old, made))


def prompt_of(old: Turn) -> Prompt:
    """The prompt that a turn was sent with."""
    items = old["prompt"]
    last = items[-1] if items else {}
    if last.get("type") == "text":
        return Prompt(str(last.get("text", "")), tuple(items[:-1]))
    return Prompt("", tuple(items))


def edit_text(store: Store, connection: Connection, turn_id: str, text: str, settings: Settings) -> Run:
    """Send other words in the place of that turn, with the same attachments."""
    kept = prompt_of(_existing(store, turn_id)).attachments
    return edit(store, connection, turn_id, Prompt(text, kept), settings)


def path_to(store: Store, conversation_id: str, leaf_id: str | None) -> list[Turn]:
    """The turns from the root to a leaf, in order; empty without a leaf."""
    if leaf_id is None:
        return []
    path = store.turns(Tree(store.skeleton(conversation_id)).path(leaf_id))
    if not path:
        raise _gone()
    return path


def _made(
    store: Store,
    connection: Connection,
    settings: Settings,
    prompt: Prompt,
    conversation_id: str | None,
    parent_id: str | None,
    page: str,
    results: Sequence[Mapping[str, Any]],
    path: Sequence[Turn] | None = None,
    replay: bool = False,
) -> Turn:
    if path is None:
        path = path_to(store, conversation_id, parent_id) if conversation_id else []
    given, kept = [dict(step) for step in results], store.retention() if path else ""
    asked = replace(settings, history="resend") if replay else settings
    built = build(asked, prompt, path, datetime.now(UTC), connection, given, kept)
    return turn.new_turn(
        conversation_id=conversation_id or store.new_conversation(), prompt=prompt.content(), settings=settings,
        connection=connection, request=built.body, parent_id=parent_id, page=page, notes=built.notes,
    )  # fmt: skip


def _in_the_round_of(old: Turn, made: Turn) -> Turn:
    """A further version of a turn that brings function results belongs to the same exchange; a person asked for it."""
    if "round" in old:
        made["round"], made["unattended"] = old["round"], 0
    return made


def _launch(store: Store, connection: Connection, made: Turn) -> Run:
    store.worker()  # named on the turn, so that another process doesn't take it for an orphan
    store.save_turn(made)
    return run.start(made, connection, store)


def _existing(store: Store, turn_id: str) -> Turn:
    found = store.turn(turn_id)
    if found is None:
        raise _gone()
    return found


def _other_server(waiting: Turn) -> NotSent:
    where = "the offline demo" if waiting["offline"] else "another server"
    hint = "Switch the connection back to answer them, or ask anew here."
    return NotSent(problem("other_server", f"These function calls were made by {where}.", hint))


def _refuse_what_is_blocked(settings: Settings, connection: Connection) -> None:
    """A missing key or address is not among these: the turn itself then tells of it, with Retry."""
    found = [rule for rule in rules.problems(settings, connection) if rule.severity == "block" and rule.option != "connection"]
    if found:
        raise NotSent(problem("blocked", found[0].message, "Change it in the settings; nothing was sent."))


def _gone() -> NotSent:
    return NotSent(
        problem("no_turn", "The turn to go on from is no longer there.", "It was deleted elsewhere; open the chat anew.")
    )
