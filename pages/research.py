"""The research page: long background runs of agents. Says what it will be; does nothing yet."""

from __future__ import annotations

from components.empty import empty_page

empty_page(
    title="Research",
    icon=":material/travel_explore:",
    text="Hand an agent a brief, approve its plan, leave, and come back to a report with its sources.",
    note="Not here yet. Background runs already work in Chat: switch on **Background** under State.",
)
