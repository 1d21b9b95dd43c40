"""The shapes of Stepwise's own records: plain, JSON-able dicts with a schema version.

Wire names are kept inside `step`, `usage`, `request` and events; our bookkeeping stands beside them, never inside.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

SCHEMA_VERSION = 1

TurnState = Literal["waiting", "streaming", "done", "needs_action", "failed", "stopped"]
"""waiting: sent, nothing came yet; streaming: events arrive (or a background run is followed);
needs_action: the server waits for function results; stopped: the user ended it, the partial answer is kept."""

ENDED: frozenset[str] = frozenset({"done", "needs_action", "failed", "stopped"})

WireEvent = dict[str, Any]
WireStep = dict[str, Any]


class StepRecord(TypedDict):
    """One step of an answer. `step` is exactly the wire step as accumulated, ready to be sent back."""

    index: int
    state: Literal["open", "closed"]
    step: WireStep
    arguments_text: str
    """Concatenated arguments_delta text; parsed into step["arguments"] at step.stop when it is JSON."""
    started_ms: float | None
    ended_ms: float | None
    cut: NotRequired[bool]
    """True when the stream ended inside this step, so it may be incomplete."""
    call: NotRequired[CallRecord]
    """Only in the copies that `workbench.shown` makes for drawing: what has become of a function call."""
    schema: NotRequired[dict[str, Any]]
    """Only in such copies: the JSON Schema that this text was asked to follow."""


CallState = Literal[
    "queued", "running", "needs_approval", "needs_answer", "done", "failed", "denied", "stopped", "interrupted"
]
"""queued: runs next; needs_approval: ask first; needs_answer: a person gives the result; stopped: ended while it ran;
interrupted: the app ended while it ran, so nobody knows how far it came."""

SETTLED: frozenset[str] = frozenset({"done", "failed", "denied"})
"""States of a call that has a result to send."""


class CallRecord(TypedDict):
    """What became of one function call of a turn, beside the wire step that asked for it."""

    call_id: str
    name: str
    arguments: Any
    """What the function was really given; a person may have changed it."""
    mode: Literal["auto", "ask", "manual"]
    state: CallState
    result: Any
    """JSON: what the function returned, or was said to. None until the call is settled."""
    is_error: bool
    source: Literal["", "function", "hand", "recorded", "check", "injected"]
    """Who gave the result: the function, a person, an earlier run, the check before the call, an injected fault."""
    reason: str
    """In plain words: why it waits, failed or was denied."""
    progress: float | None
    """0 to 1 while a function that tells it runs."""
    doing: str
    """What such a function says it is doing."""
    started: str | None
    """ISO 8601, UTC."""
    seconds: float | None


JobMode = Literal["following", "resuming", "polling", "recovering", "detached"]
"""How a job is watched: by its stream, by a stream being taken up again, by GETs, by one single GET, or not at all."""


class JobRecord(TypedDict):
    """A long run of an agent, as it is watched. What it answers stands in the turn like any answer."""

    kind: Literal["plan", "report"]
    form: str
    """The kind of report asked for."""
    mode: JobMode
    changed: str
    """When something new last came: ISO 8601, UTC."""
    checked: str
    """When the service last answered at all."""
    resumed: int
    """How often the stream was taken up again."""
    seen: bool
    """True once a person has looked at its end."""


class Problem(TypedDict):
    """An error in plain words. `status` is the HTTP status, or None when no answer came."""

    status: int | None
    code: str
    message: str
    hint: str
    retryable: bool
    wait_s: float | None


class Timings(TypedDict):
    """Milliseconds since the request was sent; None while it hasn't happened."""

    first_byte: float | None
    first_thought: float | None
    first_text: float | None
    end: float | None


class Turn(TypedDict):
    """One request and its answer: a node of the conversation tree."""

    schema_version: int
    id: str
    conversation_id: str
    parent_id: str | None
    page: str
    created: str
    """ISO 8601, UTC, with milliseconds."""
    prompt: list[dict[str, Any]]
    """Wire content items the user gave in this turn."""
    settings: dict[str, Any]
    request: dict[str, Any]
    """The request body, as built; what the transport really sent is in `sent`."""
    sent: list[dict[str, Any]]
    """Every HTTP request made for this turn: method, url, headers without the key, body text, bytes, at_ms."""
    offline: bool
    tier: str
    state: TurnState
    status: str | None
    """The API's own status of the interaction."""
    interaction_id: str | None
    previous_interaction_id: str | None
    model: str | None
    service_tier: str | None
    steps: list[StepRecord]
    usage: dict[str, Any] | None
    problem: Problem | None
    timings: Timings
    last_event_id: str | None
    notes: list[str]
    """Plain sentences about what happened on the way: resumed after a drop, steps resent because ..., stopped."""
    first_index: NotRequired[int]
    """Where the current hop's step indices start, when a long answer is made in several hops."""
    usage_before: NotRequired[dict[str, Any]]
    """Usage of the earlier hops of a long answer; `usage` is the sum."""
    calls: NotRequired[dict[str, CallRecord]]
    """What became of this turn's function calls, by call id. Their results are the input of the next turn."""
    round: NotRequired[int]
    """Which round of function results this turn brings; absent or 0 where a person spoke."""
    unattended: NotRequired[int]
    """How many rounds in a row were sent without a person doing anything."""
    gone: NotRequired[str]
    """When we learned that the server no longer has the interaction (deleted, or not found): ISO 8601, UTC."""
    key_mark: NotRequired[str]
    """Tells whether another key made it; see workbench.key_marks."""
    job: NotRequired[JobRecord]
    """Only for research: how this long run is watched."""
