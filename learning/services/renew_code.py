from django.db import transaction

from learning.models import Cohort
from learning.models.cohort import new_code


@transaction.atomic
def renew_code(*, cohort: Cohort) -> str:
    """Give the cohort another code; the old one ends at once, who is in stays in."""
    code = new_code()
    while Cohort.objects.filter(code=code).exists():
        code = new_code()
    Cohort.objects.filter(pk=cohort.pk).update(code=code)
    return code
