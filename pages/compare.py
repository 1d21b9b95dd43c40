"""The compare page: one script of prompts in several lanes side by side. Says what it will be; does nothing yet."""

from __future__ import annotations

from components.empty import empty_page

empty_page(
    title="Compare",
    icon=":material/compare_arrows:",
    text="One script of prompts, two to four lanes side by side: see what state costs in bytes, tokens, time and dollars.",
    note="Not here yet. In Chat, settings choose between server state and resending; each footer shows what a turn cost.",
)
