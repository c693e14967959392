from django.http import HttpRequest

from accounts.models import User


def owner(request: HttpRequest) -> User:
    """Return whose upload it is that is asked for: one's own."""
    assert isinstance(request.user, User)  # the admin lets nobody else in
    return request.user
