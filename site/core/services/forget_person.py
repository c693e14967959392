from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import APIToken, ModelLogEntry
from wagtail.users.models import UserProfile

from accounts.models import User
from core.enums import Visibility
from core.models import Consent, Person


@transaction.atomic
def forget_person(*, user: User) -> None:
    """Forget what the admin knows of `user`: the picture, the name in its log, and the public profile with its consents.

    `user` is anonymised already. The profile's row stays, so that pages that point to it need no change: they name nobody.
    """
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        transaction.on_commit(partial(profile.avatar.storage.delete, profile.avatar.name))
        UserProfile.objects.filter(pk=profile.pk).update(avatar="")
    for model in (APIToken, EditingSession, FormState):  # keys to the door, and forms that were left half filled in
        model.objects.filter(user=user).delete()
    _relabel(user, str(user))
    for person in Person.objects.filter(user=user):
        Consent.objects.filter(person=person, withdrawn_on=None).update(withdrawn_on=timezone.localdate())
        Consent.objects.filter(person=person).update(guardian="", description="")
        person.texts.all().delete()
        person.name, person.town, person.portrait, person.user = "", "", None, None
        person.visibility, person.anonymised_at = Visibility.HIDDEN, timezone.now()
        person.save()
        _relabel(person, str(person.public_id))


def _relabel(record: models.Model, label: str) -> None:
    """Wagtail's log keeps the name that a record had on the day of each entry; a form left open keeps all that stood in it."""
    kind = ContentType.objects.get_for_model(record)
    FormState.objects.filter(content_type=kind, object_id=str(record.pk)).delete()
    ModelLogEntry.objects.filter(content_type=kind, object_id=str(record.pk)).update(label=label)
