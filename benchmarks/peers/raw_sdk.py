"""The floor: the SDK's own stream in a loop, nothing drawn. One JSON prompt a line in, one JSON result a line out."""

from __future__ import annotations

import json
import sys
import time

import model


def turn(sdk: model.genai.Client, chain: dict[str, str | None], prompt: str) -> dict[str, float]:
    """When the first and the last text chunk were in our hands, and the CPU it took."""
    cpu, sent, first, last = time.process_time(), time.time(), 0.0, 0.0
    for _ in model.stream(sdk, prompt, chain):
        last = time.time()
        first = first or last
    return {"sent": sent, "first": first, "last": last, "cpu": time.process_time() - cpu}


def main() -> None:
    """Answer prompts until standard input ends."""
    sdk, chain = model.client(), {"last": model.past()["last"]}
    print(json.dumps({"ready": time.time()}), flush=True)
    for line in sys.stdin:
        print(json.dumps(turn(sdk, chain, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
