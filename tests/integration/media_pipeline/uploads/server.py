"""A web process for tus clients that are logged in."""

import sqlite3
from dataclasses import dataclass

from django.conf import settings

from tests.media.gunicorn import Gunicorn

TOKEN = "t" * 32


@dataclass
class Server(Gunicorn):
    session: str = ""

    def __post_init__(self) -> None:
        self.environment["SECRET_KEY"] = settings.SECRET_KEY  # it has signed the session

    @property
    def url(self) -> str:
        return f"{self.home}/admin/videos/uploads/"

    @property
    def headers(self) -> dict[str, str]:
        """What a logged-in client sends with every request."""
        return {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}

    def read(self, query: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.data / "db.sqlite3") as database:
            return database.execute(query).fetchall()
