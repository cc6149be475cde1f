"""Every service of the catalogue can be asked for: its questions make forms in both languages."""

from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from services.models import Service, ServiceVersion
from services.requests.pages import pages_of, question_pages


@pytest.mark.django_db
def test_questions_of_every_service_make_forms(
    client: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_catalogue")
    versions = list(ServiceVersion.objects.select_related("service"))
    transactions = Service.objects.filter(kind="transaction")
    assert {version.service_id for version in versions} >= set(
        transactions.values_list("pk", flat=True)
    )
    for language in ("bn", "en"):
        with translation.override(language):
            for each in versions:
                for page in question_pages(each):
                    form = page.form_class({})
                    form.is_valid()
                    assert page.title, each.service.slug
                    assert str(form), each.service.slug
                    assert all(field.label for field in form.fields.values()), page
    for service in transactions:
        version = service.current_version
        begun = client.get(f"/services/{service.slug}/apply/")
        assert begun.status_code == 200, service.slug
        assert version
        asked = [page.slug for page in pages_of(version) if page.is_asked({})]
        assert [page.slug for page in begun.context["pages"]] == asked, service.slug
    for service in Service.objects.filter(kind="information"):
        assert client.get(f"/services/{service.slug}/apply/").status_code == 404
