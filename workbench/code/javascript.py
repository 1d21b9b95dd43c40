"""A Script as JavaScript (a module for Node) with the @google/genai SDK, in the same shape as the Python one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workbench.code import javascript_parts as parts
from workbench.code.literals import Syntax, literal, one_line, quoted
from workbench.code.script import Exchange, FileData, Marker, Recorded, Script, Secret

WORD = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
TURN = "turn"


def write(script: Script) -> str:
    """The whole file."""
    defined = [*_functions(script), *parts.PARTS.helpers(script)]
    sent = [*_shared(script), *(_exchange(script, exchange) for exchange in script.exchanges)]
    return "\n\n".join([_head(script), *(block.strip("\n") for block in defined), *sent]) + "\n"


def _head(script: Script) -> str:
    options = f", httpOptions: {{ baseUrl: {_text(script.base_url)} }}" if script.base_url else ""
    return "\n".join([
        "// Made with Stepwise. It needs: npm install @google/genai",
        "// The key comes from the environment: export GEMINI_API_KEY=...",
        *(f"// A secret header comes from there, too: {name}" for name in script.secrets()),
        *(f"// This file must lie beside the script: {name}" for name in script.files),
        *(['import { readFileSync } from "node:fs";'] if script.files else []),
        *(['import { isDeepStrictEqual } from "node:util";'] if script.functions else []),
        'import { GoogleGenAI } from "@google/genai";',
        "",
        f"const ai = new GoogleGenAI({{ apiKey: process.env.GEMINI_API_KEY{options} }});",
    ])  # fmt: skip


def _functions(script: Script) -> Iterator[str]:
    """A function for each that the model may call; it returns what was recorded until it is given code of its own."""
    if not script.functions:
        return
    rows = []
    for function in script.functions:
        name = _text(function.name)
        about = _comment(function.about or "What the model may call.")
        rows.append(f"  // {about}\n  [{name}, async (args) => recorded({name}, args)], // put your own code here")
    yield "const functions = new Map([\n{}\n]);".format("\n".join(rows))
    found = "".join(f"\n  {_recorded(result)}," for result in script.recorded)
    table = f"[{found}\n]" if found else "[]"
    yield f"// What they returned in Stepwise: function, arguments, result, whether it failed.\nconst RECORDED = {table};"


def _recorded(result: Recorded) -> str:
    values = (result.name, result.arguments, result.result, result.failed)
    return "[" + ", ".join(literal(value, SYNTAX, 1) for value in values) + "]"


def _shared(script: Script) -> Iterator[str]:
    shared = script.shared()
    if shared:
        written = literal(shared, SYNTAX)
        yield f"// The API inherits none of these, so they go along with every request.\nconst OPTIONS = {written};"


def _exchange(script: Script, exchange: Exchange) -> str:
    several, last = len(script.exchanges) > 1, exchange.number == len(script.exchanges)
    name, call = script.variable(exchange.number, TURN), parts.PARTS.caller(script)
    words = _comment(exchange.words)
    assigned = "" if last and call != parts.PLAIN else f"const {name} = "
    resend = ", true" if exchange.resends and script.resends else ""
    lines = [
        f"// {exchange.number}. {words}" if several else f"// {words}",
        f"{assigned}await {call}({{",
        *_properties(script, exchange),
        f"}}{resend});",
    ]
    if call == parts.PLAIN:
        lines.append(parts.PRINTED.strip() if exchange.body.get("stream") else f"console.log({name}.output_text);")
    return "\n".join(lines)


def _properties(script: Script, exchange: Exchange) -> Iterator[str]:
    """The request, property by property, in the order of the body."""
    for key, value in script.own(exchange):
        if key == "previous_interaction_id" and exchange.remark:
            yield f"  // {exchange.remark}"
        yield f"  {_key(key)}: {_value(script, exchange, key, value)},"
    if script.shared():
        yield "  ...OPTIONS,"


def _value(script: Script, exchange: Exchange, key: str, value: Any) -> str:
    if key == "input":
        return _input(script, exchange)
    return script.earlier(value, TURN) or literal(value, SYNTAX, 1, len(key) + 2)


def _input(script: Script, exchange: Exchange) -> str:
    if not exchange.history:
        return literal(exchange.input, SYNTAX, 1, 7)
    earlier = f"    ...{script.variable(exchange.history[-1], TURN)}.steps,\n"
    fresh = "".join(f"    {literal(step, SYNTAX, 2)},\n" for step in exchange.input)
    return f"[\n{earlier}{fresh}  ]"


def _marker(marker: Marker) -> str:
    match marker:
        case FileData(name):
            return f"base64Of({_text(name)})"
        case Secret(variable):
            return f"process.env.{variable}" if WORD.fullmatch(variable) else f"process.env[{_text(variable)}]"
        case _:
            raise TypeError(f"{marker!r} has no place in a JavaScript literal.")


def _escape(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\u{{{ord(letter):x}}}"


def _harmless(code: str) -> str:
    """Nothing in it ends a script element, should the code be pasted into a page."""
    return code.replace("</", "<\\/").replace("<!--", "<\\!--")


def _key(key: str) -> str:
    """A property's name. In brackets, "__proto__" is one like any other."""
    if key == "__proto__":
        return '["__proto__"]'
    return key if WORD.fullmatch(key) else quoted(key, SYNTAX)


def _comment(text: str) -> str:
    return _harmless(one_line(text))


def _text(text: str) -> str:
    return quoted(text, SYNTAX)


CONSTANTS = {None: "null", True: "true", False: "false"}
SYNTAX: Syntax = Syntax("  ", _escape, _key, _marker, CONSTANTS, " +", True, " ", after=_harmless)
