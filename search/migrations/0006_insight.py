import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0005_saved_searches'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SynonymGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(blank=True, choices=settings.LANGUAGES, help_text='Of the reader. Empty: whatever the language is.', max_length=10, verbose_name='language')),
                ('words', models.TextField(help_text='One a line, in the form of a dictionary: “workshop”, not “workshops”. Accents, capitals and the script do not matter. Words with several meanings bring what nobody asked for: look at the preview.', max_length=2000, verbose_name='words')),
            ],
            options={
                'verbose_name': 'synonyms',
                'verbose_name_plural': 'synonyms',
                'ordering': ['words', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='QueryDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('language', models.CharField(max_length=10)),
                ('words', models.CharField(max_length=200)),
                ('asked', models.PositiveIntegerField(default=0)),
                ('found_nothing', models.PositiveIntegerField(default=0)),
                ('clicks_1', models.PositiveIntegerField(default=0)),
                ('clicks_2', models.PositiveIntegerField(default=0)),
                ('clicks_3', models.PositiveIntegerField(default=0)),
                ('clicks_4_10', models.PositiveIntegerField(default=0)),
                ('clicks_later', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'what people search',
                'default_permissions': ('view',),
                'constraints': [models.UniqueConstraint(fields=('day', 'language', 'words'), name='search_query_day_once')],
            },
        ),
        migrations.CreateModel(
            name='PromotedResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('queries', models.TextField(help_text='One a line. It stands above the results of exactly these words, in any order and with any ending; accents, capitals and the script do not matter.', max_length=2000, verbose_name='searches')),
                ('language', models.CharField(blank=True, choices=settings.LANGUAGES, help_text='Of the reader. Empty: whatever the language is.', max_length=10, verbose_name='language')),
                ('url', models.URLField(blank=True, help_text='Of another site, instead of a page.', max_length=500, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='address')),
                ('title', models.CharField(blank=True, help_text='Needed for an address; a page has its own.', max_length=200, verbose_name='title')),
                ('note', models.CharField(blank=True, help_text='A sentence below the title, for readers.', max_length=300, verbose_name='note')),
                ('starts_on', models.DateField(blank=True, help_text='The first day, in UTC. Empty: at once.', null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, help_text='The last day. Empty: without an end.', null=True, verbose_name='until')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Smaller numbers stand first.', verbose_name='position')),
                ('page', models.ForeignKey(blank=True, help_text='It is shown only while everybody may read it.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
            ],
            options={
                'verbose_name': 'promoted result',
                'verbose_name_plural': 'promoted results',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('page__isnull', False), ('url', '')), models.Q(('page__isnull', True), models.Q(('url', ''), _negated=True)), _connector='OR'), name='search_promoted_page_or_url', violation_error_message='Choose a page or write an address, one of the two.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on')), ('starts_on', None), ('ends_on', None), _connector='OR'), name='search_promoted_days', violation_error_message='The last day is before the first.')],
            },
        ),
    ]
