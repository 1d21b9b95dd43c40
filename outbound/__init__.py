"""Requests to addresses that strangers named: where they may go, and how much of an answer is taken.

Knows HTTP and addresses, and nothing of Stepwise: the app and the emulator share it, who may not import each other.
"""
