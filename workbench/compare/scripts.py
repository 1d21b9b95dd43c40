"""Scripts from wherever people have them: typed or pasted text, a YAML file, a conversation of the history, the starters.

Reads untrusted text: limits are checked before anything is built, and a YAML file may hold plain values only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workbench.compare import checks
from workbench.compare.model import CHECK_KINDS, MAX_PROMPT_CHARS, MAX_PROMPTS, Check, Script, ScriptPrompt
from workbench.compare.starters import STARTERS
from workbench.conversation import Tree
from workbench.errors import StepwiseError, problem
from workbench.send import prompt_of
from workbench.settings import Settings

if TYPE_CHECKING:
    from workbench.store import Store

__all__ = ["STARTERS", "ScriptError", "from_conversation", "from_file", "from_text", "from_yaml", "to_yaml"]

FILE_LIMIT = 5_000_000
"""Bytes of a script file."""
DEPTH_LIMIT = 20
_EXPECT = re.compile(r"^expect[ \t]+(contains|regex|json)[ \t]*(?::[ \t]*(.*))?$", re.I)
_KEYS = {"title", "about", "system_instruction", "tools", "prompts"}


class ScriptError(StepwiseError):
    """A script that can't be used, with the place and the reason in plain words."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(problem("bad_script", message, hint))


def from_text(text: str, title: str = "My script") -> Script:
    """A script as people type it: one prompt per line; or, where a line is just ---, whatever stands between such lines.

    A line "expect contains: ...", "expect regex: ..." or "expect json" belongs to the prompt before it.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = _blocks(lines) if any(line.strip() == "---" for line in lines) else _single_lines(lines)
    return _checked(Script(title, tuple(_typed(block) for block in blocks)))


def from_yaml(text: str | bytes) -> Script:
    """A script file: `prompts`, each a text or a mapping with `text` and `expect`; `title`, `system_instruction`, `tools`."""
    if len(text) > FILE_LIMIT:
        raise ScriptError(f"The script is larger than {FILE_LIMIT // 1_000_000} MB.")
    content = _yaml(text)
    if isinstance(content, list):
        content = {"prompts": content}
    if not isinstance(content, dict) or not isinstance(content.get("prompts"), list):
        raise ScriptError("The script has no list of prompts.", "Write `prompts:` and below it one line per prompt: `- Hello`.")
    if strange := sorted(str(key) for key in set(content) - _KEYS):
        raise ScriptError(f"The script has a key that isn't known: {strange[0]!r}.", f"Known keys: {', '.join(sorted(_KEYS))}.")
    named = {key: _string(content, key) for key in ("title", "about", "system_instruction")}
    prompts = tuple(_prompt(item, number) for number, item in enumerate(content["prompts"], 1))
    return _checked(Script(**{**named, "title": named["title"] or "Script"}, prompts=prompts, tools=_tools(content.get("tools"))))


def from_file(name: str, content: bytes) -> Script:
    """A script file of either kind; its ending tells which."""
    if len(content) > FILE_LIMIT:
        raise ScriptError(f"The script is larger than {FILE_LIMIT // 1_000_000} MB.")
    stem, _, ending = name.rpartition(".")
    if ending.lower() in ("yaml", "yml", "json"):
        return from_yaml(content)
    return from_text(content.decode("utf-8", "replace"), stem or name)


YAML_BREAKS = "\x85\u2028\u2029"
"""Characters that YAML reads as line breaks unless they are escaped."""


def to_yaml(script: Script) -> str:
    """The script as a file that `from_yaml` reads."""
    import yaml

    prompts = [_plain(prompt) for prompt in script.prompts]
    named = {"title": script.title, "about": script.about, "system_instruction": script.system_instruction}
    content: dict[str, Any] = {key: value for key, value in named.items() if value}
    if script.tools:
        content["tools"] = json.loads(json.dumps([dict(tool) for tool in script.tools]))
    content["prompts"] = prompts
    folds = any(mark in json.dumps(content, ensure_ascii=False) for mark in YAML_BREAKS)
    return str(yaml.safe_dump(content, allow_unicode=not folds, sort_keys=False, width=120))


def from_conversation(store: Store, conversation_id: str, leaf: str | None = None) -> Script:
    """The prompts of a conversation down to `leaf` (else to where its reader is), with the instruction of its first turn."""
    tree = Tree(store.skeleton(conversation_id))
    row = store.conversation(conversation_id)
    head = leaf or (row.head if row else None)
    path = store.turns(tree.path(head) or tree.path(tree.default_head()))
    texts = [text for turn in path if (text := prompt_of(turn).text.strip())]
    if row is None or not texts:
        raise ScriptError("This conversation has no prompt in words that could be asked again.")
    first = Settings.from_dict(path[0]["settings"])
    prompts = tuple(ScriptPrompt(text) for text in texts[:MAX_PROMPTS])
    part = "A conversation" if len(texts) <= MAX_PROMPTS else f"The first {MAX_PROMPTS} prompts of a conversation"
    about = f"{part} from the history."
    return _checked(Script(row.title or "Conversation", prompts, about, first.system_instruction, first.tools))


def _blocks(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == "---":
            found.append([])
        else:
            found[-1].append(line)
    return [block for block in found if any(line.strip() for line in block)]


def _single_lines(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = []
    for line in lines:
        if found and _EXPECT.match(line.strip()):
            found[-1].append(line)
        elif line.strip():
            found.append([line])
    return found


def _typed(block: list[str]) -> ScriptPrompt:
    rest = [line for line in block if line.strip()]
    match = _EXPECT.match(rest[-1].strip()) if len(rest) > 1 else None
    if match is None:
        return ScriptPrompt("\n".join(block).strip())
    kind: Any = match.group(1).lower()
    place = len(block) - 1 - next(n for n, line in enumerate(reversed(block)) if line.strip())
    return ScriptPrompt("\n".join(block[:place]).strip(), Check(kind, (match.group(2) or "").strip()))


def _checked(script: Script) -> Script:
    if not script.prompts:
        raise ScriptError("There is no prompt in this script.")
    if len(script.prompts) > MAX_PROMPTS:
        raise ScriptError(f"The script has {len(script.prompts)} prompts; {MAX_PROMPTS} is the most.")
    for number, prompt in enumerate(script.prompts, 1):
        if not prompt.text.strip():
            raise ScriptError(f"Prompt {number} is empty.")
        if len(prompt.text) > MAX_PROMPT_CHARS:
            raise ScriptError(f"Prompt {number} is longer than {MAX_PROMPT_CHARS:,} characters.")
        if prompt.check and (wrong := checks.problem(prompt.check)):
            raise ScriptError(f"Prompt {number}: {wrong}")
    return script


def _yaml(text: str | bytes) -> Any:
    import yaml

    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise ScriptError("The script uses YAML aliases (*name), which aren't read: they could unfold into a huge one.")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEPTH_LIMIT:
                raise ScriptError("The script is nested too deeply.")
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark is not None else ""
        what = getattr(error, "problem", None) or "it can't be read"
        raise ScriptError(f"This isn't valid YAML{where}: {what}.") from error


def _string(content: Mapping[Any, Any], key: str) -> str:
    value = content.get(key, "")
    if not isinstance(value, str):
        raise ScriptError(f"`{key}` must be a text.")
    return value.strip()


def _tools(given: Any) -> tuple[Mapping[str, Any], ...]:
    rows = [{"type": item} if isinstance(item, str) else item for item in given] if isinstance(given, list) else given or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) and isinstance(row.get("type"), str) for row in rows):
        raise ScriptError("`tools` must be a list of tools, each a name or a mapping with a `type`.")
    return tuple(json.loads(json.dumps(row, default=str)) for row in rows)


def _prompt(item: Any, number: int) -> ScriptPrompt:
    if isinstance(item, str | int | float) and not isinstance(item, bool):
        return ScriptPrompt(str(item).strip())
    if not isinstance(item, dict) or not isinstance(item.get("text"), str) or set(item) - {"text", "expect"}:
        raise ScriptError(f"Prompt {number} must be a text, or a mapping with `text` and, if wanted, `expect`.")
    return ScriptPrompt(item["text"].strip(), _expectation(item.get("expect"), number))


def _expectation(given: Any, number: int) -> Check | None:
    if given is None:
        return None
    if isinstance(given, str):
        return Check("json") if given == "json" else Check("contains", given)
    if not isinstance(given, dict) or len(given) != 1 or next(iter(given)) not in CHECK_KINDS:
        raise ScriptError(f"Prompt {number}: `expect` must be one of `contains: text`, `regex: pattern`, `json: true`.")
    kind, value = next(iter(given.items()))
    return Check(kind, "" if kind == "json" else str(value))


def _plain(prompt: ScriptPrompt) -> Any:
    if prompt.check is None:
        return prompt.text
    return {"text": prompt.text, "expect": {prompt.check.kind: prompt.check.expected if prompt.check.kind != "json" else True}}
