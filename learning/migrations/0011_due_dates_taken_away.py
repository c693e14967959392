from django.db import migrations, models


def number(apps, schema_editor):
    """Until now a reminder went with its date: each is about the date that stands."""
    dates = apps.get_model('learning', 'DueDate').objects.filter(pk=models.OuterRef('due_date'))
    apps.get_model('learning', 'Reminder').objects.update(sequence=models.Subquery(dates.values('sequence')[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0010_letter_opt_outs'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='reminder',
            name='reminded_once',
        ),
        migrations.AddField(
            model_name='duedate',
            name='is_gone',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='reminder',
            name='sequence',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('enrolment', 'due_date', 'kind', 'sequence'), name='reminded_once'),
        ),
    ]
