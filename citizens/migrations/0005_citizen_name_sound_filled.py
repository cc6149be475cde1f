from django.db import migrations

from audit.languages.name_sound import name_sound

BATCH = 2_000
LONGEST = 240


def fill(apps, schema_editor):
    """Walks the people once, in order; run again after a break, it goes over those filled before."""
    people = apps.get_model("citizens", "Citizen").objects.using(schema_editor.connection.alias)
    last = 0
    while batch := list(people.filter(pk__gt=last).order_by("pk").only("name")[:BATCH]):
        for person in batch:
            person.name_sound = name_sound(person.name)[:LONGEST]
        people.bulk_update(batch, ["name_sound"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    # A batch is a transaction of its own: nobody waits for the whole table.
    atomic = False

    dependencies = [("citizens", "0004_citizen_name_sound")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
