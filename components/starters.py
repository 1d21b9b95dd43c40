"""The empty chat page: what this is, and one starter prompt per capability. Each works offline.

A starter that needs a tool or a schema switches it on, says so, and the next starter switches it off again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from components import sheets, state
from workbench import functions, registry, structured, tools
from workbench.settings import Settings
from workbench.starters import STARTERS as SCHEMAS

SHEET = "starter"


@dataclass(frozen=True)
class Starter:
    """A prompt to try, and what must be on for it."""

    name: str
    icon: str
    prompt: str
    tool: str = ""
    function: str = ""
    schema: str = ""

    @property
    def needs(self) -> str:
        """What it switches on, in words."""
        chosen = functions.choice(Settings(), self.function) if self.function else None
        labels = {spec.kind: spec.label for spec in registry.tools()} if self.tool else {}
        shape = f"the {self.schema.lower()} schema" if self.schema else ""
        return labels.get(self.tool, "") or (chosen.name if chosen else shape)


MODERATION = next(schema for schema in SCHEMAS if schema.name == "Moderation")
STARTERS = (
    Starter("Memory", ":material/psychology:", "Hi, my name is Karthik. I like cricket and watching movies."),
    Starter("Arithmetic", ":material/calculate:", "What is 18% of 2,450, and how long does a 340 km drive take at 85 km/h?"),
    Starter("Places", ":material/public:", "What are the three largest cities in Spain?"),
    Starter("Explanation", ":material/school:", "Explain how neural networks work, in simple words."),
    Starter("Table", ":material/table:", "Compare Tokyo, Kyoto and Osaka as a table."),
    Starter("Story", ":material/auto_stories:", "Tell me a short story about a lighthouse keeper."),
    Starter("Functions", ":material/function:", "What is the weather in Paris and in London?", function="get_weather"),
    Starter("Approval", ":material/front_hand:", "Order 2 of TEA-01.", function="order_product"),
    Starter("Structured output", ":material/data_object:", MODERATION.prompt, schema="Moderation"),
    Starter("Search", ":material/search:", "Search the web: how high is the Eiffel Tower?", tool="google_search"),
    Starter("Code", ":material/terminal:", "Use code to find the 50th Fibonacci number.", tool="code_execution"),
    Starter("Maps", ":material/map:", "Show Vienna, Prague and Budapest on the map.", tool="google_maps"),
)


def starters() -> None:
    """Draw the starters as cards; a click sends the prompt."""
    st.markdown("#### What would you like to try?", anchors=False)
    st.caption("One starter per capability. The chat is kept on the server: each next turn sends only its new text.")
    with st.grid(3, min_column_width=220, gap="small", key="starters"):
        for number, starter in enumerate(STARTERS):
            needs = f" :gray-badge[switches on {starter.needs}]" if starter.needs else ""
            st.button(f"**{starter.name}** {starter.prompt}{needs}", key=state.widget_key("starter", number), icon=starter.icon,
                      width="stretch", wrap=True, on_click=_begin, args=(starter,))


def _begin(starter: Starter) -> None:
    settings = _without_the_last(state.settings())
    wanted = _with(settings, starter)
    sheets.drop(SHEET)
    if wanted != settings:
        sheets.sheet(SHEET).update(before=settings, after=wanted)
        st.toast(f"Switched on for this chat: {starter.needs}. You find it in the settings.", icon=":material/handyman:")
    state.set_settings(wanted)
    state.intend("send", text=starter.prompt)


def _without_the_last(settings: Settings) -> Settings:
    """The settings as they were before the last starter, as far as nobody has changed its part since."""
    last = sheets.sheet(SHEET)
    if not last:
        return settings
    before, after = last["before"], last["after"]
    if (settings.tools, settings.response_format) != (after.tools, after.response_format):
        return settings
    return replace(settings, tools=before.tools, tools_off=before.tools_off, response_format=before.response_format)


def _with(settings: Settings, starter: Starter) -> Settings:
    if starter.function:
        return functions.switch(settings, starter.function, on=True)
    if starter.tool:
        spec = next(spec for spec in registry.tools() if spec.kind == starter.tool)
        return settings if tools.is_on(settings, spec.kind) else tools.switch(settings, spec, on=True)
    if starter.schema:
        schema = next(known.schema for known in SCHEMAS if known.name == starter.schema)
        return replace(settings, response_format=structured.format_for(schema))
    return settings
