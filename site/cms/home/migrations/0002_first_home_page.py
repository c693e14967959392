"""The first home page takes the place of the page that Wagtail's own first migration makes."""

from django.conf import settings
from django.db import migrations


def put(apps, schema_editor):
    page = apps.get_model("wagtailcore", "Page")
    site = apps.get_model("wagtailcore", "Site")
    welcome = page.objects.get(depth=2, slug="home")
    path = welcome.path
    site.objects.all().delete()
    welcome.delete()
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="home", model="homepage")
    home = apps.get_model("home", "HomePage").objects.create(
        title="Trellis",
        draft_title="Trellis",
        slug="home",
        statement="What worked, and how to try it where you are",
        content_type=content_type,
        path=path,
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=apps.get_model("wagtailcore", "Locale").objects.get(language_code=settings.LANGUAGE_CODE),
    )
    site.objects.create(hostname="localhost", site_name="Trellis", root_page_id=home.pk, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("core", "0002_ground")]
    operations = [migrations.RunPython(put, migrations.RunPython.noop)]
