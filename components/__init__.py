"""The screens' parts: Streamlit only, typed values in and out. No HTTP, no SQL, no wire JSON."""
