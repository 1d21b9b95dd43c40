"""The helpers that a Python script brings along when its requests need more than one plain call. Text only."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.code.parts import Parts
from workbench.code.script import Script

PLAIN = "client.interactions.create"
TAKEN = frozenset(
    "client genai os base64 json time Path NamedTuple Answer FUNCTIONS RECORDED OPTIONS recorded base64_of result_of send "
    "whole streamed ask fold grow events".split()
)
"""Names that a script uses for itself."""

BASE64 = '''
def base64_of(name):
    """A file beside this script, as the API takes it."""
    return base64.b64encode(Path(__file__).with_name(name).read_bytes()).decode()
'''
ANSWER = '''
class Answer(NamedTuple):
    """An answer: its id, and its steps after those of the input."""

    id: str
    steps: list
'''
RECORDED = '''
def recorded(name, arguments):
    """What a function returned in Stepwise when it was called like this."""
    found = [row for row in RECORDED if row[0] == name and row[1] == arguments]
    if not found:
        raise LookupError(f"{name} was not called with {arguments} before: put your own code into it.")
    if len(found) > 1:
        RECORDED.remove(found[0])
    if found[0][3]:
        raise RuntimeError(found[0][2])
    return found[0][2]
'''
RESULT = '''
def result_of(call):
    """Call the function that the model asked for; what it returned, as a step."""
    step = {"type": "function_result", "name": call["name"], "call_id": call["id"]}
    try:
        result = FUNCTIONS[call["name"]](**(call.get("arguments") or {}))
    except Exception as error:
        return step | {"result": [{"type": "text", "text": str(error)}], "is_error": True}
    if isinstance(result, list) and result and all(isinstance(item, dict) and "type" in item for item in result):
        return step | {"result": result}  # content, such as an image
    text = result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)
    return step | {"result": [{"type": "text", "text": text}]}
'''
FOLD = '''
def fold(steps, event):
    """Add one event of a stream to the steps that came so far."""
    if event["event_type"] == "step.start":
        steps[event["index"]] = event["step"]
    elif event["event_type"] == "step.delta":
        grow(steps[event["index"]], event["delta"])
    elif "json" in steps[event["index"]]:
        steps[event["index"]]["arguments"] = json.loads(steps[event["index"]].pop("json"))


def grow(step, delta):
    """Texts grow piece by piece; everything else comes whole."""
    kind = delta.pop("type")
    if kind == "arguments_delta":
        step["json"] = step.get("json", "") + delta["arguments"]
    elif kind == "text_annotation_delta":
        step["content"][-1].setdefault("annotations", []).extend(delta["annotations"])
    elif kind in ("image", "audio", "video", "document"):
        step.setdefault("content", []).append({"type": kind, **delta})
    elif kind not in ("text", "thought_summary"):
        step.update(delta)
    else:
        pieces = step.setdefault("content" if kind == "text" else "summary", [])
        piece = {"type": "text", **delta} if kind == "text" else delta["content"]
        titled = kind != "text" and piece.get("text", "").startswith("**") and pieces and pieces[-1]["text"].endswith("\\n")
        if pieces and "text" in piece and "text" in pieces[-1] and not titled:
            pieces[-1] |= piece | {"text": pieces[-1]["text"] + piece["text"]}
        else:
            pieces.append(piece)
'''
EITHER = '''
def send(**request):
    """Send one request."""
    return (streamed if request.get("stream") else whole)(**request)
'''
PRINTED = """
for event in stream:
    if event.event_type == "step.delta" and event.delta.type == "text":
        print(event.delta.text, end="", flush=True)
    elif event.event_type == "error":
        raise SystemExit(event.error.message)
print()
"""
EVENTS = '''
def events(**request):
    """The events of an answer; a connection that ends too early is taken up again after the last of them."""
    stream, interaction_id, last = client.interactions.create(**request), None, None
    while True:
        for event in stream:
            if event.event_type == "interaction.created":
                interaction_id = event.interaction.id
            last = getattr(event, "event_id", None) or last
            yield event
            if event.event_type in ("interaction.completed", "error"):
                return
        time.sleep(2)
        stream = client.interactions.get(interaction_id, stream=True, last_event_id=last)
'''


def imports(script: Script) -> list[str]:
    """The modules of the standard library that it needs, in order."""
    uses_json = bool(script.functions) or (script.keeps_steps and True in script.streams)
    wanted = {"base64": bool(script.files), "json": uses_json, "os": True, "time": script.background}
    lines = [f"import {name}" for name, wants in wanted.items() if wants]
    lines += ["from pathlib import Path"] if script.files else []
    return [*lines, *(["from typing import NamedTuple"] if script.keeps_steps else [])]


def _whole(script: Script, name: str) -> str:
    """Send a request that is answered at once, or in the background."""
    lines = [
        f"def {name}(**request):",
        '    """Send one request and print its answer."""',
        f"    interaction = {PLAIN}(**request)",
    ]
    if script.background:
        lines += [
            '    while interaction.status in ("queued", "in_progress"):',
            "        time.sleep(5)",
            "        interaction = client.interactions.get(interaction.id)",
        ]
    lines += [
        '    if interaction.status in ("failed", "cancelled"):',
        '        raise SystemExit(f"The interaction ended as {interaction.status}.")',
        "    print(interaction.output_text)",
        f"    return {_result(script, 'interaction.id', _plain_steps(script))}",
    ]
    return "\n".join(lines)


def _plain_steps(script: Script) -> str:
    dumped = 'step.model_dump(mode="json", by_alias=True, exclude_unset=True)'
    inputs = ' if step.type not in ("user_input", "function_result")' if script.background else ""
    return f"[{dumped} for step in interaction.steps or []{inputs}]"


def _streamed(script: Script, name: str) -> str:
    """Send a request whose answer is streamed."""
    lines = [
        f"def {name}(**request):",
        '    """Send one request and print its answer as it comes."""',
        "    interaction_id, steps = None, {}" if script.keeps_steps else "    interaction_id = None",
        f"    for event in {'events' if script.background else PLAIN}(**request):",
        '        if event.event_type == "interaction.created":',
        "            interaction_id = event.interaction.id",
        '        elif event.event_type == "error":',
        "            raise SystemExit(event.error.message)",
        '        elif event.event_type == "step.delta" and event.delta.type == "text":',
        '            print(event.delta.text, end="", flush=True)',
    ]
    if script.keeps_steps:
        lines += [
            '        if event.event_type.startswith("step."):',
            '            fold(steps, event.model_dump(mode="json", by_alias=True, exclude_unset=True))',
        ]
    return "\n".join([*lines, "    print()", f"    return {_result(script, 'interaction_id', 'list(steps.values())')}"])


def _result(script: Script, identifier: str, steps: str) -> str:
    return f"{identifier}, {steps}" if script.keeps_steps else identifier


def _ask(script: Script) -> Iterator[str]:
    """Send a request and, while the model asks for functions, what they returned."""
    about = "Send a request, call the functions that the model asks for, send what they return, until it is done."
    if not script.functions:
        about = "Send a request; its answer with the steps that led to it."
    lines = [
        "def ask(resend=False, **request):" if script.resends else "def ask(**request):",
        f'    """{about}"""',
        '    given = request["input"]',
        '    text = [{"type": "user_input", "content": [{"type": "text", "text": given}]}]',
        "    steps = text if isinstance(given, str) else list(given)",
        "    interaction_id, made = send(**request)",
    ]
    if script.functions:
        lines += _loop(script)
    yield ANSWER
    yield "\n".join([*lines, "    return Answer(interaction_id, [*steps, *made])"])


def _loop(script: Script) -> list[str]:
    following = '        request |= {"input": results, "previous_interaction_id": interaction_id}'
    resending = ["        if resend:", '            request["input"] = list(steps)', "        else:", f"    {following}"]
    return [
        '    while calls := [step for step in made if step["type"] == "function_call"]:',
        "        results = [result_of(call) for call in calls]",
        "        steps += [*made, *results]",
        *(resending if script.resends else [following]),
        "        interaction_id, made = send(**request)",
    ]


PARTS = Parts(PLAIN, BASE64, (RECORDED, RESULT), FOLD, EVENTS, EITHER, _whole, _streamed, _ask)
