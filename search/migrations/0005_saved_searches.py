import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def note_arrivals(apps, schema_editor):
    """What is in the index already is no news to anybody."""
    document, arrival = apps.get_model("search", "IndexedDocument"), apps.get_model("search", "DocumentArrival")
    now = timezone.now()
    rows = document.objects.values_list("key", "published").iterator(chunk_size=1000)
    arrival.objects.bulk_create(
        (arrival(key=key, arrived_at=min(published, now)) for key, published in rows), batch_size=1000
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0004_upkeep"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            "DocumentArrival",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("arrived_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            "Digest",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("again_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="what went wrong")),
                ("week", models.DateField(blank=True, db_index=True, null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_digest",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            "SavedSearch",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("text", models.CharField(blank=True, max_length=200)),
                ("filters", models.JSONField(blank=True, default=dict)),
                ("language", models.CharField(max_length=10)),
                ("fingerprint", models.CharField(editable=False, max_length=64)),
                ("has_letter", models.BooleanField(default=False)),
                ("new_since", models.DateTimeField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "fingerprint"), name="search_saved_once")],
            },
        ),
        migrations.RunPython(note_arrivals, migrations.RunPython.noop),
    ]
