import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FORMER = {'ReminderOptOut': 'reminders', 'WorkLetterOptOut': 'work_letters'}


def take_over(apps, schema_editor):
    """Who wanted no letters wants none under the new name; since when is kept too."""
    kept = apps.get_model('learning', 'LetterOptOut')
    for former, about in FORMER.items():
        for row in apps.get_model('learning', former).objects.all():
            made = kept.objects.create(user_id=row.user_id, about=about)
            kept.objects.filter(pk=made.pk).update(since=row.since)


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0009_notes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterOptOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('reminders', 'What is due, and live sessions that are near'), ('work_letters', 'Work handed in')], max_length=16, verbose_name='about')),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letter_opt_outs', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'wish for no letters',
                'verbose_name_plural': 'wishes for no letters',
                'constraints': [models.UniqueConstraint(fields=('user', 'about'), name='letters_declined_once')],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.DeleteModel(
            name='ReminderOptOut',
        ),
        migrations.DeleteModel(
            name='WorkLetterOptOut',
        ),
    ]
