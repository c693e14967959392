from django.db.models import Exists, OuterRef, QuerySet

from core.enums import ConsentPurpose, Visibility
from core.models import Consent, Person


def with_public_profile(people: QuerySet[Person]) -> QuerySet[Person]:
    """Narrow to whom everybody may look up by name: they want to be seen, and agreed to a public profile.

    As with pictures, one consent that was taken back outweighs all that were given.
    """
    profile = Consent.objects.filter(person=OuterRef("pk"), purpose=ConsentPurpose.PROFILE)
    agreed = people.filter(Exists(profile), ~Exists(profile.filter(withdrawn_on__isnull=False)))
    return agreed.filter(visibility=Visibility.PUBLIC, anonymised_at__isnull=True).exclude(name="")
