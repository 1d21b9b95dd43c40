"""What a generateContent answer rests on, as the steps and citations of an interaction. Pure.

The classic endpoint tells it beside the text, with the last chunk: queries, sources, which words each source bears, and
pages that were read. Steps made of that show what happened; they never came as steps, so they are never sent back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench import reading
from workbench.records import WireStep

TOLD = frozenset(
    f"{tool}_{part}" for tool in ("google_search", "google_maps", "url_context") for part in ("call", "result")
)  # fmt: skip
"""The kinds of steps that are made here."""
STATUS = "URL_RETRIEVAL_STATUS_"
Texts = Mapping[int, str]
"""The answer's texts by the index of their step."""


class Grounding:
    """What the chunks of one answer have told so far; a later chunk may repeat what an earlier one said."""

    def __init__(self) -> None:
        self.queries: dict[str, None] = {}
        """The searches that were run; an empty query isn't billed."""
        self._suggestions = ""
        self._sources: tuple[Mapping[str, Any], ...] = ()
        self._supports: tuple[Mapping[str, Any], ...] = ()
        self._pages: dict[str, str] = {}

    def read(self, candidate: Mapping[str, Any]) -> None:
        """Take in what a candidate tells beside its content."""
        told = reading.mapping(candidate.get("groundingMetadata"))
        if isinstance(asked := told.get("webSearchQueries"), list):
            self.queries |= dict.fromkeys(reading.texts(asked))
        chips = reading.mapping(told.get("searchEntryPoint")).get("renderedContent")
        self._suggestions = reading.text(chips) or self._suggestions
        if sources := reading.mappings(told.get("groundingChunks")):
            self._sources, self._supports = sources, reading.mappings(told.get("groundingSupports"))
        read = reading.mapping(candidate.get("urlContextMetadata")).get("urlMetadata")
        for page in reading.mappings(read):
            self._pages[reading.text(page.get("retrievedUrl"))] = reading.text(page.get("urlRetrievalStatus"))

    def steps(self) -> list[WireStep]:
        """What was searched for, looked up and read."""
        return [*self._search(), *self._read_pages(), *self._places()]

    def annotations(self, texts: Texts, place: int) -> list[dict[str, Any]]:
        """The citations for the text at `place`, the last one: words of an earlier text are cited without their position."""
        found: list[dict[str, Any]] = []
        for support in self._supports:
            span = _span(reading.mapping(support.get("segment")), texts, place)
            numbers = support.get("groundingChunkIndices")
            for source in map(self._source, numbers if isinstance(numbers, list) else ()):
                if source and source | span not in found:
                    found.append(source | span)
        return found

    def _source(self, number: Any) -> dict[str, Any]:
        place = reading.number(number)
        return _citation(self._sources[place]) if place is not None and 0 <= place < len(self._sources) else {}

    def _search(self) -> list[WireStep]:
        if not self.queries:
            return []
        call: WireStep = {"type": "google_search_call", "id": "search", "arguments": {"queries": list(self.queries)}}
        shown = [{"search_suggestions": self._suggestions}] if self._suggestions else []
        return [call, {"type": "google_search_result", "call_id": "search", "result": shown}]

    def _read_pages(self) -> list[WireStep]:
        if not self._pages:
            return []
        read = [{"url": url, "status": status.removeprefix(STATUS).lower()} for url, status in self._pages.items()]
        call: WireStep = {"type": "url_context_call", "id": "pages", "arguments": {"urls": list(self._pages)}}
        return [call, {"type": "url_context_result", "call_id": "pages", "result": read}]

    def _places(self) -> list[WireStep]:
        """Which places were found; what Maps was asked is not told."""
        found = [_place(place) for source in self._sources if (place := reading.mapping(source.get("maps")))]
        return [{"type": "google_maps_result", "call_id": "places", "result": [{"places": found}]}] if found else []


def _citation(source: Mapping[str, Any]) -> dict[str, Any]:
    if page := reading.mapping(source.get("web")):
        return {"type": "url_citation", "url": reading.text(page.get("uri")), "title": reading.text(page.get("title"))}
    if place := reading.mapping(source.get("maps")):
        return {"type": "place_citation", **_place(place)}
    return {}


def _place(place: Mapping[str, Any]) -> dict[str, str]:
    named = {"place_id": "placeId", "name": "title", "url": "uri"}
    return {ours: reading.text(place.get(theirs)) for ours, theirs in named.items()}


def _span(segment: Mapping[str, Any], texts: Texts, place: int) -> dict[str, int]:
    """Where a segment stands in the text at `place`, in bytes; empty when it isn't there.

    A segment counts from the start of its part; of several texts its own words say which one is meant.
    """
    start, end = reading.number(segment.get("startIndex")) or 0, reading.number(segment.get("endIndex"))
    words, whole = reading.text(segment.get("text")).encode(), texts.get(place, "").encode()
    if end is not None and 0 <= start < end <= len(whole) and (whole[start:end] == words if words else len(texts) == 1):
        return {"start_index": start, "end_index": end}
    found = whole.find(words) if words else -1
    return {"start_index": found, "end_index": found + len(words)} if found >= 0 else {}

