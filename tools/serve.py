"""Starts Stepwise for `make run`: checks the port, says the address, hands over to Streamlit.

Adds nothing that `streamlit run app.py` lacks but a clear word about a taken port.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """True when we can listen on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def streamlit_command(port: int) -> list[str]:
    """The command that serves the app on this port, without opening a browser window or asking anything."""
    options = [f"--server.address={HOST}", f"--server.port={port}", "--server.headless=true"]
    return [sys.executable, "-m", "streamlit", "run", "app.py", *options]


def main() -> int:
    """Replace this process by the server, or explain why not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8501)
    port = parser.parse_args().port
    if not is_free(port):
        print(f"stepwise: port {port} on {HOST} is taken. Choose another: make run PORT={port + 1}", file=sys.stderr)
        return 1
    print(f"Stepwise: http://{HOST}:{port}  (Ctrl-C stops it)", flush=True)
    command = streamlit_command(port)
    return os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(main())
