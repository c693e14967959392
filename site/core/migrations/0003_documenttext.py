from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_ground")]

    operations = [
        migrations.CreateModel(
            name="DocumentText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_hash", models.CharField(max_length=40, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Its words are being read."),
                            ("read", "The search finds it by its words."),
                            (
                                "partly",
                                "The search finds it by the words of its first part: it is longer than the search reads.",
                            ),
                            ("empty", "It holds no text, as scanned pages do. The search finds it by its title."),
                            ("locked", "It asks for a password. The search finds it by its title."),
                            (
                                "damaged",
                                "It is damaged, or not the kind of file that its name says. The search finds it by its title.",
                            ),
                            (
                                "too_much",
                                "Reading it takes more time or memory than a file may take. The search finds it by its title.",
                            ),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("pages", models.JSONField(default=list)),
                ("pages_in_file", models.PositiveIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
    ]
