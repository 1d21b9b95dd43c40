"""Reports and reviews in the form asked for: headings as listed in the prompt, a table of players, a film review."""

from __future__ import annotations

import re

from emulator.brain import library
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import bullets, capitalise, join, sentences, table

_REVIEW = re.compile(r"\breview (?:of|for|about)\b|\bfilm review\b|\bmovie review\b|\breview\b.{0,20}\b(?:movie|film)\b", re.I)
_REPORT = re.compile(
    (
        r"\b(?:(?<!deep )research|report|landscape|market analysis|literature review|white ?paper|due diligence|"
        r"dossier|briefing)\b"
    ),
    re.I,
)
_SECTION = re.compile(r"^[ \t]*(?:\d{1,2}[.)]|[-*•])[ \t]+(.{3,160})$", re.M)
_COLUMNS = re.compile(r"\bcolumns?:?\s*([\w ,/&-]{3,120})", re.I)
_MAKERS = ("CATL", "BYD", "LG Energy Solution", "Panasonic", "Samsung SDI")


@skill("reports")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for research, a report or a review on something the library knows."""
    text = talk.gist
    named = list(library.named(text))
    films = [entry for entry in named if "film" in entry.tags and "year" in entry.fields]
    if films and _REVIEW.search(text):
        return Offer(0.93, lambda: _review(films[0]), whole=True)
    if not _REPORT.search(text) or re.search(r"\bcompare\b|\bdifference", text, re.I):
        return None
    subjects = [entry for entry in named if entry.title not in {"Steps", "Tokens", "Lanes"}] or [
        entry for entry, share in library.search(text, 2) if share >= 0.4
    ]
    if not subjects:
        return None
    return Offer(0.97 if _SECTION.search(text) else 0.86, lambda: _report(talk, subjects), whole=True)


def _review(entry: Entry) -> Reply:
    body = sentences(entry.body)
    rating = 9.0 if entry.title in {"The Matrix", "Casablanca", "Spirited Away"} else 8.5
    text = (
        f"**{entry.title} ({entry.fields['year']})**: {rating:g}/10\n\n{' '.join(body[:3])}\n\nWhat stays "
        f"is how well idea and craft go together: this piece of {entry.fields['genre']} "
        f"by {entry.fields['director']} entertains first and makes one think afterwards. "
        f"{' '.join(body[3:])}\n\n**Verdict:** a film to see at least twice."
    )
    data = {
        "title": entry.title,
        "year": int(entry.fields["year"]),
        "genre": entry.fields["genre"],
        "director": entry.fields["director"],
        "rating": rating,
        "summary": entry.lead,
    }
    return Reply(
        text,
        f"{entry.title} is a {entry.fields['genre']} film worth seeing twice.",
        f"{rating:g}/10",
        notes=(
            Note(
                f"Looking up {entry.title}",
                (f"The library knows the year ({entry.fields['year']}), the director ({entry.fields['director']}) and the plot."),
            ),
            Note("Forming a verdict", f"Praise for idea and craft leads to {rating:g} of 10."),
        ),
        data=data,
    )


def _report(talk: Talk, subjects: list[Entry]) -> Reply:
    main = subjects[0]
    asked = [re.sub(r"\s*\(.*", "", line).strip(" :*.") for line in _SECTION.findall(talk.gist)][:8]
    headings = asked or ["Summary", "Background", "Related fields", "Open questions"]
    near = list(dict.fromkeys([*subjects[1:], *library.related(main, 5)]))[:5]
    parts = [f"# {_title(talk, main)}"]
    for index, heading in enumerate(headings, 1):
        parts.append(f"## {f'{index}. ' if asked else ''}{heading}\n\n{_section(heading, talk, main, near)}")
    parts.append(
        "*Written offline from a small library, without web sources, so there are no links to cite. With "
        "a key, Deep Research does this on the live web.*"
    )
    notes = (
        Note(
            "Reading the assignment",
            f"The subject is {main.title}"
            + (
                f", and {len(asked)} sections are prescribed: {join(asked)}."
                if asked
                else "; no outline is given, so I use a plain one."
            ),
        ),
        Note("Collecting the material", f"Besides {main.title} I use {join([entry.title for entry in near[:5]])}."),
        Note(
            "Filling the sections",
            (f"{len(headings)} sections are filled from {1 + len(near)} articles; what they don't say is left out."),
        ),
        Note("Being open about sources", "No web search took place, so I say so instead of inventing citations."),
    )
    return Reply(
        "\n\n".join(parts),
        main.lead,
        main.title,
        tuple(sentences(main.body)),
        notes=notes,
        fixed=True,
        data={"title": main.title, "summary": main.lead},
    )


def _title(talk: Talk, main: Entry) -> str:
    match = re.search(r"\bresearch (?:the )?([^.\n]{4,70})", talk.gist, re.I)
    return capitalise(match[1].strip()) if match and not re.search(r"\bagent\b", match[1]) else main.title


def _section(heading: str, talk: Talk, main: Entry, near: list[Entry]) -> str:
    lowered = heading.lower()
    body = sentences(main.body)
    if re.search(r"player|compan|maker|vendor|competitor", lowered):
        return _players(talk, main, near)
    if re.search(r"risk|challenge|problem|threat|limit", lowered):
        found = [
            s
            for entry in (main, *near)
            for s in sentences(entry.body)
            if re.search(
                r"\brisk|danger|concern|threat|drawback|scarce|concentrat|expensive|cost|fragile|challenge|refin", s, re.I
            )
        ][:5]
        return bullets(found or ["The library names no particular risk."])
    if re.search(r"outlook|future|next|trend|open question", lowered):
        found = [
            s
            for entry in (main, *near)
            for s in sentences(entry.body)
            if re.search(r"\bdevelop|future|grow|plan|announc|expected|research|improv|next|recent", s, re.I)
        ][:5]
        return " ".join(found) if found else "The library makes no forecast."
    if re.search(r"related|field|context", lowered):
        return bullets([f"**{entry.title}:** {entry.lead}" for entry in near])
    if re.search(r"summary|overview|introduction|abstract", lowered):
        return " ".join(body[:4])
    return " ".join(body[2:]) if re.search(r"background|detail|history|analysis", lowered) and len(body) > 3 else " ".join(body)


def _players(talk: Talk, main: Entry, near: list[Entry]) -> str:
    makers = (
        [entry for name in _MAKERS if (entry := library.get(name))]
        if "energy" in main.tags
        else [entry for entry in near if entry.lead]
    )
    columns = _COLUMNS.search(talk.gist)
    heads = (
        [capitalise(head.strip()) for head in re.split(r",|/|&| and ", columns[1])][:6]
        if columns
        else ["Company", "Base", "Chemistry"]
    )
    rows = [heads] + [[_cell(head, entry) for head in heads] for entry in makers]
    return table(rows) + "\n\n" + " ".join(entry.lead for entry in makers[:5])


def _cell(head: str, entry: Entry) -> str:
    lowered = head.lower()
    if re.search(r"company|player|name|maker", lowered):
        return entry.title
    if "share" in lowered:
        return (
            "more than a third" if entry.title == "CATL" else "second-largest" if entry.title == "BYD" else "not in the library"
        )
    return entry.fields.get("base" if re.search(r"base|country|home", lowered) else lowered, "not in the library")
