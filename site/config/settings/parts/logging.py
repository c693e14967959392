"""Logs go to standard error, one line an event; whoever runs the processes keeps them."""

from config.env import LOG_LEVEL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        "elastic_transport": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "opensearch": {"level": "WARNING"},
        "opensearchpy": {"level": "WARNING"},
        "PIL": {"level": "INFO"},
    },
}
