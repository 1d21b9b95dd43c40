"""What a person does with the history: search it, see it as a tree, rescue, retrieve, forget, export and import it.

Built on `workbench.store` and the client. No screens, no SQL.
"""
