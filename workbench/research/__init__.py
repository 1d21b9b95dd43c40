"""Research: long background runs of agents that nobody loses.

`brief` and `costs` say what is asked for and what it may cost; `jobs` is what a person does to a job; `worker` follows
one; `states`, `timeline`, `plans` and `report` read a job; the rest writes a report into files. No Streamlit in here.
"""
