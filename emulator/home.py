"""GET /: says what this is, as a page to a browser and as JSON to everything else."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from emulator.front import VERSION
from emulator.replies import reply

_SAYS = "A local emulator of the Gemini Interactions API for demos and tests. It is not Google and sends nothing anywhere."
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Stepwise emulator</title>
<style>body{{font:16px/1.5 system-ui;max-width:44rem;margin:4rem auto;padding:0 1rem}}
code,pre{{background:#8882;padding:.1em .3em}}
pre{{padding:1em;overflow:auto}}</style><h1>Stepwise emulator</h1><p>{says}</p><p>Point the SDK at it with any key:</p>
<pre>from google import genai

client = genai.Client(api_key="demo", http_options={{"base_url": "{base}"}})
turn = client.interactions.create(model="gemini-3.8-flash", input="Hello!")
print(turn.output_text)</pre><ul>{routes}</ul></html>"""
_ROUTES = (
    "POST /v1/interactions",
    "GET /v1/interactions/{id}",
    "POST /v1/interactions/{id}/cancel",
    "DELETE /v1/interactions/{id}",
    "GET /v1/models",
    "GET /v1/models/{model}",
    "POST /v1/models/{model}:generateContent",
    "POST /v1/models/{model}:streamGenerateContent",
    "POST /v1/models/{model}:countTokens",
)


async def home(request: Request) -> Response:
    """What this is and what it serves."""
    base = f"{request.url.scheme}://{request.url.netloc}"
    if "text/html" in request.headers.get("accept", ""):
        routes = "".join(f"<li><code>{escape(route)}</code></li>" for route in _ROUTES)
        return HTMLResponse(_PAGE.format(says=_SAYS, base=escape(base), routes=routes))
    config = request.app.state.emulator.config
    about = {"name": "stepwise-emulator", "version": VERSION, "about": _SAYS, "base_url": base, "tier": config.tier}
    return reply({**about, "versions": ["v1", "v1beta", "v1alpha", "v1beta2"], "routes": list(_ROUTES)})
