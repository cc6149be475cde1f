"""Departments as choices for who is of one: by short name, with the title in the reader's language."""

from services.catalogue.models import Department


def choices() -> list[tuple[str, str]]:
    """(short name, title), by title."""
    named = [(department.slug, str(department.title)) for department in Department.objects.all()]
    return sorted(named, key=lambda choice: choice[1])
