"""What our e-mails say: in the language of whom they go to."""

from typing import Any

from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from core.addresses import absolute
from learning.enums import Letters


def opt_out_token(user: User, *, about: Letters) -> str:
    """Sign who wants no such letters; it works as long as the secret key does, as a link in an old letter must."""
    return signing.Signer(salt=f"learning.{about.value}").sign(str(user.public_id))


def opted_out(token: str, *, about: Letters) -> str:
    """Return whose token it is, by public id; raise BadSignature for one that we did not make."""
    return signing.Signer(salt=f"learning.{about.value}").unsign(token)


def letter(user: User, name: str, context: dict[str, Any], headers: dict[str, str] | None = None) -> EmailMessage:
    """Write the letter `name` (templates `learning/email/<name>.txt` and `<name>_subject.txt`) to `user`."""
    with translation.override(user.language):
        known = {**context, "user": user, "home": absolute(f"/{user.language}/")}
        subject = " ".join(render_to_string(f"learning/email/{name}_subject.txt", known).split())
        body = render_to_string(f"learning/email/{name}.txt", known).strip() + "\n"
    return EmailMessage(subject, body, to=[user.email], headers=headers or {})


def one_click_headers(user: User, *, about: Letters) -> dict[str, str]:
    """RFC 8058: a mail program shows a button that posts here, without a page and without a log-in."""
    with translation.override(user.language):
        address = absolute(reverse(f"{about.value}_off", args=[opt_out_token(user, about=about)]))
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
