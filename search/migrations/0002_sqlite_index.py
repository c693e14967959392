"""The tables of the embedded engine, where the database is SQLite."""

from django.db import migrations

TABLES = (
    "CREATE VIRTUAL TABLE search_text USING fts5("
    "title, body, keywords, exact, prefix='2 3', tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE search_passage_text USING fts5(words, tokenize='unicode61 remove_diacritics 0')",
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in TABLES:
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_text")
        schema_editor.execute("DROP TABLE search_passage_text")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
