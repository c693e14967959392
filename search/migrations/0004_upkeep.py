import django.utils.timezone
from django.db import migrations, models


def make_state(apps, schema_editor):
    apps.get_model("search", "IndexState").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_postgres_index")]

    operations = [
        migrations.AddField("indexeddocument", "keywords", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("indexeddocument", "version", models.PositiveBigIntegerField(default=1)),
        migrations.AddField("pendingchange", "due_at", models.DateTimeField(default=django.utils.timezone.now)),
        migrations.AddField("pendingchange", "of_rebuild", models.BooleanField(default=False)),
        migrations.AddField(
            "pendingchange", "reason", models.CharField(blank=True, default="", max_length=400), preserve_default=False
        ),
        migrations.CreateModel(
            "IndexState",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_rebuilding", models.BooleanField(default=False)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("source", models.CharField(blank=True, max_length=100)),
                ("source_id", models.PositiveBigIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("server", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            "UnsentDocument",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document_pk", models.BigIntegerField(db_index=True)),
                ("queued_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(blank=True, max_length=400)),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["attempts", "id"], name="search_unsent_attempts")],
            },
        ),
        migrations.RunPython(make_state, migrations.RunPython.noop),
    ]
