from typing import Any, ClassVar, Generic, TypeVar

from django.db import models
from django.utils import timezone
from wagtail.search.queryset import SearchableQuerySetMixin

Kept = TypeVar("Kept", bound=models.Model)


class KeptQuerySet(SearchableQuerySetMixin, models.QuerySet[Kept], Generic[Kept]):
    """Rows that are put aside before they go: `delete()` marks them, the sweep removes them with their files."""

    def delete(self) -> tuple[int, dict[str, int]]:
        marked = self.update(deleted_at=timezone.now())
        return marked, {self.model._meta.label: marked}

    def purge(self) -> tuple[int, dict[str, int]]:
        """Remove the rows for good; the files follow through Wagtail's own signals."""
        return super().delete()


class KeptManager(models.Manager[Kept], Generic[Kept]):
    """Only what is not deleted. `all_objects` beside it sees everything."""

    rows: ClassVar[type[KeptQuerySet[Any]]] = KeptQuerySet

    def get_queryset(self) -> KeptQuerySet[Kept]:
        return self.rows(self.model, using=self._db).filter(deleted_at__isnull=True)

    def search(self, *args: Any, **kwargs: Any) -> Any:
        return self.get_queryset().search(*args, **kwargs)


class Kept30Days(models.Model):
    """Deleting marks; nothing is lost for 30 days (`core.sweeps`)."""

    deleted_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.deleted_at = timezone.now()
        self.save(update_fields=["deleted_at"])
        return 1, {self._meta.label: 1}

    def purge(self) -> tuple[int, dict[str, int]]:
        return super().delete()
