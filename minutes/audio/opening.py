"""How a file is opened that someone else made: as a file of this machine, whatever its name or its content says.

ffmpeg takes a name like 10:30.m4a for an address, and playlists name other places to read from.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
from av.container import InputContainer

# For ffmpeg and for the libraries in this process, on whose sockets no audit hook looks.
ONLY_FILES = {"protocol_whitelist": "file"}
# Lists of other files: a recording that claims to be one could bring another meeting's sound into these minutes.
LISTS = frozenset({"applehttp", "concat", "dash", "hls", "imf", "rtp", "rtsp", "sap", "sdp", "webm_dash_manifest"})


def address(path: Path) -> str:
    """What ffmpeg is to be told, for input and output."""
    return f"file:{path}"


def opened(path: Path) -> InputContainer:
    """With PyAV. Raises what it raises."""
    return av.open(address(path), options=ONLY_FILES)


def is_list(container: Any) -> bool:
    """Whether what was opened names other files instead of holding sound itself."""
    return not LISTS.isdisjoint(container.format.name.split(","))
