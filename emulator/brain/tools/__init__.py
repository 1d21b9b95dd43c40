"""Tools of the offline model: each does its real work, on any prompt, with what it finds in the request.

The server's part (ids, signatures, events, counting) is not done here, and no tool knows a prompt by heart.
"""
