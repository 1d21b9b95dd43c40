"""The settings of the next request, in the sidebar: groups that open, dots on what differs, reasons beside what can't be had.

What may be chosen, and why not, comes from workbench.fields and workbench.rules; must not decide that itself.
"""

from __future__ import annotations

import streamlit as st

from components import connection_panel, fields, format_editor, state, tools_panel
from components.figures import plain
from workbench import catalog, rules
from workbench.fields import settings_fields, with_value
from workbench.inputs import Field, FieldError, Group, Value
from workbench.settings import Settings
from workbench.store import StoreError

ALL, TOOLS = "All settings", "Tools"
ANY_MODEL = ""
"""A name that the catalog has no word on: it answers with every level that the SDK knows."""
TOOLS_AFTER = "thinking"
COLORS = {"block": ":red[:material/error: {}]", "hint": ":orange[:material/info:] {}"}


def draw() -> Settings:
    """Draw the panel and return the settings."""
    if state.take_restore():
        _restore()
    st.fragment(_panel)(state.settings())
    return state.settings()


def _panel(drawn_with: Settings) -> None:
    """A fragment, so that opening a group redraws nothing else; a changed setting concerns the whole page.

    A closed group draws nothing but its title: a short page is a quick one.
    """
    if state.settings() != drawn_with:
        st.rerun()
    connection = connection_panel.current()
    groups = settings_fields(state.settings(), connection)
    found = rules.problems(state.settings(), connection)
    with st.container(gap="xsmall", key=state.widget_key("settings_panel")):
        _head(groups)
        st.caption(_summary(groups))
        with st.container(gap="xsmall"):  # a place of their own: the groups stay where they are when these come and go
            for rule in found:
                if rule.severity == "block":
                    st.markdown(COLORS["block"].format(plain(rule.message)))
        for group in groups:
            _group(group, found)
            if group.key == TOOLS_AFTER:
                tools_panel.draw(found)


def _restore() -> None:
    """Take the settings of the turn that an opened chat stands at, so that the next one goes on in the same way."""
    place = state.place()
    if place.conversation_id is None:
        return
    try:
        row = state.store().conversation(place.conversation_id)
        last = place.turn_id or (row.head if row else None)
        turn = state.store().turn(last) if last else None
    except StoreError:
        return  # the page says that the history can't be read
    if turn is not None:
        state.rejected().clear()
        state.set_settings(Settings.from_dict(turn["settings"]))


def _head(groups: tuple[Group, ...]) -> None:
    changed = {field.key: field.label for group in groups for field in group.fields if fields.changed(field)}
    if tools_panel.touched():
        changed[TOOLS] = TOOLS
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        st.markdown("**Settings**", width="content")
        key = state.widget_key("settings_reset")
        st.menu_button(
            "Reset",
            [ALL, *changed.values()] if len(changed) > 1 else [*changed.values()] or [ALL],
            key=key,
            type="tertiary",
            icon=":material/restart_alt:",
            disabled=not changed,
            on_click=_reset,
            args=(key, changed),
        )


def _reset(key: str, changed: dict[str, str]) -> None:
    chosen, defaults = st.session_state[key], Settings()
    if chosen == ALL:
        state.set_settings(defaults)
    if chosen == TOOLS:
        tools_panel.reset()
    for group in settings_fields(defaults, state.connection()):
        for field in group.fields:
            if chosen != ALL and chosen == changed.get(field.key):
                _change(field.key, field.value)
    state.rejected().clear()


def _summary(groups: tuple[Group, ...]) -> str:
    """What holds while the groups are closed: the model, how it thinks, who keeps the history, how much is changed."""
    sent = rules.effective(state.settings()).settings
    level = f"{sent.thinking_level} thinking" if sent.thinking_level else "default thinking"
    kept = "server state" if sent.history == "server" else "history resent"
    facts = [plain(catalog.entry(sent.agent or sent.model).name), *([] if sent.agent else [plain(level)]), kept]
    offered = tools_panel.summary(state.settings())
    facts += [plain(offered)] if offered else []
    changed = sum(fields.changed(field) for group in groups for field in group.fields)
    return " · ".join([*facts, *([f"{fields.DOT} {changed} changed"] if changed else [])])


def _group(group: Group, found: list[rules.Rule]) -> None:
    """The title never changes: a box whose title did would close itself."""
    key = state.widget_key("settings_group", group.key)
    box = st.expander(group.label, icon=group.icon, key=key, on_change="rerun")
    if not box.open:
        box.empty()  # else what stood in it would stay in the page, unseen, whenever another run begins at once
        return
    with box, st.container(gap="small", key=state.widget_key("settings_fields", group.key)):
        for field in group.fields:
            if field.key == "response_format" and not field.disabled:
                format_editor.opener()
            _field(field, found)


def _field(field: Field, found: list[rules.Rule]) -> None:
    wrong = state.rejected().get(field.key, "")
    notes = [COLORS["block"].format(plain(wrong))] if wrong else []
    if field.key == "thinking_level" and not field.disabled and _missing_levels():
        notes.append(f":gray[{plain(_missing_levels())}]")
    notes += [_note(rule) for rule in found if rule.option == field.key and rule.message != field.disabled]
    fields.draw(field, _change, tuple(notes), rejected=bool(wrong))


def _missing_levels() -> str:
    """The levels that other models have and this one hasn't: they are absent for a reason, so say it."""
    model = state.settings().model
    offered = catalog.thinking_levels(model).levels
    missing = [level for level in catalog.thinking_levels(ANY_MODEL).levels if level not in offered]
    return f"{catalog.entry(model).name} doesn't offer {', '.join(missing)}." if missing else ""


def _note(rule: rules.Rule) -> str:
    return COLORS[rule.severity].format(plain(rule.message))


def _change(key: str, value: Value) -> None:
    """Called by a widget before the run that shows its new value."""
    try:
        state.set_settings(with_value(state.settings(), key, value))
        state.rejected().pop(key, None)
    except FieldError as error:
        state.rejected()[key] = str(error)
