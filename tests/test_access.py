"""Who may open what: one table over every route of the portal; a route without a row fails."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from audit.calendar.models import HolidayCorrection
from audit.centres.roles import Role
from audit.models import Event, Operator, Refusal
from citizens.models import Citizen, Enquiry, MessageText, ReplyTemplate
from services.models import Draft, Grievance, Proposal, ServiceRequest
from tests.admin_rows import make_refusal, make_request, make_visit
from tests.appeal_fixtures import make_appeal
from tests.authoring_fixtures import make_proposal
from tests.catalogue_rows import make_bank_question
from tests.conftest import PASSWORD, make_officer, make_staff
from tests.document_rows import make_document
from tests.errand_fixtures import WHOLE, apply, caste_certificate, fill
from tests.test_admin_roles import READ, SEES, WRITE
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
__all__ = ["caste_certificate"]

PMU = [role.value for role in Role if role not in (Role.OPERATOR, Role.OFFICER)]
WHO = ["stranger", "citizen", "operator", "outsider", "officer", *PMU]


def row(
    stranger: int, citizen: int, operator: int, outsider: int, pmu: int, officer: int | None = None
) -> dict[str, int]:
    """Statuses to a GET; `citizen` is the browser whose form, draft and request they are.

    `officer` decides on the service that everything here is about; the PMU's where not named.
    """
    return {
        "stranger": stranger,
        "citizen": citizen,
        "operator": operator,
        "outsider": outsider,
        "officer": pmu if officer is None else officer,
        **dict.fromkeys(PMU, pmu),
    }


EVERYBODY = row(200, 200, 200, 200, 200)
POST_ONLY = row(405, 405, 405, 405, 405)
STAFF = row(302, 302, 200, 200, 200)
OPERATORS = row(302, 302, 200, 200, 403)
OFFICERS = row(302, 302, 403, 403, 403, officer=200)
ADMINISTRATORS = {**row(302, 302, 403, 403, 403), Role.ADMINISTRATOR.value: 200}
OWN_CENTRE = row(302, 302, 200, 404, 403)
APPEAL_AT_CENTRE = row(302, 302, 200, 404, 404)
NO_DESIGNATED_OFFICER = row(302, 302, 403, 403, 403)  # those who hear appeals alone
CITIZENS = row(200, 200, 302, 302, 302)  # staff go to the desk

ANSWERS_ENQUIRIES = {
    **row(302, 302, 403, 403, 403),
    **dict.fromkeys(("author", "helpdesk", "administrator"), 200),
}
HANDLES_GRIEVANCES = {
    **row(302, 302, 403, 403, 403),
    **dict.fromkeys(("helpdesk", "administrator"), 200),
}
SEES_PROPOSALS = {
    **row(302, 302, 403, 403, 403),
    **dict.fromkeys(("author", "approver", "auditor", "administrator"), 200),
}
WRITES_PROPOSALS = {
    **row(302, 302, 403, 403, 403),
    **dict.fromkeys(("author", "administrator"), 200),
}
PMU_SERVICE = "pmu/services/<slug:slug>/"
AUTHORING = {
    "pmu/services/": SEES_PROPOSALS,
    "pmu/services/beginning/": WRITES_PROPOSALS,
    "pmu/services/file/": WRITES_PROPOSALS,
    PMU_SERVICE: SEES_PROPOSALS,
    **dict.fromkeys(
        (
            f"{PMU_SERVICE}differences/",
            f"{PMU_SERVICE}file/",
            f"{PMU_SERVICE}preview/",
            f"{PMU_SERVICE}preview/<slug:language>/<int:number>/",
            f"{PMU_SERVICE}versions/<slug:digest>/",
        ),
        SEES_PROPOSALS,
    ),
    **dict.fromkeys(
        (
            f"{PMU_SERVICE}eligibility/",
            f"{PMU_SERVICE}eligibility/<int:number>/",
            f"{PMU_SERVICE}eligibility/<int:number>/condition/",
            f"{PMU_SERVICE}facts/",
            f"{PMU_SERVICE}fees/",
            f"{PMU_SERVICE}officers/",
            f"{PMU_SERVICE}pages/",
            f"{PMU_SERVICE}pages/<int:number>/",
            f"{PMU_SERVICE}pages/<int:number>/condition/",
            f"{PMU_SERVICE}pages/<int:number>/new-question/",
            f"{PMU_SERVICE}questions/<slug:key>/",
            f"{PMU_SERVICE}questions/<slug:key>/condition/",
            f"{PMU_SERVICE}questions/<slug:key>/new-member/",
        ),
        WRITES_PROPOSALS,
    ),
    **dict.fromkeys(
        (
            f"{PMU_SERVICE}approval/",
            f"{PMU_SERVICE}change/",
            f"{PMU_SERVICE}eligibility/<int:number>/deletion/",
            f"{PMU_SERVICE}eligibility/<int:number>/moving/",
            f"{PMU_SERVICE}giving-up/",
            f"{PMU_SERVICE}offer/",
            f"{PMU_SERVICE}pages/<int:number>/deletion/",
            f"{PMU_SERVICE}pages/<int:number>/moving/",
            f"{PMU_SERVICE}questions/<slug:key>/deletion/",
            f"{PMU_SERVICE}questions/<slug:key>/duty/",
            f"{PMU_SERVICE}questions/<slug:key>/moving/",
            f"{PMU_SERVICE}return/",
            f"{PMU_SERVICE}sending/",
        ),
        POST_ONLY,
    ),
}

# Route: (who gets what, what stands in the address). The order is that of the address.
ACCESS: dict[str, dict[str, int]] = {
    "": EVERYBODY,
    "acknowledgements/<slug:number>/": row(404, 200, 404, 404, 404),  # it shows a name
    "acknowledgements/<slug:number>/papers/": row(302, 200, 302, 302, 302),
    "contact/": CITIZENS,
    "contact/<slug:number>/": row(302, 200, 404, 404, 404),
    "contact/mistake/": EVERYBODY,
    "acknowledgements/<slug:number>/appeal/": row(302, 200, 302, 302, 302),
    # Of a request made at the centre: whoever has proved no number goes to prove one.
    "acknowledgements/<slug:number>/appeals/<slug:appeal_number>/": APPEAL_AT_CENTRE,
    "acknowledgements/<slug:number>/appeals/<slug:appeal_number>/form-2/": APPEAL_AT_CENTRE,
    "design/": STAFF,
    "desk/": OPERATORS,
    "desk/drafts/": POST_ONLY,
    "desk/drafts/<uuid:draft_id>/": OWN_CENTRE,
    "desk/drafts/<uuid:draft_id>/check/": OWN_CENTRE,
    "desk/drafts/<uuid:draft_id>/discarding/": POST_ONLY,
    "desk/ending/": POST_ONLY,
    "desk/find/": POST_ONLY,
    "desk/grievances/": OPERATORS,
    "desk/grievances/<slug:about>/": OPERATORS,
    "desk/grievances/lodged/<slug:number>/": OWN_CENTRE,
    "desk/information-form/": OPERATORS,
    "desk/people/<slug:reference>/": OWN_CENTRE,
    "desk/requests/": OPERATORS,
    "desk/requests/<slug:number>/": OWN_CENTRE,
    "desk/requests/<slug:number>/asking-papers/": POST_ONLY,
    "desk/requests/<slug:number>/appeal/": OWN_CENTRE,
    "desk/requests/<slug:number>/delivery/": POST_ONLY,
    "desk/requests/<slug:number>/papers-received/": POST_ONLY,
    "desk/requests/<slug:number>/forwarding/": POST_ONLY,
    "desk/requests/<slug:number>/rejection/": POST_ONLY,
    "display/": POST_ONLY,
    "documents/<uuid:number>/": {  # one of a request at the centre
        **row(404, 404, 200, 404, 404, officer=200),
        Role.PRIVACY_OFFICER.value: 200,
        Role.ADMINISTRATOR.value: 200,
    },
    "favicon.ico": row(301, 301, 301, 301, 301),
    "feedback/<slug:token>/": row(410, 410, 302, 302, 302),  # of no invitation
    "feedback/sorry/": CITIZENS,
    "feedback/thanks/": CITIZENS,
    "gateway/replies/<str:token>/": POST_ONLY,
    "gateway/reports/<str:token>/": POST_ONLY,
    "grievances/": EVERYBODY,
    "grievances/<slug:number>/": row(404, 200, 404, 404, 404),
    "grievances/<slug:number>/appeal/": POST_ONLY,
    "grievances/<slug:number>/rating/": POST_ONLY,
    "grievances/<slug:number>/reopening/": POST_ONLY,
    "grievances/new/": CITIZENS,
    "grievances/new/<slug:about>/": CITIZENS,
    "grievances/track/": EVERYBODY,
    "grievances/track/<slug:number>/": EVERYBODY,
    "healthz": EVERYBODY,
    "information-form/": CITIZENS,
    "information-form/<slug:reference>/": row(404, 200, 404, 404, 404),
    "information-form/blocks/<slug:district>/": EVERYBODY,
    "information-form/forget/": POST_ONLY,
    "language/": POST_ONLY,
    "leaving/": row(404, 404, 404, 404, 404),  # without an address that our pages name
    # Whoever has proved no number goes to prove one; staff go to their own first page.
    "my/": row(302, 302, 302, 302, 302),
    "my/choices/": row(302, 302, 302, 302, 302),
    "my/drafts/<uuid:draft>/": POST_ONLY,
    "my/messages/": row(302, 302, 302, 302, 302),
    "my/session/": row(302, 302, 302, 302, 302),
    "my/sign-in/": CITIZENS,
    "my/sign-in/code/": row(302, 302, 302, 302, 302),
    "my/sign-out/": POST_ONLY,
    "office/appeals/": NO_DESIGNATED_OFFICER,
    "office/appeals/<slug:number>/": NO_DESIGNATED_OFFICER,
    "office/": OFFICERS,
    "office/find/": POST_ONLY,
    "office/requests/<slug:number>/": OFFICERS,
    "office/requests/<slug:number>/delivery/": OFFICERS,
    "office/requests/<slug:number>/forwarding/": OFFICERS,
    "office/requests/<slug:number>/papers-received/": POST_ONLY,
    "office/requests/<slug:number>/papers/": OFFICERS,
    "office/requests/<slug:number>/rejection/": OFFICERS,
    "office/requests/<slug:number>/taking/": POST_ONLY,
    "office/grievances/": OFFICERS,
    "office/grievances/<slug:number>/": row(302, 302, 403, 403, 403, officer=404),  # the PMU's
    "office/grievances/<slug:number>/<slug:act>/": POST_ONLY,
    "offline/": EVERYBODY,
    "operator/password/": STAFF,
    "operator/session/": STAFF,
    "operator/sign-in/": EVERYBODY,
    "operator/sign-out/": POST_ONLY,
    "pmu/enquiries/": ANSWERS_ENQUIRIES,
    "pmu/enquiries/<slug:number>/": {**ANSWERS_ENQUIRIES, "author": 404},  # of no text of hers
    **dict.fromkeys(
        (
            f"pmu/enquiries/<slug:number>/{act}/"
            for act in ("closing", "listing", "reopening", "reply", "taking")
        ),
        POST_ONLY,
    ),
    "pmu/feedback/": {**HANDLES_GRIEVANCES, "statistics": 200},
    "pmu/grievances/": HANDLES_GRIEVANCES,
    "pmu/grievances/<slug:number>/": HANDLES_GRIEVANCES,
    "pmu/grievances/<slug:number>/<slug:act>/": POST_ONLY,
    "pmu/letters/": HANDLES_GRIEVANCES,
    "pmu/letters/printing/": POST_ONLY,
    "pmu/outbox/": HANDLES_GRIEVANCES,
    "pmu/outbox/resending/": POST_ONLY,
    "policies/<slug:name>/": EVERYBODY,
    "readyz": row(503, 503, 503, 503, 503),  # on loopback, and no job has run in this world
    "resume/": CITIZENS,
    "robots.txt": EVERYBODY,
    "services/": EVERYBODY,
    "services/<slug:slug>/": EVERYBODY,
    "services/<slug:slug>/apply/": CITIZENS,
    "services/<slug:slug>/apply/<slug:page>/": row(302, 200, 302, 302, 302),
    "services/<slug:slug>/apply/check/": row(302, 200, 302, 302, 302),
    "services/<slug:slug>/eligibility/": EVERYBODY,
    "sitemap/": EVERYBODY,
    "sw.js": EVERYBODY,
    "track/": EVERYBODY,
    "track/<slug:acknowledgement>/": EVERYBODY,
    "which-services/": EVERYBODY,
    "pmu/unserved/": ADMINISTRATORS,
    **AUTHORING,
}

# The admin: strangers go to the one door, operators too; PMU by the table of test_admin_roles.
ADMIN_PAGES: dict[str, dict[str, int]] = {
    "admin/": row(302, 302, 302, 302, 200, officer=302),
    "admin/login/": row(302, 302, 403, 403, 302, officer=403),
    "admin/logout/": row(302, 302, 302, 302, 405, officer=302),
    # Without the field that it completes.
    "admin/autocomplete/": row(302, 302, 302, 302, 403, officer=302),
    "admin/jsi18n/": row(302, 302, 302, 302, 200, officer=302),
    "admin/audit/operator/<int:pk>/new-password/": row(302, 302, 302, 302, 405, officer=302),
}


PAGES_OF = {READ: {"list", "change", "history"}, WRITE: {"list", "change", "history", "add"}}
# A visit is one line of a day and has no page of its own.
NO_PAGE_OF_ONE = {("visit", "change"): 302, ("visit", "history"): 404}


def routes() -> Iterator[str]:
    def walk(patterns: Any, before: str) -> Iterator[str]:
        for pattern in patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield here
            else:
                yield from walk(pattern.url_patterns, here)

    yield from walk(get_resolver().url_patterns, "")


def admin_row(route: str) -> dict[str, int] | None:
    """What the table of roles gives for a list of the admin or one of its rows."""
    parts = route.removeprefix("admin/").strip("/").split("/")
    if len(parts) < 2 or not parts[1].isalpha():
        return None
    model, page = parts[1], parts[-1] if len(parts) > 2 else "list"
    statuses = row(302, 302, 302, 302, 403, officer=302)
    for role in PMU:
        seen = SEES[Role(role)].get(model)
        if page == "<path:object_id>":
            statuses[role] = 302
        elif (model, page) in NO_PAGE_OF_ONE:
            statuses[role] = NO_PAGE_OF_ONE[model, page] if seen or page == "history" else 403
        elif seen and page in PAGES_OF[seen]:
            statuses[role] = 200
    return statuses


def table() -> dict[str, dict[str, int]]:
    found = {}
    for route in routes():
        of_a_list = route.startswith("admin/") and route not in ADMIN_PAGES and "(?P" not in route
        if of_a_list and (statuses := admin_row(route)):
            found[route] = statuses
    return {**ACCESS, **ADMIN_PAGES, **found}


def test_every_route_has_its_row_and_every_row_its_route():
    # Two patterns of Django's admin hold no page of their own: an app's lists, and its 404.
    listed = {route for route in routes() if "(?P" not in route}
    assert listed == set(table())


def make_holiday() -> HolidayCorrection:
    return HolidayCorrection.objects.create(
        day=date(2027, 3, 1), is_holiday=True, name={"bn": "ছুটি", "en": "Holiday"}
    )


@pytest.fixture
def world(caste_certificate: Any, operator: Any, outsider: Any) -> dict[str, Any]:
    """A request and a form of a citizen, the same at a centre, drafts of both; all browsers."""
    browsers = {who: Client() for who in WHO}
    for role in PMU:
        make_staff(f"pmu.{role}", "Somebody", role=role)
    officer = make_officer("saheb", caste_certificate)
    officer.set_password(PASSWORD)
    officer.save()
    for who in WHO[2:]:
        own = {"operator": "mitali", "outsider": "sanjoy", "officer": "saheb"}
        login = own.get(who, f"pmu.{who}")
        sign_in(browsers[who], login)
    citizen = browsers["citizen"]
    own = apply(citizen)
    form = citizen.post("/information-form/", {**WHOLE, "consent": "on"})
    citizen.post("/grievances/new/portal/", {"text": "ফি-র পাতা খোলে না।"})
    complaint = Grievance.objects.get().number
    browsers["operator"].post("/desk/grievances/portal/", {"text": "মানচিত্র খোলে না।"})
    at_desk = Grievance.objects.exclude(number=complaint).get().number
    told = {"topic": "site", "text": "মানচিত্র কোথায় আছে?", "answer_by": "none"}
    citizen.post("/contact/", {**told, "form_token": str(uuid4())})
    enquiry = Enquiry.objects.get().number
    fill(citizen)
    at_centre = make_request(caste_certificate, operator)
    appeal = make_appeal(at_centre)
    draft = Draft.objects.create(
        service=caste_certificate,
        version=caste_certificate.current_version,
        operator=operator,
        centre=operator.centre,
    )
    rows = {
        "service": caste_certificate.pk,
        "department": caste_certificate.department_id,
        "bankquestion": make_bank_question().pk,
        "centre": operator.centre_id,
        "operator": operator.pk,
        "district": "320",
        "subdivision": "320-KALYANI",
        "block": "320-B-CHAKDAHA",
        "servicerequest": at_centre.pk,
        "appeal": appeal.pk,
        "holidaycorrection": make_holiday().pk,
        "visit": make_visit().pk,
        "refusal": make_refusal().pk,
        "event": Event.objects.latest("pk").pk,
        "replytemplate": ReplyTemplate.objects.create(
            title={"bn": "কাগজ", "en": "Papers"}, text={"bn": "লাগে না।", "en": "None."}
        ).pk,
        "messagetext": MessageText.objects.create(template="request.taken", language="en").pk,
    }
    return {
        "browsers": browsers,
        "rows": rows,
        "values": {
            "acknowledgements/<slug:number>/": own.acknowledgement,
            "track/<slug:acknowledgement>/": own.acknowledgement,
            "<slug:reference>": form["Location"].strip("/").split("/")[-1],
            "desk/grievances/lodged/<slug:number>/": at_desk,
            "desk/people/<slug:reference>/": at_centre.citizen.reference,
            "<slug:number>": at_centre.acknowledgement,
            **{
                f"{room}grievances/{of}<slug:number>/": complaint
                for room in ("", "office/", "pmu/")
                for of in ("", "track/")
            },
            "contact/<slug:number>/": enquiry,
            "pmu/enquiries/<slug:number>/": enquiry,
            "acknowledgements/<slug:number>/appeal/": own.acknowledgement,
            "acknowledgements/<slug:number>/papers/": own.acknowledgement,
            "<slug:appeal_number>": appeal.number,
            "office/appeals/<slug:number>/": appeal.number,
            "<slug:about>": "centre",
            "<slug:token>": "0123456789abcdef",
            "<str:token>": "0123456789abcdef",
            "<slug:act>": "taking",
            "<uuid:draft_id>": str(draft.pk),
            "<uuid:draft>": str(draft.pk),
            "documents/<uuid:number>/": str(make_document(at_centre).pk),
            "<slug:district>": "320",
            "<slug:name>": "privacy",
            "<slug:slug>": "caste-certificate",
            "<slug:page>": "about-you",
            "<int:pk>": str(operator.pk),
            # A proposal of the same service, with a group of questions and a rule of eligibility.
            "<slug:key>": make_proposal(caste_certificate),
            "<int:number>": "1",
            "<slug:language>": "en",
            "<slug:digest>": caste_certificate.current_version.digest[:12],
        },
    }


def address_of(route: str, world: dict[str, Any]) -> str:
    """The route with what stands in this world where it has a place for something."""
    for part in re.findall(r"<[^>]+>", route):
        if part == "<path:object_id>":
            value = world["rows"][route.split("/")[2]]
        else:
            value = world["values"].get(route) or world["values"][part]
        route = route.replace(part, str(value))
    return f"/{route}"


def test_everybody_gets_what_the_table_says(world):
    got = {
        route: {
            who: world["browsers"][who].get(address_of(route, world)).status_code for who in WHO
        }
        for route in table()
    }
    assert got == table()


def test_another_centres_rows_are_refused_once_each_and_look_like_nothing(world):
    Refusal.objects.all().delete()
    outsider = world["browsers"]["outsider"]
    for route, statuses in table().items():
        if statuses["operator"] == 200 and statuses["outsider"] == 404:
            before = Refusal.objects.count()
            answer = outsider.get(address_of(route, world))
            assert (answer.status_code, Refusal.objects.count()) == (404, before + 1)
    assert set(Refusal.objects.values_list("rule", "login_name")) == {("other_centre", "sanjoy")}


def test_state_changes_are_refused_to_get(world):
    before = world_state()
    for route in table():
        for browser in world["browsers"].values():
            browser.get(address_of(route, world))
    assert world_state() == before


def world_state() -> list[Any]:
    return [
        list(ServiceRequest.objects.values_list("status", "revision")),
        Draft.objects.count(),
        Citizen.objects.count(),
        list(Operator.objects.values_list("is_active", "password")),
        Event.objects.exclude(
            action__in=("document.opened", "enquiry.opened")
        ).count(),  # which is written down
        list(Proposal.objects.values_list("stage", "revision", "content")),
    ]
