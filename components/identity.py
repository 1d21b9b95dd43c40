"""Who is in front of the screen: the one local user, or with sign-in configured the person whom the provider names.

Whose rows a session sees is decided here and nowhere else. No identity stands in an address.
"""

from __future__ import annotations

import streamlit as st

from components.figures import plain
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
        st.title("Stepwise")
        st.write("Sign in to see your chats. Everybody sees only their own.")
        st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)
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


def _configured() -> bool:
    return "is_logged_in" in st.user
