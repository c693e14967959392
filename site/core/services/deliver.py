"""Send one e-mail, and say what that came to."""

import logging
import smtplib
import socket
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from django.core.mail import EmailMessage

from core.models.letter import Letter

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=15)  # then twice as long each time: the last attempt is about eight hours after the first


class Outcome(Enum):
    SENT = "sent"
    REFUSED = "refused"  # the mail server said no, so nothing went out: it may be tried again
    UNREACHABLE = "unreachable"  # nobody was there: the other letters wait too
    UNSURE = "unsure"  # it may have gone out: a reminder is not sent again


def _attempt(message: EmailMessage) -> tuple[Outcome, str]:
    try:
        message.send()
    except (ConnectionRefusedError, socket.gaierror, smtplib.SMTPConnectError) as error:
        return Outcome.UNREACHABLE, str(error)
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        return Outcome.REFUSED, str(error)
    except Exception as error:  # whatever it is, it happened after the connection stood, or nobody knows when
        logger.exception("A letter may or may not have gone out.")
        return Outcome.UNSURE, str(error)
    return Outcome.SENT, ""


def deliver(message: EmailMessage, letters: list[Any], *, now: datetime) -> Outcome:
    """Send `message`, which is what `letters` (rows of one kind, taken by the caller) say; note in them how it went."""
    outcome, error = _attempt(message)
    for letter in letters:
        _note(letter, outcome, error, now)
    return outcome


def _note(letter: Letter, outcome: Outcome, error: str, now: datetime) -> None:
    letter.attempts += 1
    letter.error = error[:300]
    if outcome is Outcome.SENT:
        letter.sent_at, letter.again_at = now, None
    elif outcome is not Outcome.UNSURE:
        is_last = letter.attempts >= MOST_ATTEMPTS
        letter.again_at = None if is_last else now + FIRST_WAIT * 2 ** (letter.attempts - 1)
    letter.save(update_fields=["attempts", "error", "sent_at", "again_at"])
