from typing import Any

from django.db import migrations, models

import audit.languages.reference_numbers


def give_references(apps: Any, schema_editor: Any) -> None:
    for draft in apps.get_model("services", "Draft").objects.all().iterator():
        draft.reference = audit.languages.reference_numbers.new_number()
        draft.save(update_fields=["reference"])


class Migration(migrations.Migration):
    dependencies = [("services", "0004_questions_in_the_version")]

    operations = [
        migrations.AddField("draft", "typed", models.JSONField(default=dict)),
        migrations.AddField("draft", "saves", models.JSONField(default=dict)),
        migrations.AddField("draft", "warned_at", models.DateTimeField(null=True)),
        migrations.AddField("draft", "reference", models.CharField(max_length=13, null=True)),
        migrations.RunPython(give_references, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "draft",
            "reference",
            models.CharField(
                default=audit.languages.reference_numbers.new_number, max_length=13, unique=True
            ),
        ),
    ]
