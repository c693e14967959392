from typing import Any

from accounts.models import User
from accounts.signals import user_anonymised
from core.services.forget_person import forget_person


def forget(sender: Any, user: User, **kwargs: Any) -> None:
    forget_person(user=user)


def connect() -> None:
    user_anonymised.connect(forget, dispatch_uid="forget-person")
