from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class PracticeStatus(TextChoices):
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")


class MoneyBand(TextChoices):
    """Euros a year, or for the whole of a practice that was shorter."""

    NONE = "none", _("no money")
    UNDER_500 = "under-500", _("under €500")
    UNDER_2000 = "500-2000", _("€500 to €2,000")
    UNDER_10000 = "2000-10000", _("€2,000 to €10,000")
    OVER_10000 = "over-10000", _("over €10,000")


class OrganisationSize(TextChoices):
    VOLUNTEERS = "volunteers", _("volunteers only")
    SMALL = "1-4", _("1 to 4 employees")
    MEDIUM = "5-19", _("5 to 19 employees")
    LARGE = "20-99", _("20 to 99 employees")
    HUGE = "100-plus", _("100 employees or more")


class EvidenceLevel(IntegerChoices):
    OBSERVED = 1, _("Observed")
    MEASURED = 2, _("Measured")
    EVALUATED = 3, _("Independently evaluated")


class Licence(TextChoices):
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"


class Currency(TextChoices):
    EUR = "EUR", "EUR"
    MKD = "MKD", "MKD"
    NOK = "NOK", "NOK"
    RON = "RON", "RON"
    RSD = "RSD", "RSD"
