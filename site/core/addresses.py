from django.conf import settings


def absolute(path: str) -> str:
    """Return the whole address of a path of ours, for what is read elsewhere: letters, badges, paper."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
