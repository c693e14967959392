"""What every installation stands on: the eight locales, the two root collections and the bin."""

from django.conf import settings
from django.db import migrations


def lay(apps, schema_editor):
    locale = apps.get_model("wagtailcore", "Locale")
    for code, _name in settings.LANGUAGES:
        locale.objects.get_or_create(language_code=code)

    collection = apps.get_model("wagtailcore", "Collection")
    root = collection.objects.get(depth=1)
    for position, name in enumerate(["Public", "Restricted"], start=root.numchild + 1):
        collection.objects.create(name=name, path=f"{root.path}{position:04X}", depth=2, numchild=0)
    root.numchild += 2
    root.save()

    page = apps.get_model("wagtailcore", "Page")
    bin_page = apps.get_model("core", "BinPage")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="core", model="binpage")
    top = page.objects.get(depth=1)
    bin_page.objects.create(
        title="Bin",
        draft_title="Bin",
        slug="bin",
        content_type=content_type,
        path=f"{top.path}{top.numchild + 1:04X}",
        depth=2,
        numchild=0,
        url_path="/bin/",
        live=False,
        locale=locale.objects.get(language_code=settings.LANGUAGE_CODE),
    )
    top.numchild += 1
    top.save()


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
