"""The embedded emulator: a local server that speaks the Gemini Interactions API's wire protocol.

It imports nothing of Stepwise's other packages and nothing of google-genai, so that what the SDK
accepts from it is proof about the wire and not about shared code.
"""
