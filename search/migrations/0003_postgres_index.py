"""The tables of the engine inside the database, where that is PostgreSQL.

No foreign keys: Django empties its own tables in one statement, which a key from a table that it does not know forbids.
"""

from django.db import migrations

TABLES = (
    "CREATE TABLE search_text (document_id bigint PRIMARY KEY, words tsvector NOT NULL, exact text NOT NULL)",
    "CREATE INDEX search_text_words ON search_text USING gin (words)",
    "CREATE TABLE search_passage_text (passage_id bigint PRIMARY KEY, document_id bigint NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX search_passage_text_document ON search_passage_text (document_id)",
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in TABLES:
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TABLE search_text")
        schema_editor.execute("DROP TABLE search_passage_text")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_sqlite_index")]
    operations = [migrations.RunPython(create, drop)]
