"""Draws a Field as a widget: one match over the closed union. The caller holds the values; widgets only mirror them.

Must not know what a field means. A change is handed to the caller's callback before the next run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, assert_never

import streamlit as st

from components import state
from components.figures import clip, plain
from workbench.inputs import (
    ChoiceField,
    Field,
    JsonField,
    ListField,
    NumberField,
    Option,
    TextField,
    ToggleField,
    Value,
    differs,
)

DOT = ":primary[●]"
SEGMENTS, SEGMENT_LETTERS = 3, 22
"""A choice this small is drawn as segments, a larger one as a drop-down."""
TEXT_HEIGHT, JSON_HEIGHT, LINE_HEIGHT = 110, 160, 70
ABOUT_LIMIT = 90

OnChange = Callable[[str, Value], None]


def draw(
    field: Field, on_change: OnChange, notes: tuple[str, ...] = (), *, rejected: bool = False, dotted: bool = True
) -> None:
    """Draw one field: its widget, and under it why it is disabled and what else is to say.

    `rejected` keeps what was typed although the caller didn't take it. `notes` are Markdown, already safe. `dotted`: a
    value that isn't the default gets a dot.
    """
    key = state.widget_key("field", field.key)
    with st.container(gap="xxsmall", key=state.widget_key("field_box", field.key)):
        if not rejected:
            mirror(key, _shown(field))
        label = f"{plain(field.label)} {DOT}" if dotted and changed(field) else plain(field.label)
        common = {"label": label, "args": (field, key, on_change), "on_change": _changed, "disabled": bool(field.disabled)}
        _widget(field, key, common)
        if field.disabled:
            st.caption(plain(field.disabled))
        for note in notes:
            st.markdown(note)


def changed(field: Field) -> bool:
    """True when a person set this field to something else than its default. What a rule set isn't meant."""
    return differs(field) and not field.disabled


def mirror(key: str, value: Any) -> None:
    """Let the widget show the caller's value; the same value again would only disturb who is typing."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _changed(field: Field, key: str, on_change: OnChange) -> None:
    """Take a value. A choice that a browser hasn't shown yet may report nothing, which nobody can choose."""
    held = st.session_state[key]
    if held is not None or not isinstance(field, ChoiceField):
        on_change(field.key, _value(field, held))


def _widget(field: Field, key: str, common: dict[str, Any]) -> None:
    common |= {"key": key, "help": field.help or None}
    match field:
        case TextField(multiline=True):
            st.text_area(placeholder=field.placeholder, height=TEXT_HEIGHT, **common)
        case TextField():
            st.text_input(placeholder=field.placeholder, **common)
        case NumberField():
            _number(field, common)
        case ChoiceField():
            _choice(field, common)
        case ToggleField():
            st.toggle(**common)
        case JsonField():
            height = JSON_HEIGHT if field.value or field.placeholder.startswith("{") else LINE_HEIGHT
            st.text_area(placeholder=field.placeholder, height=height, **common)
        case ListField():
            st.multiselect(options=list(field.value), accept_new_options=True, placeholder=field.placeholder or "None",
                           format_func=lambda text: text.removeprefix(field.prefix), **common)
        case _:
            assert_never(field)


def _number(field: NumberField, common: dict[str, Any]) -> None:
    kind: type[int] | type[float] = int if field.whole else float
    low, high, step = kind(field.minimum), kind(field.maximum), kind(field.step)
    placeholder = field.placeholder or "Not sent"
    st.number_input(min_value=low, max_value=high, step=step, value=None, placeholder=placeholder, **common)


def _choice(field: ChoiceField, common: dict[str, Any]) -> None:
    options = _options(field)
    home = next((option.group for option in options if option.value == field.default), "")
    names = {_text(option.value): _name(option, home) for option in options}
    if not field.open and len(options) <= SEGMENTS and sum(len(name) for name in names.values()) <= SEGMENT_LETTERS:
        st.segmented_control(
            options=list(names), format_func=lambda value: names[value], required=True, width="stretch", wrap=False, **common
        )
    else:
        st.selectbox(
            options=list(names),
            format_func=lambda value: names.get(value, value),
            accept_new_options=field.open,
            **common,
        )
    about = next((option.about for option in options if option.value == field.value), "")
    if about:
        st.caption(plain(clip(about, ABOUT_LIMIT)))


def _options(field: ChoiceField) -> tuple[Option, ...]:
    """The options, with the present value among them even if it isn't offered (any more)."""
    known = any(option.value == field.value for option in field.options)
    return field.options if known else (*field.options, Option(field.value, _text(field.value)))


def _name(option: Option, home: str) -> str:
    """The option's label; one outside the default's group says its group."""
    return option.label if option.group in ("", home) else f"{option.label} · {option.group}"


def _text(value: str | None) -> str:
    """A choice as the widget holds it: a widget's own None would mean that nothing is chosen."""
    return "" if value is None else value


def _shown(field: Field) -> Any:
    """The field's value as its widget holds it."""
    match field:
        case ChoiceField():
            return _text(field.value)
        case ListField():
            return list(field.value)
        case NumberField():
            return field.value if field.value is None or field.whole else float(field.value)
        case _:
            return field.value


def _value(field: Field, held: Any) -> Value:
    """What the widget holds, as the field's value."""
    match field:
        case ChoiceField():
            return held or None
        case ListField():
            return tuple(held)
        case TextField() | JsonField():
            return held or ""
        case _:
            found: Value = held
            return found
