"""Draws an image, a sound, a film or a document of an answer or a result, with a way to keep it.

The bytes come from a model or a server and are not trusted: what can't be drawn is said so and offered as a file. Must never
load anything from an address by itself.
"""

from __future__ import annotations

import mimetypes

import streamlit as st

from components import state
from components.figures import clip, plain, size
from components.web import is_web
from workbench.citations import host_of
from workbench.views import Media

FILE_NAME, LINE = 80, 300


def draw(view: Media, key: str) -> None:
    """Draw it; a key makes its button unique."""
    if view.data is None:
        _kept_elsewhere(view)
        return
    with st.container(gap="xsmall", key=state.widget_key(key, "media")):
        if view.kind == "image":
            _image(view, view.data)
        elif view.kind == "audio":
            st.audio(view.data, format=view.mime_type)
        elif view.kind == "video":
            st.video(view.data, format=view.mime_type)
        facts = f"{view.mime_type or view.kind}, {size(len(view.data))}"
        st.download_button(f"Download {plain(view.name) or view.kind} :gray[{plain(facts)}]", view.data, _file_name(view),
                           view.mime_type or None, key=key, icon=":material/download:", type="tertiary", on_click="ignore")


def _image(view: Media, data: bytes) -> None:
    from PIL.Image import DecompressionBombError

    try:
        st.image(data, caption=plain(view.name) or None, alt=view.name or "Image from the model")
    except (OSError, ValueError, SyntaxError, DecompressionBombError):
        st.warning(f"This image ({plain(view.mime_type)}) can't be drawn.", icon=":material/broken_image:")


def _kept_elsewhere(view: Media) -> None:
    """An address is shown, never fetched: loading it would tell somebody that it was read."""
    what = f"{view.kind.capitalize()} {plain(view.name)}".strip()
    if is_web(view.uri):
        label = f"Open the {plain(what[:1].lower() + what[1:])} :gray[{plain(host_of(view.uri))}]"
        st.link_button(label, view.uri, icon=":material/open_in_new:", type="tertiary", help=plain(clip(view.uri, LINE)))
    else:
        st.caption(f"{what} kept at {plain(view.uri or 'an unknown place')}")


def _file_name(view: Media) -> str:
    safe = "".join(letter if letter.isalnum() or letter in " ._-" else "_" for letter in view.name).strip(" .")[:FILE_NAME]
    if "." in safe:
        return safe
    return f"{safe or view.kind}{mimetypes.guess_extension(view.mime_type.partition(';')[0].strip()) or ''}"
