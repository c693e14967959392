"""Many at once: threads that begin in the same moment."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

CROWD = 20


def together(act: Callable[[int], Any]) -> list[Any]:
    """Call `act` with 0 to 19, each in a thread with a connection that is open already; return the answers, errors as text."""
    start, said = threading.Barrier(CROWD), dict[int, Any]()

    def run(number: int) -> None:
        try:
            connection.ensure_connection()  # so that all of them begin with the question, not with opening a file
            start.wait(timeout=60)
            said[number] = act(number)
        except Exception as error:  # whatever it is, the test shows it
            said[number] = repr(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(CROWD)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return [said.get(number, "no answer") for number in range(CROWD)]
