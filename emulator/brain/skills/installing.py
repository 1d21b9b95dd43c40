"""How to install common software: the command for Windows, macOS and Linux, and how to see that it works.

Commands come from `installing.tsv`; for anything else it tells the general way and names no command it doesn't know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill

_FILE = Path(__file__).parents[1] / "installing.tsv"
_ASK = re.compile(
    r"\b(?:how (?:do|can|to|would|should|does one)\b.{0,20}\b(?:install|set up|setup|download|get)|steps? to install|"
    r"^\W*(?:please )?install(?:ing)?|"
    r"installation (?:of|guide|steps|instructions)(?: for)?|command to install|help me install)\s+(?:and (?:run|set up|use) "
    r")?(?:the |a |an )?(?P<what>[\w.+# -]{2,40})",
    re.I,
)
_FIRMLY = re.compile(r"\binstall", re.I)
_SYSTEMS = {
    "Windows": r"windows|win ?1[01]|pc|powershell",
    "macOS": r"mac(?:os|book)?|os ?x|apple",
    "Linux": r"linux|ubuntu|debian|mint|raspberry(?: pi)?|server",
}
_OTHER = re.compile(
    r"^\W*(?:and |what about |how about |ok |on |for |but )*(?:on |for |with |under |in )?(?:my |an? "
    r")?(?P<system>[\w ]{2,16})\W*$",
    re.I,
)
_PACKAGES = re.compile(r"\b(?:python|pip) (?:packages?|librar(?:y|ies)|modules?)\b|\bpackages? (?:in|with|for) python\b", re.I)


@dataclass(frozen=True)
class Program:
    """A program with its names, its commands by system and the command that shows it works."""

    names: tuple[str, ...]
    commands: dict[str, str]
    check: str


@skill("installing")
def offer(talk: Talk) -> Offer | None:
    """Fits a question for the way to install something, and the same for another system."""
    text = talk.gist
    if len(text) > 200:
        return None
    if (
        (other := _OTHER.match(text))
        and talk.past
        and (before := _ASK.search(talk.past[-1].said))
        and (system := _system(other["system"]))
    ):
        return Offer(0.94, partial(_told, before["what"], system), whole=True)
    match = _ASK.search(text)
    if match is None:
        return None
    program = _find(match["what"])
    if program is None and not _FIRMLY.search(match[0]):
        return None
    return Offer(0.93, partial(_told, match["what"], _system(text)), whole=True)


@cache
def _programs() -> tuple[Program, ...]:
    found = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        names, _, windows, mac, linux, check = line.split("\t")
        commands = {"Windows": windows, "macOS": mac, "Linux": linux}
        found.append(Program(tuple(names.split("|")), {name: command for name, command in commands.items() if command}, check))
    return tuple(found)


def _system(text: str) -> str:
    return next((name for name, pattern in _SYSTEMS.items() if re.search(rf"\b(?:{pattern})\b", text, re.I)), "")


def _find(what: str) -> Program | None:
    return next(
        (one for one in _programs() for name in one.names if re.match(rf"{re.escape(name)}(?![\w.+#])", what.strip(), re.I)), None
    )


def _told(what: str, system: str) -> Reply:
    if _PACKAGES.search(what):
        return _packages()
    program = _find(what)
    if program is None:
        return _generally(re.sub(r"\b(?:on|for|in|with|under|using)\b.*", "", what).strip(" ?."), system)
    name = program.names[0]
    chosen = {system: program.commands[system]} if system in program.commands else program.commands
    if len({*chosen.values()}) == 1:
        chosen = {system or "Any system": next(iter(chosen.values()))}
    blocks = [
        f"**{one}**\n\n```{'powershell' if one == 'Windows' else 'bash'}\n{command}\n```" for one, command in chosen.items()
    ]
    lead = f"For {system} I have no command; these are the others.\n\n" if system and system not in program.commands else ""
    check = f"\n\nThen see that it works:\n\n```bash\n{program.check}\n```" if program.check else ""
    return Reply(
        f"{lead}Install **{name}** with one command:\n\n" + "\n\n".join(blocks) + check,
        f"{next(iter(chosen.values()))}",
        fixed=True,
        notes=(
            Note("Looking up the commands", f"{name} can be installed with a package manager on {', '.join(program.commands)}."),
        ),
        data={"program": name, **chosen},
    )


def _packages() -> Reply:
    text = (
        "Python packages come with `pip`, best into a virtual environment of the project:\n\n```bash\npython3 -m venv .venv\n"
        "source .venv/bin/activate      # Windows: .venv\\Scripts\\activate\npip install pandas\npip freeze > "
        "requirements.txt\n```\n\n"
        "The last line notes the versions, so that `pip install -r requirements.txt` brings the same ones elsewhere."
    )
    return Reply(
        text, "pip install <name>", fixed=True, notes=(Note("Recalling the usual way", "A virtual environment, then pip."),)
    )


def _generally(what: str, system: str) -> Reply:
    ways = {
        "Windows": f"**Windows:** `winget search {what}`, then `winget install <id>`; else the installer from the maker's site",
        "macOS": f"**macOS:** `brew search {what}`, then `brew install <name>`; else the maker's download, moved to "
        f"*Applications*",
        "Linux": f"**Linux:** `apt search {what}`, then `sudo apt install <name>`; else the maker's package",
    }
    listed = [ways[system]] if system else list(ways.values())
    return Reply(
        f"I have no recipe for **{what}** offline, but the usual way is this:\n\n"
        + "\n".join(f"- {way}" for way in listed)
        + "\n\nDownload it from the maker's own site only, and read its page on installing first.",
        f"Use the system's package manager to look for {what}.",
        fixed=True,
        notes=(Note("Looking up the commands", f"{what} isn't on my list, so I tell the general way."),),
    )
