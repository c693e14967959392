"""The worker has been asked to stop. Long work looks here between two steps and gives its lease back."""

from threading import Event

stop_requested = Event()
