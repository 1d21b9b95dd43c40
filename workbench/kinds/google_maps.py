"""Google Maps: what was asked, and the places found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench import reading, tools
from workbench.activities import activity, is_shown_by_call, result_of
from workbench.inputs import Field
from workbench.records import StepRecord
from workbench.registry import Steps, presents, tool
from workbench.tools import ToolSpec, Wire
from workbench.views import Chips, Link, Links, View

ICON = ":material/map:"


def _fields(tool: Wire) -> tuple[Field, ...]:
    return (
        tools.number(tool, "latitude", "Latitude", "Where you are, in degrees; north is positive.", -90, 90),
        tools.number(tool, "longitude", "Longitude", "Where you are, in degrees; east is positive.", -180, 180),
        tools.toggle(tool, "enable_widget", "Widget token", "The answer brings a token for Google's own map widget."),
    )


tool(ToolSpec("google_maps", "Google Maps", ICON, "The model looks up places near you or anywhere.", _fields, order=40))


@presents("google_maps_call")
def google_maps_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """The queries as chips, the places under them."""
    result = result_of(record, steps)
    queries = reading.texts(reading.mapping(record["step"].get("arguments")).get("queries"))
    chips = (Chips(queries, "Looked for"),) if queries else ()
    return activity("Google Maps", ICON, record, result, (*chips, *_places(result)))


@presents("google_maps_result")
def google_maps_result(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """A result whose call stands elsewhere."""
    return () if is_shown_by_call(record, steps) else activity("Google Maps", ICON, None, record, _places(record))


def _places(result: StepRecord | None) -> tuple[View, ...]:
    found = reading.mappings(result["step"].get("result")) if result else ()
    places = tuple(_place(place) for item in found for place in reading.mappings(item.get("places")))
    return (Links(places, "Places"),) if places else ()


def _place(place: Mapping[str, Any]) -> Link:
    reviews = len(reading.mappings(place.get("review_snippets")))
    note = "" if not reviews else "1 review" if reviews == 1 else f"{reviews} reviews"
    return Link(reading.text(place.get("name")) or "Unnamed place", reading.text(place.get("url")), note)
