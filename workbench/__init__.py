"""Stepwise's domain: requests, streams, turns, history. No Streamlit and no emulator in here."""
