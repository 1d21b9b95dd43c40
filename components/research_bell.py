"""News of research on every page: a number in the navigation, a toast and a notification when a job ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from components import notifier, research_place, state
from components.figures import clip, plain
from workbench import run
from workbench.research import news, record
from workbench.store import StoreError

EVERY = timedelta(seconds=2)
ONE_BY_ONE = 3
"""So many ends are told one by one; more at once, such as those of a night, in one sentence."""
WORDS = {"done": ("is ready", ":material/check_circle:"), "stopped": ("was cancelled", ":material/stop_circle:")}

FAILED = ("has failed", ":material/error:")


@dataclass
class _Drawn:
    """What a run of the page has drawn, for the looks that follow it by themselves."""

    number: int
    before: bool = False
    """False while that run itself is drawing: ending it early would lose the click, or the words, that it came for."""


def number() -> int:
    """How many jobs ended that nobody has looked at."""
    return len(_mine())


def title(number: int) -> str:
    """The page's name in the navigation, with the number of ended jobs."""
    return f"Research ({number})" if number else "Research"


def watch(number: int) -> None:
    """Tell what ended; look again by itself while a job runs, or when the navigation shows another number than this."""
    flying = any(record.is_job(one.snapshot()) for one in run.active())
    st.fragment(_tell, run_every=EVERY if flying or number != len(_mine()) else None)(_Drawn(number))


def _tell(drawn: _Drawn) -> None:
    told, mine = research_place.told(), _mine()
    fresh = [ended for ended in mine if ended.turn_id not in told]
    told |= {ended.turn_id: (_sentence(ended), _title(ended)) for ended in fresh}
    for ended in fresh if len(fresh) <= ONE_BY_ONE else ():
        sentence, title = told[ended.turn_id]
        st.toast(f"{sentence} *{plain(clip(title, 60))}*", icon=_icon(ended))
    if len(fresh) > ONE_BY_ONE:
        st.toast(f"{len(fresh)} jobs of your research have ended.", icon=":material/travel_explore:")
    # All of them, also those that were looked at meanwhile: the window knows which it has sent.
    notifier.tell([(turn_id, *words) for turn_id, words in told.items()], key=state.widget_key("research_notifier"))
    if drawn.before and len(mine) != drawn.number:
        st.rerun()  # for the number in the navigation
    drawn.before = True


def _sentence(ended: news.Ended) -> str:
    what = "A research plan" if ended.kind == "plan" else "A research report"
    return f"{what} {WORDS.get(ended.state, FAILED)[0]}."


def _icon(ended: news.Ended) -> str:
    return WORDS.get(ended.state, FAILED)[1]


def _title(ended: news.Ended) -> str:
    found = state.store().conversation(ended.conversation_id)
    return found.title if found is not None else ""


def _mine() -> list[news.Ended]:
    """Only what belongs to whoever looks at this session."""
    try:
        return [ended for ended in news.unseen() if state.store().conversation_of(ended.turn_id)]
    except StoreError:
        return []  # the page itself says what is wrong with the store
