"""Short pieces for people and occasions: a toast, a speech, a bio, wishes, an apology, a review, a song, a post.

Fills forms from `pieces.toml` with what the request tells; what only the user can know stays in square brackets.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from emulator.brain import almanac, facts, library, piecewords, references
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import ORDINALS, article, capitalise, join, uncapitalised

_FILE = Path(__file__).parents[1] / "pieces.toml"
_LONGEST = 500
_NTH = re.compile(rf"\bthe (?:{'|'.join(ORDINALS)}|last) (?:one|idea|option|point)\b", re.I)
_MAKE = re.compile(
    r"\b(?:write|draft|create|compose|make|give|need|want|help|come up with|generate|prepare|suggest|"
    r"can i have|inspire|motivate|think of|say)\b|"
    r"^\W*(?:an? )?(?:short |funny |nice )*(?:toast|speech|quote|motivational|bio)\b",
    re.I,
)


@dataclass(frozen=True)
class Piece:
    """A form with gaps."""

    name: str
    match: re.Pattern[str]
    text: str
    rhyme: str
    formal: str
    """The text for a superior, where the usual one is too close."""


@cache
def _pieces() -> tuple[Piece, ...]:
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["piece"]
    return tuple(
        Piece(
            row["name"],
            re.compile(rf"\b(?:{row['match']})", re.I),
            row["text"].strip(),
            row.get("rhyme", "").strip(),
            row.get("formal", "").strip(),
        )
        for row in rows
    )


def _find(text: str) -> Piece | None:
    if len(text) > _LONGEST or not _MAKE.search(text):
        return None
    return next((piece for piece in _pieces() if piece.match.search(text)), None)


@skill("pieces")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for one of the forms, or for the rhymed form of the last one."""
    text = talk.whole
    if talk.past and piecewords.RHYME.match(text):
        said = next((pair.said for pair in reversed(talk.past[-4:]) if _find(pair.said)), "")
        piece = _find(said) if said else None
        return Offer(0.96, partial(_filled, talk, piece, said, rhymed=True), whole=True) if piece and piece.rhyme else None
    if talk.past and piecewords.FORMAL.match(text) and (piece := _find(talk.past[-1].said)) and piece.formal:
        return Offer(0.95, partial(_filled, talk, piece, talk.past[-1].said, formal=True), whole=True)
    if len(text) > _LONGEST or re.match(r"\W*what (?:is|are|does|makes) an?\b", text, re.I):
        return None
    if piecewords.BIO.search(text) and _MAKE.search(text) and not re.search(r"\bdating|tinder|photosyn", text, re.I):
        return Offer(0.95, partial(_bio, talk), whole=True)
    piece = _find(text)
    if piece and _NTH.search(text) and (pointed := references.by_ordinal(text, talk.past, "any")):
        text = _NTH.sub(f"the {uncapitalised(pointed.name)}", text, count=1)
    if piece and "review" in piece.name and (almanac.named(text) or library.named(text) or talk.ask.response_format):
        return None
    return Offer(0.94, partial(_filled, talk, piece, text), whole=True) if piece else None


def _filled(talk: Talk, piece: Piece, asked: str, rhymed: bool = False, formal: bool = False) -> Reply:
    gaps = _gaps(talk, asked)
    if (
        piece.name in {"toast", "speech"}
        and gaps["whom"][:1].isupper()
        and gaps["whom"] == capitalise(gaps["their"])
        and not _given(asked)
    ):
        gaps |= {"whom": "[Name]", "Whom": "[Name]"}
    rhymed = rhymed or bool(piece.rhyme and re.search(r"\brhym", asked, re.I))
    formal = formal or bool(piecewords.SUPERIOR.search(asked))
    form = piece.rhyme if rhymed else piece.formal if formal and piece.formal else piece.text
    text = form.format(**gaps)
    notes = (
        Note("Recognising the form", f"It is a {piece.name} for {gaps['whom']}."),
        Note("Leaving gaps", "What only the user can know stays in square brackets, so that nothing is invented."),
    )
    items = tuple(re.sub(r"^\d+\. ", "", line) for line in text.splitlines() if re.match(r"\d+\. ", line))
    if items and re.search(r"\b(?:an?|one) (?:\w+ ){0,2}(?:name|caption|quote)\b", asked, re.I) and piece.name != "caption":
        text = items[0]
    return Reply(
        text, items[0] if items else "", points=items, fixed=not items, notes=notes, data={"form": piece.name, "text": text}
    )


def _gaps(talk: Talk, text: str) -> dict[str, str]:
    """What the request tells of the person, the matter and the time."""
    known = facts.name_in(facts.known(talk.said))
    name, person = _given(text), piecewords.PERSON.search(text)
    their = re.sub(r"^(?:my|our|the|a|his|her) ", "", person["their"]) if person else ""
    whom = name or (capitalise(their) if their else "[Name]")
    about = match["what"].strip() if (match := piecewords.ABOUT.search(_without_person(text))) else "everything"
    about = re.sub(r"^(?:her|his|their) ", "your ", about)
    when, role, apposed = piecewords.WHEN.search(text), piecewords.ROLE.search(text), piecewords.APPOSED.search(text)
    product = (apposed["name"] or apposed["what"] or "") if apposed else ""
    subject = product or re.sub(r"^(?:my|our|a|an|the) ", "", about)
    pitch = f"It is {apposed['what']}." if apposed and apposed["what"] else f"{capitalise(subject)} is here."
    pair, occasion, event = piecewords.PAIR.search(text), piecewords.OCCASION.search(text), piecewords.EVENT.search(text)
    job = piecewords.NEW_JOB.search(text.rstrip(".!"))
    news = piecewords.SAYING.search(text)
    said = re.sub(r"\bi\b", "I", news["what"].strip()) if news else "a short word from me: [your message]"
    return {
        "whom": whom,
        "Whom": capitalise(whom),
        "their": their or whom,
        "love": "All my love" if piecewords.LOVED.search(text) else "Warm wishes",
        "about": about,
        "name": known or "[Your name]",
        "when": f" {when['when'].strip()}" if when else "",
        "subject": subject,
        "Subject": capitalise(re.sub(r"^(?:an?|the) ", "", subject)),
        "tag": re.sub(r"\W", "", re.sub(r"^(?:an?|the) ", "", subject).title()),
        "pitch": pitch,
        "role": _position(role) if role else "[position]",
        "role_at": (f" as {job['role']}" if job and job["role"] else "") + (f" at {job['firm']}" if job and job["firm"] else ""),
        "occasion": f" for this {occasion['what'].lower()}" if occasion else "",
        "and": f", and to this {occasion['what'].lower()}" if occasion else "",
        "deed": _deed(about),
        "event": event["event"] if event else "my party",
        "First": capitalise(pair["first"].strip()) if pair else "A",
        "Second": capitalise(pair["second"].strip()) if pair else "B",
        "news": f"{capitalise(said)}." if news else f"{said}.",
    }


def _deed(about: str) -> str:
    """What was done, as one says it of oneself: "I finished my first marathon"."""
    bare = re.sub(r"\byour\b", "my", re.sub(r"^(?:me|us) ", "", about))
    verb, _, rest = bare.partition(" ")
    if verb.endswith("ing"):
        past = {"winning": "won", "getting": "got", "running": "ran"}.get(verb, re.sub(r"e?ing$", "ed", verb))
        return f"I {past} {rest}".strip()
    return f"I have news: {bare}"


def _given(text: str) -> str:
    """The name of the person written to."""
    match = piecewords.NAMED.search(text)
    name = (match["name"] or match["given"] or "") if match else ""
    return (
        ""
        if re.match(
            r"(?:Instagram|LinkedIn|Facebook|Italian|Christmas|French|German|Spanish|Saturday|Sunday|Monday|Friday)", name
        )
        else name
    )


def _position(match: re.Match[str]) -> str:
    role = match["role"].strip()
    trade = re.search(r"(?:er|or|ist|ian|ant|ent|ive|hand|nurse|cook|chef)$", role)
    return f"{article(role)} {role}" if trade else f"a position in {role}"


def _without_person(text: str) -> str:
    return piecewords.PERSON.sub(" ", text)


def _bio(talk: Talk) -> Reply:
    """In the third person, out of what the user told."""
    asked = talk.whole
    known = facts.known(talk.said)
    told = piecewords.I_AM.search(asked)
    name = (told["name"] or told["only"]) if told else facts.name_in(known)
    name = name or "[Name]"
    likes = facts.of(known, "like")
    lead = f"**{name}** is {_third(told['rest'], name)}." if told and told["rest"] else f"**{name}** {_known(known)}."
    named = [like for like in likes if like.lower() not in lead.lower()]
    rest = f" Away from work, {name} is most likely to be found with {join(named[:3])}." if named else ""
    ending = f" Those who work with {name} value an open ear, clear words and a sense of humour."
    text = lead + rest + ending
    note = Note(
        "Writing in the third person", f"I use what was told: {join([fact.told() for fact in known][:4]) or 'little so far'}."
    )
    return Reply(text, lead, name, notes=(note,), data={"bio": text})


def _third(rest: str, name: str) -> str:
    rest = re.sub(
        r"\bmy\b",
        "their",
        re.sub(r",? and i (?:also )?(\w+)", lambda m: f" who {_in_third_person(m[1])}", rest, flags=re.I),
        flags=re.I,
    )
    return rest.strip(" ,")


def _in_third_person(verb: str) -> str:
    """A verb in the third person."""
    return {"have": "has", "am": "is", "do": "does", "go": "goes"}.get(verb.lower(), f"{verb}s")


def _known(known: list[facts.Fact]) -> str:
    job, home = facts.of(known, "job"), facts.of(known, "home", "origin")
    trade = (
        f"is {article(job[-1])} {job[-1]}"
        if job and not re.match(r"(?:an?|the) ", job[-1])
        else f"is {job[-1]}"
        if job
        else "is [profession]"
    )
    return f"{trade} from {home[-1]}" if home and home[-1] not in trade else trade
