"""Every field that is stored says what it is for, how personal it is, who reads it, how it ends."""

from django.apps import apps

from audit.centres.roles import Role
from bsk_portal.inventory import ENDS, LEVELS, inventory

READERS = {"public", "holder", "centre", "nobody"} | set(Role.values)


def test_inventory_lists_every_field_of_every_model_and_no_other():
    stored = {
        model._meta.label: {
            field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        }
        for model in apps.get_models(include_auto_created=True)
    }
    listed = {label: set(entry["fields"]) for label, entry in inventory().items()}
    assert listed == stored


def test_inventory_entries_are_whole():
    for label, entry in inventory().items():
        assert entry["ends"] in ENDS, label
        assert entry["kept"], label
        assert entry["readers"], label
        assert set(entry["readers"]) <= READERS, label
        for field, (level, purpose) in entry["fields"].items():
            assert level in LEVELS, f"{label}.{field}"
            assert purpose, f"{label}.{field}"
