"""What was attached to a prompt: images and players small in a row, documents as chips that open or download.

Drawing only; must not send, change or fetch anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components import state
from components.figures import clip, plain, size
from workbench import attachments

SHOWN = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp"})
"""Images that every browser draws; others are offered for download."""
READABLE = frozenset({attachments.PLAIN, "text/csv"})
PREVIEW = 4_000
WIDTH = 220
ICONS = {"image": ":material/image:", "audio": ":material/mic:", "video": ":material/movie:"}


def draw(items: Sequence[Mapping[str, Any]], turn_id: str) -> None:
    """Draw them in a row that wraps."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key=state.widget_key("attached", turn_id)):
        for place, item in enumerate(items):
            _one(item, state.widget_key("attachment", turn_id, place))


def _one(item: Mapping[str, Any], key: str) -> None:
    data, mime_type = attachments.data_of(item), str(item.get("mime_type") or "")
    name = str(item.get(attachments.NAME) or f"{str(item.get('type')).capitalize()}, {mime_type}")
    if not data:
        where = plain(clip(str(item.get("uri") or ""), 60))
        st.markdown(f":gray-badge[{_icon(item)} {plain(clip(name, 40))} {where}]", width="content")
    elif mime_type in SHOWN:
        with st.container(width=WIDTH):
            st.image(data, caption=f"{plain(clip(name, 40))} · {size(len(data))}", width="stretch", alt=name)
    elif item.get("type") in ("audio", "video"):
        with st.container(width=320):
            (st.audio if item.get("type") == "audio" else st.video)(data, format=mime_type)
            st.caption(f"{plain(clip(name, 40))} · {size(len(data))}")
    elif mime_type in READABLE:
        _text(item, name, data, key)
    else:
        st.download_button(f"{plain(clip(name, 40))} · {size(len(data))}", data, name, mime_type, key=key, icon=_icon(item),
                           on_click="ignore", help="Download this attachment")


def _text(item: Mapping[str, Any], name: str, data: bytes, key: str) -> None:
    text = data.decode("utf-8", errors="replace")
    with st.popover(f"{plain(clip(name, 40))} · {size(len(data))}", icon=_icon(item), key=key):
        st.code(text[:PREVIEW], language=None, wrap_lines=True, height=min(400, 60 + 20 * text[:PREVIEW].count("\n")))
        if len(text) > PREVIEW:
            st.caption(f"The first {PREVIEW:,} of {len(text):,} characters.")


def _icon(item: Mapping[str, Any]) -> str:
    return ICONS.get(str(item.get("type")), ":material/description:")
