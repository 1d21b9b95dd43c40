"""A Script as a shell script with curl: every request word for word, ids and files put in where they are known.

Bodies stand in quoted here-documents, in which the shell reads nothing. A round of function results brings those that were
recorded. Must not need anything beside bash, curl and what every system has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from workbench.code.literals import Syntax, literal, one_line, quoted
from workbench.code.script import CallId, Exchange, FileData, Latest, Marker, Previous, Script, Secret, markers

GOOGLE = "https://generativelanguage.googleapis.com"
SPLIT = re.compile("\x00([^\x00]*)\x00")
"""Where a value comes in: no text has this character in it, because literals escape it."""
POLL = """# Ask until the answer is there.
finished() {
  until [[ $answer =~ '"status":'[[:space:]]*'"'(completed|failed|cancelled|incomplete|requires_action) ]]; do
    sleep 5
    answer=$(curl --silent --show-error --fail-with-body "$url/$id" --header "x-goog-api-key: $GEMINI_API_KEY")
  done
  printf '%s\\n' "$answer"
}
"""


def write(script: Script) -> str:
    """The whole file."""
    blocks = [_head(script), _send(script), *_helpers(script)]
    for exchange in script.exchanges:
        blocks += _exchange(script, exchange)
    return "\n".join(block.strip("\n") + "\n" for block in blocks)


def _head(script: Script) -> str:
    lines = [
        "#!/usr/bin/env bash",
        "# Made with Stepwise. The key comes from the environment: export GEMINI_API_KEY=...",
        *(f"# This file must lie beside the script: {name}" for name in script.files),
        "set -euo pipefail",
        ': "${GEMINI_API_KEY:?Set this to your key first.}"',
        *(f': "${{{name}:?Set this to the value of the secret header first.}}"' for name in script.secrets()),
        f"url={_shell((script.base_url or GOOGLE).rstrip('/') + '/v1/interactions')}",
    ]
    return "\n".join(lines)


def _send(script: Script) -> str:
    streaming = " --no-buffer" if True in script.streams else ""
    return f"""
send() {{ # the body comes from standard input
  curl --silent --show-error{streaming} --fail-with-body "$url" \\
    --header "x-goog-api-key: $GEMINI_API_KEY" --header 'Content-Type: application/json' --data-binary @-
}}
"""


def _helpers(script: Script) -> Iterator[str]:
    """What reads an answer, puts in a value or waits, where it is needed."""
    found = [marker for exchange in script.exchanges for body in _bodies(exchange) for marker in markers(body)]
    if any(isinstance(marker, Previous | Latest) for marker in found) or _polls(script):
        yield """# The id of the interaction in "$answer".
read_id() {
  [[ $answer =~ '"id":'[[:space:]]*'"'(v1_[^\\"]+) ]] || { echo "The answer has no id." >&2; return 1; }
  id=${BASH_REMATCH[1]}
}
"""
    if any(isinstance(marker, CallId) for marker in found):
        yield """# The ids of the function calls in "$answer".
read_calls() {
  calls=($(tr '{' '\\n' <<<"$answer" | grep '"type": *"function_call"' | grep -o '"id": *"[^"]*"' | cut -d '"' -f 4))
}
"""
    if any(isinstance(marker, FileData) for marker in found):
        yield """# A file beside this script in base64, as a JSON text.
file() {
  printf '"'
  base64 <"$(dirname "$0")/$1" | tr -d '\\n'
  printf '"'
}
"""
    if any(isinstance(marker, Secret) for marker in found):
        yield """# A value as a JSON text.
text() {
  local value=${1//\\\\/\\\\\\\\}
  printf '"%s"' "${value//\\"/\\\\\\"}"
}
"""
    if _polls(script):
        yield POLL


def _polls(script: Script) -> bool:
    return any(_is_polled(body) for exchange in script.exchanges for body in _bodies(exchange))


def _is_polled(body: Mapping[str, Any]) -> bool:
    return body.get("background") is True and body.get("stream") is not True


def _bodies(exchange: Exchange) -> list[Mapping[str, Any]]:
    return [exchange.body, *exchange.rounds]


def _exchange(script: Script, exchange: Exchange) -> Iterator[str]:
    """The requests of an exchange, each with what is read from its answer."""
    bodies = _bodies(exchange)
    for place, body in enumerate(bodies):
        name = f"body_{exchange.number}" + (f"_{place + 1}" if len(bodies) > 1 else "")
        number = f"{exchange.number}. " if len(script.exchanges) > 1 else ""
        words = "What the functions returned, as it was then." if place else f"{number}{one_line(exchange.words)}"
        remark = [f"# {exchange.remark}"] if exchange.remark and not place else []
        following = bodies[place + 1] if place + 1 < len(bodies) else None
        yield "\n".join([f"# {words}", *remark, *body_function(name, body), *_sent(script, exchange, name, body, following)])


def body_function(name: str, body: Mapping[str, Any]) -> Iterator[str]:
    """A function that prints the body. The shell reads nothing in a quoted here-document."""
    yield f"{name}() {{"
    pieces = SPLIT.split(literal(body, SYNTAX))
    for place, piece in enumerate(pieces):
        if place % 2:
            yield f"  {piece}"
        elif piece.strip():
            yield "cat <<'JSON'"
            yield piece.strip("\n").rstrip()
            yield "JSON"
    yield "}"


def _sent(
    script: Script, exchange: Exchange, name: str, body: Mapping[str, Any], following: Mapping[str, Any] | None
) -> Iterator[str]:
    """Send it; keep of the answer what a later request needs."""
    needed = list(markers(following)) if following is not None else []
    chained = following is None and any(_continues(other, exchange.number) for other in script.exchanges)
    if not (needed or chained or _is_polled(body)):
        yield f"{name} | send"
        return
    live = "" if _is_polled(body) else " | tee /dev/stderr"
    yield f"answer=$({name} | send{live})"
    if chained or _is_polled(body) or any(isinstance(marker, Latest) for marker in needed):
        yield "read_id"
    if _is_polled(body):
        yield "finished"
    if any(isinstance(marker, CallId) for marker in needed):
        yield "read_calls"
    if chained:
        yield f"id_{exchange.number}=$id"


def _continues(exchange: Exchange, number: int) -> bool:
    return bool(exchange.previous == Previous(number))


def _marker(marker: Marker) -> str:
    match marker:
        case FileData(name):
            return f"\x00file {_shell(name)}\x00"
        case Secret(variable):
            return f'\x00text "${variable}"\x00'
        case Previous(number):
            return f"\x00printf '\"%s\"' \"$id_{number}\"\x00"
        case Latest():
            return "\x00printf '\"%s\"' \"$id\"\x00"
        case CallId(place):
            return f"\x00printf '\"%s\"' \"${{calls[{place}]:?The model did not ask for this function again.}}\"\x00"


def _shell(text: str) -> str:
    """One word of the shell, whatever is in it."""
    inner = text.replace("'", "'\\''")
    return f"'{inner}'"


def _escape(letter: str) -> str:
    code = ord(letter)
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{0xD800 + ((code - 0x10000) >> 10):04x}\\u{0xDC00 + ((code - 0x10000) & 0x3FF):04x}"


CONSTANTS = {None: "null", True: "true", False: "false"}
SYNTAX: Syntax = Syntax("  ", _escape, lambda key: quoted(key, SYNTAX), _marker, CONSTANTS, None, False, single_quotes=False)
