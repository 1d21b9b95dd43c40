"""What an answer rests on as generateContent reports it: queries, sources, and which words each source bears. Pure."""

from __future__ import annotations

from typing import Any

Step = dict[str, Any]
STATUS = "URL_RETRIEVAL_STATUS_"


def told_of(steps: list[Step]) -> dict[str, Any]:
    """What a candidate tells beside its content: groundingMetadata and urlContextMetadata, each only where there is some."""
    pages = [page for step in steps if step["type"] == "url_context_result" for page in step.get("result") or []]
    read = [{"retrievedUrl": page.get("url"), "urlRetrievalStatus": STATUS + str(page.get("status")).upper()} for page in pages]
    grounding = _metadata(steps)
    return {
        **({"groundingMetadata": grounding} if grounding else {}),
        **({"urlContextMetadata": {"urlMetadata": read}} if read else {}),
    }


def _metadata(steps: list[Step]) -> dict[str, Any]:
    """The groundingMetadata of an answer; empty when nothing was searched for."""
    queries = [query for step in steps if step["type"] == "google_search_call" for query in _queries(step)]
    chunks, supports = _sources(steps)
    sources = {"groundingChunks": chunks, "groundingSupports": supports} if chunks else {}
    return {**({"webSearchQueries": queries} if queries else {}), **_entry_point(steps), **sources}


def _queries(step: Step) -> list[str]:
    return [str(query) for query in (step.get("arguments") or {}).get("queries") or []]


def _entry_point(steps: list[Step]) -> dict[str, Any]:
    results = [result for step in steps if step["type"] == "google_search_result" for result in step.get("result") or []]
    chips = next((result["search_suggestions"] for result in results if result.get("search_suggestions")), "")
    return {"searchEntryPoint": {"renderedContent": chips}} if chips else {}


def _sources(steps: list[Step]) -> tuple[list[Step], list[Step]]:
    """Each cited page once, and a support for each citation."""
    places: dict[str, int] = {}
    chunks: list[Step] = []
    supports: list[Step] = []
    parts = [part for step in steps if step["type"] == "model_output" for part in step.get("content") or []]
    for number, part in enumerate(parts):
        for note in part.get("annotations") or []:
            if not (chunk := _chunk(note)):
                continue
            place = places.setdefault(str(note.get("url")), len(places))
            if place == len(chunks):
                chunks.append(chunk)
            supports.append({"segment": _segment(part, note, number), "groundingChunkIndices": [place]})
    return chunks, supports


def _chunk(note: Step) -> Step:
    match note.get("type"):
        case "url_citation":
            return {"web": {"uri": note.get("url"), "title": note.get("title", "")}}
        case "place_citation":
            return {"maps": {"uri": note.get("url"), "title": note.get("name", ""), "placeId": note.get("place_id", "")}}
        case _:
            return {}


def _segment(part: Step, note: Step, number: int) -> Step:
    start, end = note.get("start_index", 0), note.get("end_index", 0)
    words = str(part.get("text", "")).encode()[start:end].decode(errors="replace")
    return {"partIndex": number, "startIndex": start, "endIndex": end, "text": words}
