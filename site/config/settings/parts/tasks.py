"""Work outside the request. Wagtail's own small tasks run at once; ours go through the database to the worker."""

from config.env import TASKS_URL

_IMMEDIATE = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
_DATABASE = {"BACKEND": "django_tasks_db.DatabaseBackend"}

# `default` carries the reference index and the admin's search of Wagtail: an editor sees a page at once after saving it.
# `worker` carries ours, in two lanes, so that a long transcode never keeps a search document waiting.
TASKS = {
    "default": _IMMEDIATE,
    "worker": {**(_IMMEDIATE if TASKS_URL == "immediate:" else _DATABASE), "QUEUES": ["quick", "media"]},
}
TASK_LANES = ("quick", "media")
