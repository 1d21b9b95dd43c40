"""A Script as Python with the google-genai SDK. Simple requests stay simple calls; helpers come only where they are needed."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Iterator
from typing import Any

from workbench.code import python_parts as parts
from workbench.code.literals import Syntax, literal, one_line, quoted
from workbench.code.script import Exchange, FileData, Marker, Recorded, Script, Secret

TURN = "turn_"


def write(script: Script) -> str:
    """The whole file."""
    defined = [*_functions(script), *parts.PARTS.helpers(script)]
    sent = [*_shared(script), *(_exchange(script, exchange) for exchange in script.exchanges)]
    head = [_head(script), *(block.strip("\n") for block in defined)]
    return "\n\n\n".join([*head, "\n\n".join(sent)] if defined else ["\n\n".join([*head, *sent])]) + "\n"


def _head(script: Script) -> str:
    options = f', http_options={{"base_url": {_text(script.base_url)}}}' if script.base_url else ""
    return "\n".join([
        "# Made with Stepwise. It needs: pip install google-genai",
        "# The key comes from the environment: export GEMINI_API_KEY=...",
        *(f"# A secret header comes from there, too: {name}" for name in script.secrets()),
        *(f"# This file must lie beside the script: {name}" for name in script.files),
        *parts.imports(script),
        "",
        "from google import genai",
        "",
        f'client = genai.Client(api_key=os.environ["GEMINI_API_KEY"]{options})',
    ])  # fmt: skip


def _functions(script: Script) -> Iterator[str]:
    """A function for each that the model may call; it returns what was recorded until it is given code of its own."""
    if not script.functions:
        return
    names = _names(script)
    for function in script.functions:
        about = one_line(function.about or "What the model may call.", 88).replace("\\", "/").replace('"', "'")
        yield (
            f'def {names[function.name]}(**arguments):\n    """{about}"""\n'
            f"    return recorded({_text(function.name)}, arguments)  # put your own code here"
        )
    named = "\n".join(f"    {_text(name)}: {python}," for name, python in names.items())
    yield f"FUNCTIONS = {{\n{named}\n}}"
    rows = "".join(f"\n    {_recorded(result)}," for result in script.recorded)
    table = f"[{rows}\n]" if rows else "[]"
    yield f"# What they returned in Stepwise: function, arguments, result, whether it failed.\nRECORDED = {table}"


def _recorded(result: Recorded) -> str:
    values = (result.name, result.arguments, _value_of(result.result), result.failed)
    return "(" + ", ".join(literal(value, SYNTAX, 1) for value in values) + ")"


def _value_of(result: Any) -> Any:
    """What a function returned, where its text is exactly how Python writes it as JSON; else the text itself."""
    if not isinstance(result, str):
        return result
    try:
        value = json.loads(result)
    except ValueError:
        return result
    same = not isinstance(value, str | list) and json.dumps(value, ensure_ascii=False) == result
    return value if same else result


def _names(script: Script) -> dict[str, str]:
    """A name in Python for each function."""
    found: dict[str, str] = {}
    for function in script.functions:
        name = re.sub(r"\W", "_", function.name, flags=re.ASCII) or "function"
        name = f"call_{name}" if not name.isidentifier() or keyword.iskeyword(name) or name in parts.TAKEN else name
        while name in found.values():
            name += "_"
        found[function.name] = name
    return found


def _shared(script: Script) -> Iterator[str]:
    shared = script.shared()
    if shared:
        yield f"# The API inherits none of these, so they go along with every request.\nOPTIONS = {literal(shared, SYNTAX)}"


def _exchange(script: Script, exchange: Exchange) -> str:
    several, last = len(script.exchanges) > 1, exchange.number == len(script.exchanges)
    name = script.variable(exchange.number, TURN)
    call = parts.PARTS.caller(script)
    lines = [f"# {exchange.number}. {one_line(exchange.words)}" if several else f"# {one_line(exchange.words)}"]
    assigned = "" if last and call != parts.PLAIN else f"{name} = "
    lines += [f"{assigned}{call}(", *_arguments(script, exchange), ")"]
    if call == parts.PLAIN:
        lines.append(parts.PRINTED.strip() if exchange.body.get("stream") else f"print({name}.output_text)")
    return "\n".join(lines)


def _arguments(script: Script, exchange: Exchange) -> Iterator[str]:
    """The request as keyword arguments, in the order of the body."""
    for key, value in script.own(exchange):
        if key == "previous_interaction_id" and exchange.remark:
            yield f"    # {exchange.remark}"
        yield f"    {key}={_value(script, exchange, key, value)},"
    if script.shared():
        yield "    **OPTIONS,"
    if exchange.resends and script.resends:
        yield "    resend=True,"


def _value(script: Script, exchange: Exchange, key: str, value: Any) -> str:
    if key == "input":
        return _input(script, exchange)
    return script.earlier(value, TURN) or literal(value, SYNTAX, 1, len(key) + 1)


def _input(script: Script, exchange: Exchange) -> str:
    written = literal(exchange.input, SYNTAX, 1, 6)
    if not exchange.history:
        return written
    earlier = f"        *{script.variable(exchange.history[-1], TURN)}.steps,\n"
    fresh = "".join(f"        {literal(step, SYNTAX, 2)},\n" for step in exchange.input)
    return f"[\n{earlier}{fresh}    ]"


def _marker(marker: Marker) -> str:
    match marker:
        case FileData(name):
            return f"base64_of({_text(name)})"
        case Secret(variable):
            return f"os.environ[{_text(variable)}]"
        case _:
            raise TypeError(f"{marker!r} has no place in a Python literal.")


def _escape(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"


def _text(text: str) -> str:
    return quoted(text, SYNTAX)


CONSTANTS = {None: "None", True: "True", False: "False"}
SYNTAX: Syntax = Syntax("    ", _escape, lambda key: quoted(key, SYNTAX), _marker, CONSTANTS, "", True)
