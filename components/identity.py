"""Who is in front of the screen: the one local user, or with sign-in configured the person whom the provider names.

Whose rows a session sees is decided here and nowhere else. No identity stands in an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from components.figures import plain
from workbench import hosts
from workbench.store.schema import LOCAL

NOBODY = "nobody"
"""Owns nothing: a session of which nobody has signed in, while signing in is asked for."""


def owner() -> str:
    """The owner of this session's rows: the provider's name with its word for the person, which never changes."""
    if not _configured():
        return LOCAL
    subject = st.user.get("sub")
    return f"{st.user.get('iss') or 'oidc'} {subject}" if st.user.is_logged_in and subject else NOBODY


def gate() -> None:
    """Ask a person to sign in where that is configured; ends the script run until it was done."""
    if not _configured() or st.user.is_logged_in:
        return
    with st.container(horizontal_alignment="center", key="sign_in"):
        st.space("large")
        st.title("Stepwise", text_alignment="center", anchor=False)
        st.markdown("Sign in to see your chats. Everybody sees only their own.", text_alignment="center")
        for provider in _providers():
            label = f"Sign in with {plain(provider.title())}" if provider else "Sign in"
            st.button(label, type="primary", icon=":material/login:", on_click=st.login, args=(provider,) if provider else ())
    st.stop()


def account() -> None:
    """Say who has signed in, with the way out; nothing where signing in isn't configured."""
    if not _configured() or not st.user.is_logged_in:
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="account"):
        st.caption(
            f":material/account_circle: {plain(str(st.user.get('name') or st.user.get('email') or 'Signed in'))}", width="content"
        )
        st.button("Sign out", type="tertiary", icon=":material/logout:", on_click=st.logout)


def is_shared() -> bool:
    """Whether others than whoever sits at this machine can use the app: they sign in, or reach it under another address."""
    named = [str(st.get_option("server.address") or "0.0.0.0"), *map(str, st.get_option("server.allowedHosts") or ())]
    return bool(_section()) or not hosts.are_own(named)


def _providers() -> list[str]:
    """The providers that have a section of their own, such as [auth.google]; without any, the one of [auth], unnamed."""
    return [name for name, value in _section().items() if isinstance(value, Mapping)] or [""]


def _section() -> Mapping[str, object]:
    try:
        return cast(Mapping[str, object], st.secrets.get("auth", {}))
    except StreamlitSecretNotFoundError:
        return {}


def _configured() -> bool:
    return "is_logged_in" in st.user
