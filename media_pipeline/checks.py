"""Says at the start what this machine lacks to keep encoders within their limits; they work without it, unbounded."""

import shutil
from typing import Any

from django.core.checks import CheckMessage, Warning, register

LOST_WITHOUT = {
    "prlimit": "encoders run without a limit of memory, of processor time and of the size of a file",
    "setpriv": "encoders outlive a worker that is killed",
}


@register("media")
def limits_are_kept(**kwargs: Any) -> list[CheckMessage]:
    return [
        Warning(f"{program} is missing: {lost}.", hint="It is in the package util-linux.", id=f"media_pipeline.W{number:03d}")
        for number, (program, lost) in enumerate(LOST_WITHOUT.items(), start=1)
        if shutil.which(program) is None
    ]
