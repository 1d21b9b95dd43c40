"""The helpers that a JavaScript module brings along when its requests need more than one plain call. Text only."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.code.parts import Parts
from workbench.code.script import Script

PLAIN = "ai.interactions.create"

BASE64 = """
/** A file beside this script, as the API takes it. */
const base64Of = (name) => readFileSync(new URL(name, import.meta.url)).toString("base64");
"""
RECORDED = """
/** What a function returned in Stepwise when it was called like this. */
function recorded(name, args) {
  const found = RECORDED.filter((row) => row[0] === name && isDeepStrictEqual(row[1], args));
  if (!found.length) throw new Error(`${name} was not called like this before: put your own code into it.`);
  if (found.length > 1) RECORDED.splice(RECORDED.indexOf(found[0]), 1);
  if (found[0][3]) throw new Error(found[0][2]);
  return found[0][2];
}
"""
RESULT = """
/** Call the function that the model asked for; what it returned, as a step. */
async function resultOf(call) {
  const step = { type: "function_result", name: call.name, call_id: call.id };
  try {
    if (!functions.has(call.name)) throw new Error(`There is no function ${call.name}.`);
    const result = await functions.get(call.name)(call.arguments ?? {});
    if (Array.isArray(result) && result.length && result.every((item) => item?.type)) return { ...step, result };
    const text = typeof result === "string" ? result : JSON.stringify(result);
    return { ...step, result: [{ type: "text", text }] };
  } catch (error) {
    return { ...step, result: [{ type: "text", text: error.message }], is_error: true };
  }
}
"""
FOLD = """
/** Add one event of a stream to the steps that came so far. */
function fold(steps, event) {
  const step = steps[event.index];
  if (event.event_type === "step.start") {
    steps[event.index] = event.step;
  } else if (event.event_type === "step.delta") {
    grow(step, event.delta);
  } else if (step.json !== undefined) {
    step.arguments = JSON.parse(step.json);
    delete step.json;
  }
}

/** Texts grow piece by piece; everything else comes whole. */
function grow(step, { type, ...delta }) {
  if (type === "arguments_delta") {
    step.json = (step.json ?? "") + delta.arguments;
  } else if (type === "text_annotation_delta") {
    (step.content.at(-1).annotations ??= []).push(...delta.annotations);
  } else if (["image", "audio", "video", "document"].includes(type)) {
    (step.content ??= []).push({ type, ...delta });
  } else if (type !== "text" && type !== "thought_summary") {
    Object.assign(step, delta);
  } else {
    const pieces = type === "text" ? (step.content ??= []) : (step.summary ??= []);
    const piece = type === "text" ? { type, ...delta } : delta.content;
    const last = pieces.at(-1);
    const titled = type !== "text" && piece.text?.startsWith("**") && last?.text?.endsWith("\\n");
    if (last?.text !== undefined && piece.text !== undefined && !titled) {
      Object.assign(last, piece, { text: last.text + piece.text });
    } else {
      pieces.push(piece);
    }
  }
}
"""
PRINTED = """
for await (const event of stream) {
  if (event.event_type === "step.delta" && event.delta.type === "text") process.stdout.write(event.delta.text);
  else if (event.event_type === "error") throw new Error(event.error.message);
}
console.log();
"""
EVENTS = """
/** The events of an answer; a connection that ends too early is taken up again after the last of them. */
async function* events(request) {
  let stream = await ai.interactions.create(request);
  let id, last;
  for (;;) {
    for await (const event of stream) {
      if (event.event_type === "interaction.created") id = event.interaction.id;
      last = event.event_id ?? last;
      yield event;
      if (event.event_type === "interaction.completed" || event.event_type === "error") return;
    }
    await new Promise((resolve) => setTimeout(resolve, 2000));
    stream = await ai.interactions.get(id, { stream: true, last_event_id: last });
  }
}
"""
EITHER = """
/** Send one request. */
const send = (request) => (request.stream ? streamed(request) : whole(request));
"""


def _whole(script: Script, name: str) -> str:
    """Send a request that is answered at once, or in the background."""
    lines = [
        "/** Send one request and print its answer. */",
        f"async function {name}(request) {{",
        f"  {'let' if script.background else 'const'} interaction = await {PLAIN}(request);",
    ]
    if script.background:
        lines += [
            '  while (["queued", "in_progress"].includes(interaction.status)) {',
            "    await new Promise((resolve) => setTimeout(resolve, 5000));",
            "    interaction = await ai.interactions.get(interaction.id);",
            "  }",
        ]
    steps = "interaction.steps ?? []"
    if script.background:
        steps = f'({steps}).filter((step) => !["user_input", "function_result"].includes(step.type))'
    lines += [
        '  if (["failed", "cancelled"].includes(interaction.status)) throw new Error(`It ended as ${interaction.status}.`);',
        "  console.log(interaction.output_text);",
        f"  return {_result(script, 'interaction.id', steps)};",
    ]
    return "\n".join([*lines, "}"])


def _streamed(script: Script, name: str) -> str:
    """Send a request whose answer is streamed."""
    lines = [
        "/** Send one request and print its answer as it comes. */",
        f"async function {name}(request) {{",
        "  let id;",
        *(["  const steps = [];"] if script.keeps_steps else []),
        f"  for await (const event of {'events' if script.background else f'await {PLAIN}'}(request)) {{",
        '    if (event.event_type === "interaction.created") id = event.interaction.id;',
        '    else if (event.event_type === "error") throw new Error(event.error.message);',
        '    else if (event.event_type === "step.delta" && event.delta.type === "text") process.stdout.write(event.delta.text);',
        *(['    if (event.event_type.startsWith("step.")) fold(steps, event);'] if script.keeps_steps else []),
        "  }",
        "  console.log();",
        f"  return {_result(script, 'id', 'steps')};",
    ]
    return "\n".join([*lines, "}"])


def _result(script: Script, identifier: str, steps: str) -> str:
    named = "id" if identifier == "id" else f"id: {identifier}"
    made = "steps" if steps == "steps" else f"steps: {steps}"
    return f"{{ {named}, {made} }}" if script.keeps_steps else identifier


def _ask(script: Script) -> Iterator[str]:
    """Send a request and, while the model asks for functions, what they returned."""
    about = "Send a request, call the functions that the model asks for, send what they return, until it is done."
    if not script.functions:
        about = "Send a request; its id, and its steps after those of the input."
    lines = [
        f"/** {about} */",
        "async function ask(request, resend = false) {" if script.resends else "async function ask(request) {",
        "  const text = (given) => [{ type: \"user_input\", content: [{ type: \"text\", text: given }] }];",
        '  const steps = typeof request.input === "string" ? text(request.input) : [...request.input];',
        f"  {'let' if script.functions else 'const'} made = await send(request);",
        *(_loop(script) if script.functions else []),
        "  return { id: made.id, steps: [...steps, ...made.steps] };",
        "}",
    ]
    yield "\n".join(lines)


def _loop(script: Script) -> list[str]:
    following = "{ ...request, input: results, previous_interaction_id: made.id }"
    resending = f"resend ? {{ ...request, input: [...steps] }} : {following}"
    return [
        '  for (;;) {',
        '    const calls = made.steps.filter((step) => step.type === "function_call");',
        "    if (!calls.length) break;",
        "    const results = await Promise.all(calls.map(resultOf));",
        "    steps.push(...made.steps, ...results);",
        f"    made = await send({resending if script.resends else following});",
        "  }",
    ]


PARTS = Parts(PLAIN, BASE64, (RECORDED, RESULT), FOLD, EVENTS, EITHER, _whole, _streamed, _ask)
