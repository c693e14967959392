"""Lists the subtitles inside one file, as a process of its own: `python -I child.py FILE OPTIONS` prints one line of JSON.

It stands alone (no Django, nothing of ours), because the file may be hostile: whatever happens here, the worker lives.
"""

import json
import sys
from typing import Any

import av


def look(path: str, options: dict[str, str]) -> dict[str, Any]:
    flags = av.stream.Disposition
    with av.open(path, container_options=options, metadata_errors="replace") as container:
        return {
            "container": container.format.name,
            "streams": [
                {
                    "index": stream.index,
                    "codec": stream.codec_context.codec.canonical_name if stream.codec_context else "",
                    "language": stream.metadata.get("language", ""),
                    "is_forced": bool(stream.disposition & flags.forced),
                    "is_for_deaf": bool(stream.disposition & flags.hearing_impaired),
                }
                for stream in container.streams.subtitles
            ],
        }


if __name__ == "__main__":
    try:
        print(json.dumps(look(sys.argv[1], json.loads(sys.argv[2]))))
    except (av.FFmpegError, ValueError, IndexError) as error:
        print(json.dumps({"unreadable": str(error)}))
