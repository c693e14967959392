from typing import Any

from accounts.models import User
from accounts.signals import user_anonymised
from search.services.forget_searches import forget_searches


def forget_holder(sender: Any, user: User, **kwargs: Any) -> None:
    forget_searches(user=user)


def connect() -> None:
    user_anonymised.connect(forget_holder, dispatch_uid="forget-searches")
