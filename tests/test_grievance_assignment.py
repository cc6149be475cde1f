"""A grievance is never nobody's, and never theirs whom it is about."""

from typing import Any

import pytest
from django.test import Client

from audit.models import Operator, Refusal
from services.models import Grievance
from services.requests.moves import forward
from tests.admin_rows import make_request
from tests.conftest import make_officer
from tests.errand_fixtures import caste_certificate
from tests.grievance_rows import clock, helper, late, lodged, steps
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
__all__ = ["caste_certificate"]


def test_complaint_goes_to_the_officer_for_it_near_before_far_and_idle_before_busy(
    caste_certificate: Any, centre: Any
) -> None:
    helpdesk, department = helper("papiya"), caste_certificate.department
    assert lodged().handler == helpdesk
    assert lodged("service", department=department).handler == helpdesk
    designated = make_officer("designated", caste_certificate)
    assert lodged("service", department=department).handler == designated
    far = make_officer("far", caste_certificate, post="grievance")
    also_far = make_officer("also.far", caste_certificate, post="grievance")
    both = [lodged("service", department=department).handler for _turn in range(2)]
    assert both == [far, also_far]
    near = make_officer("near", caste_certificate, post="grievance", district=centre.district)
    request = make_request(caste_certificate)
    assert lodged("service", department=department, request=request).handler == near


def test_with_no_staff_at_all_it_has_a_unit_and_the_clock_still_sends_it_up(
    caste_certificate: Any,
) -> None:
    department = caste_certificate.department
    Operator.objects.all().delete()
    row = lodged("service", department=department)
    assert (row.unit, row.handler) == ("welfare", None)
    clock()
    late(row)
    assert clock() == "0 given to another, 1 sent up, 0 closed"
    row.refresh_from_db()
    assert (row.unit, row.level, row.handler) == ("pmu", "administrator", None)
    came = helper("anindita", role="administrator")
    assert clock() == "1 given to another, 0 sent up, 0 closed"
    row.refresh_from_db()
    assert row.handler == came


def test_one_whose_handler_leaves_goes_to_another_the_same_minute(nadia: Any) -> None:
    first, second = helper("papiya"), helper("rehana")
    row = lodged()
    assert row.handler == first
    first.is_active = False
    first.save()
    clock()
    row.refresh_from_db()
    assert (row.handler, steps(row)) == (second, ["received"])


def test_database_takes_no_grievance_without_a_unit() -> None:
    from django.db import IntegrityError, transaction

    row = lodged()
    with pytest.raises(IntegrityError), transaction.atomic():
        Grievance.objects.filter(pk=row.pk).update(unit="")


def test_staff_of_the_centre_never_see_it_nor_one_who_went_to_the_pmu(
    centre: Any, operator: Any, outsider: Any
) -> None:
    row = lodged("person", centre=centre, person="Mitali Biswas")
    moved_up = helper("mitali.new", name="মিতালি")
    Operator.objects.filter(pk=operator.pk).update(centre=None, role="helpdesk")
    operator.refresh_from_db()
    for person, page in ((operator, 404), (outsider, 403)):
        assert not Grievance.objects.visible_to(person).exists()
        browser = Client()
        sign_in(browser, person.login_name)
        assert browser.get(f"/pmu/grievances/{row.number}/").status_code == page
        assert browser.get(f"/grievances/{row.number}/").status_code == 404
    assert Refusal.objects.filter(rule="other_centre").count() == 3
    clock()
    row.refresh_from_db()
    assert row.handler == moved_up


def test_who_bears_the_name_or_moved_the_request_is_passed_over(
    caste_certificate: Any, operator: Any, centre: Any
) -> None:
    named, decided = helper("papiya", name="Papiya Roy"), helper("rehana")
    request = make_request(caste_certificate, operator)
    forward(request, revision=0, by=decided.actor)
    row = lodged("person", centre=centre, person="papiya  ROY", request=request)
    assert (row.handler, named.is_active) == (None, True)
    assert {"papiya", "rehana", "mitali"} <= set(row.barred)
    free = helper("free")
    clock()
    row.refresh_from_db()
    assert row.handler_id == free.pk
