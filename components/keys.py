"""The names behind components.state: session keys, query parameters, and the two small values that pass through them.

Only components.state uses these; everything else asks components.state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

Wish = Literal["send", "regenerate", "edit", "retry", "fetch"]
Attachments = tuple[Mapping[str, Any], ...]


class Key(StrEnum):
    """Names in st.session_state that more than one module uses."""

    SETTINGS = "settings"
    CONNECTION = "connection"
    KEEPING = "keeping"
    LATEST = "latest_interaction_id"
    COMPOSER = "composer"
    DRAFT = "draft"
    WINDOW = "window"
    STANDING = "standing_leaf"
    EDITING = "editing"
    NOTICE = "notice"
    LOOK = "closer_look"
    CONNECTION_TEST = "connection_report"
    RESTORE = "restore_settings"
    OPENED = "chats_opened"
    REJECTED = "rejected_settings"
    INTENT = "intent"
    LIST = "conversation_list"
    DECISION = "decision"
    PLAN = "compare_plan"
    LANE = "compare_expanded"

    RESEARCH_BRIEF = "research_brief"
    RESEARCH_ASKING = "research_asking"
    RESEARCH_TOLD = "research_told"
    RESEARCH_SAID = "research_said"


class Param(StrEnum):
    """Query parameters: a chat and, in it, the turn whose branch is shown."""

    CONVERSATION = "c"
    TURN = "t"
    COMPARISON = "comparison"
    RESEARCH = "research"
    JOB = "job"


@dataclass(frozen=True)
class Place:
    """Which conversation is open, and the turn whose branch is shown; None means a new chat or the newest branch."""

    conversation_id: str | None = None
    turn_id: str | None = None


@dataclass(frozen=True)
class Intent:
    """What was typed or clicked; carried out in the run that it begins, before anything is drawn."""

    kind: Wish
    turn_id: str = ""
    text: str = ""
    attachments: Attachments = ()
