"""Every page and state of the portal, made once for a whole run and kept as what the browser got."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from audit.centres.replaying import Typed, seal
from audit.journal.actors import CITIZEN, SCHEDULE
from audit.models import Operator
from bsk_portal.pages import POLICIES
from citizens.models import Notice
from services.grievances.moves import answer as answer_grievance
from services.models import Document, Draft, Grievance, ServiceRequest
from services.requests.moves import ask_papers, deliver, forward, reject
from tests import document_files as files
from tests.admin_rows import make_citizen, make_request
from tests.appeal_fixtures import make_appeal, officer
from tests.authoring_pages import states_of_authoring
from tests.catalogue_rows import make_department, make_pond_lease, make_service
from tests.conftest import PASSWORD
from tests.desk_fixtures import begin, fill, signed_in
from tests.document_rows import make_document, make_service_with_documents
from tests.eligibility_rows import make_women
from tests.errand_fixtures import WHOLE, address, caste_certificate, question, token
from tests.errand_fixtures import fill as answer_all
from tests.feedback_rows import link_for, score_often
from tests.filling_fixtures import MEMBERS, SLUG, publish, save, when
from tests.filling_fixtures import begin as begin_alone
from tests.test_access import WHO, address_of, table, world
from tests.test_error_pages import NAMES
from tests.test_sign_in import sign_in

__all__ = ["Seen", "caste_certificate", "every_page", "world"]
LANGUAGES = ("bn", "en")
# Ten times what these places hold by custom, and a word of a hundred letters without a break.
LONG_BN, LONG_EN = "দরখাস্তের নিয়মাবলি ও কাগজপত্র " * 10, "Rules and papers of the application " * 10
UNBROKEN = "ক্ষ্মৌ" * 20


@dataclass(frozen=True)
class Seen:
    """A page as it was answered; `name` tells route, state and language."""

    name: str
    language: str
    html: str

    @property
    def of_django(self) -> bool:
        """Whether the markup is that of Django's admin, which is not the portal's to mend."""
        return self.name.startswith("/admin/")


KEPT: list[Seen] = []


@pytest.fixture
def every_page(request: Any, settings: Any) -> list[Seen]:
    """In each language: every route of the table of access that shows a page, then the states."""
    if not KEPT:
        place = request.getfixturevalue("world")
        settings.DEMONSTRATION = True  # the banner is one more thing that can overflow
        for language in LANGUAGES:
            for browser in place["browsers"].values():
                browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            KEPT.extend(seen(language, routes_of(place)))
        service = request.getfixturevalue("caste_certificate")
        operator = request.getfixturevalue("operator")
        states = States(place, service, operator)
        for language in LANGUAGES:
            for browser in place["browsers"].values():
                browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            KEPT.extend(seen(language, states.of(language)))
        KEPT.extend(seen("bn", error_pages()))
    return KEPT


def seen(language: str, answers: Iterator[tuple[str, Any]]) -> Iterator[Seen]:
    for name, answer in answers:
        html = answer if isinstance(answer, str) else answer.content.decode()
        assert "</html>" in html, f"{name} is no page"
        yield Seen(f"{name} {language}", language, html)


def routes_of(place: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each route once, by the first who may open it: the public as strangers, the rest as staff."""
    for route, statuses in table().items():
        who = next((who for who in (*WHO, "administrator") if statuses[who] == 200), None)
        if who is None:
            continue
        answer = place["browsers"][who].get(address_of(route, place))
        if answer["Content-Type"].startswith("text/html"):
            yield address_of(route, place), answer


def error_pages() -> Iterator[tuple[str, Any]]:
    for name in NAMES:
        context = {
            "reference": "3WRRM7CX",
            "fields": [("name", "রহিমা")],
            "token": "x",
            "sealed": "x",
        }
        yield f"error {name}", render_to_string(f"errors/{name}.html", {**context, "path": "/x/"})


def locked_up(door: Client, password: str) -> Any:
    """An operator comes back with what she had typed when her session ended."""
    colleague = Operator.objects.get(login_name="sanjoy")
    typed = Typed("/desk/", [("name", UNBROKEN)], files=True)
    return sign_in(door, "sanjoy", password, sealed=seal(str(colleague.pk), typed))


class States:
    """What the pages look like filled, refused, empty, crowded and overlong."""

    def __init__(self, place: dict[str, Any], service: Any, operator: Any) -> None:
        self.browsers, self.values, self.service = place["browsers"], place["values"], service
        self.desk = self.browsers["operator"]
        make_pond_lease()
        ponds = make_department("long", LONG_BN[:200], LONG_EN[:200])
        self.long = make_service(ponds, "long-title", LONG_BN[:290] + UNBROKEN[:30], LONG_EN[:290])
        make_women()
        long_names = make_citizen(
            name=UNBROKEN[:120], guardian_name=UNBROKEN[:120], village_or_ward=LONG_BN[:120]
        )
        made = [make_request(service, operator, citizen=long_names) for _ in range(25)]
        forward(made[0], revision=0, by=operator.actor)
        forward(made[1], revision=0, by=operator.actor)
        deliver(made[1], revision=1, by=operator.actor)
        forward(made[2], revision=0, by=operator.actor)
        reject(made[2], revision=1, reason=LONG_BN[:250], by=operator.actor)
        ask_papers(made[3], wanted=LONG_BN[:250], revision=0, by=operator.actor)
        statuses = ("forwarded", "delivered", "rejected", "papers")
        self.moved = dict(zip(statuses, made, strict=False))
        self.person = long_names
        score_often(service, operator.centre)

    def of(self, language: str) -> Iterator[tuple[str, Any]]:
        yield from self.public()
        yield from self.citizens()
        yield from self.under_a_number()
        yield from self.complaints()
        yield from self.papers()
        yield from self.documents()
        yield from self.groups()
        yield from self.at_the_desk()
        yield from self.of_authors()
        yield from self.of_appeals(language)
        yield from self.of_enquiries()
        yield from self.of_feedback()
        yield from self.at_the_office()
        yield from self.at_the_door(language)

    def of_authors(self) -> Iterator[tuple[str, Any]]:
        author, approver = self.browsers["author"], self.browsers["approver"]
        yield from states_of_authoring(author, approver, self.service, UNBROKEN * 10)

    def public(self) -> Iterator[tuple[str, Any]]:
        stranger = self.browsers["stranger"]
        for path in (
            "/services/?q=pond",
            "/services/?q=zebra",
            f"/services/?q={UNBROKEN}",
            "/services/pond-lease/",
            "/services/long-title/",
            *(f"/policies/{name}/" for name in POLICIES),
        ):
            yield path, stranger.get(path)
        yield "tracking, nothing typed", stranger.post("/track/", {})
        wrong = {"number": "BSK-3467-89AB-CDEFG", "digits": "1111"}
        yield "tracking, wrong", stranger.post("/track/", wrong)
        yield from self.who_can_have_what(stranger)
        for status, row in self.moved.items():
            right = {"number": row.number, "digits": "2345"}
            yield f"tracked, {status}", stranger.post("/track/", right)

    def who_can_have_what(self, stranger: Client) -> Iterator[tuple[str, Any]]:
        told = {"age": "32", "sex": "female"}
        for path in ("/services/women/eligibility/", "/which-services/"):
            yield f"{path}, yes", stranger.post(path, {**told, "government_pay": "no"})
            yield f"{path}, perhaps", stranger.post(path, told)
            yield f"{path}, no", stranger.post(path, {"sex": "male"})
            yield f"{path}, nothing typed", stranger.post(path, {})
            yield f"{path}, overlong", stranger.post(path, {"age": UNBROKEN * 10})
        yield "/services/women/eligibility/", stranger.get("/services/women/eligibility/")
        yield "/services/women/", stranger.get("/services/women/")

    def citizens(self) -> Iterator[tuple[str, Any]]:
        citizen = self.browsers["citizen"]
        number = self.values["acknowledgements/<slug:number>/"]
        yield "slip", citizen.get(f"/acknowledgements/{number}/?paper=slip")
        answer_all(citizen)
        not_agreed = {"form_token": token(citizen)}
        yield "check, not agreed", citizen.post(address("check"), not_agreed)
        yield "apply, begun", citizen.get(address())
        yield from self.coming_back()
        overlong = dict.fromkeys((*WHOLE, "caste", "income", "more"), UNBROKEN * 10)
        for page in ("how-to-reach-you", "where-you-live", "questions-1", "questions-2"):
            yield f"apply, {page}", citizen.get(address(page))
        for page in ("about-you", "how-to-reach-you", "where-you-live", "questions-1"):
            yield f"apply, {page}, nothing typed", citizen.post(address(page), {})
            yield f"apply, {page}, overlong", citizen.post(address(page), overlong)
        yield "information form, nothing typed", citizen.post("/information-form/", {})
        yield "information form, overlong", citizen.post("/information-form/", overlong)

    def complaints(self) -> Iterator[tuple[str, Any]]:
        """Of a person, nothing typed; one that is answered, to who made it; one to answer."""
        citizen, number = self.browsers["citizen"], self.values["grievances/<slug:number>/"]
        yield "complaint, nothing typed", citizen.post("/grievances/new/person/", {})
        answer = f"/pmu/grievances/{number}/answer/"
        yield "complaint, answer of no words", self.browsers["helpdesk"].post(answer, {})
        if (row := Grievance.objects.get(number=number)).is_open:
            answer_grievance(row, text=LONG_BN, revision=row.revision, by=CITIZEN)
        yield "complaint, answered", citizen.get(f"/grievances/{number}/")

    def under_a_number(self) -> Iterator[tuple[str, Any]]:
        """By the number of the person with many requests, who is called by a name without a break."""
        citizen = Client()
        language = self.browsers["citizen"].cookies["bsk-language"].value
        citizen.cookies["bsk-language"] = language
        yield "my sign-in, nothing typed", citizen.post("/my/sign-in/", {})
        citizen.post("/my/sign-in/", {"mobile": self.person.mobile})
        yield "my code, wrong", citizen.post("/my/sign-in/code/", {"code": "1"})
        code = Notice.objects.filter(template="code.sign_in").latest("id").values["code"]
        citizen.post("/my/sign-in/code/", {"code": code})
        for path in ("/my/", "/my/choices/", "/my/messages/", "/my/session/"):
            yield path, citizen.get(path)
        rejected = self.moved["rejected"].acknowledgement
        step = {"step": "appellate-rejected", "ground": UNBROKEN * 20}
        yield "appeal, overlong", citizen.post(f"/acknowledgements/{rejected}/appeal/", step)

    def papers(self) -> Iterator[tuple[str, Any]]:
        """Wanted of the citizen, long: on her page, when she gives a wrong one, and at the desk."""
        number = self.values["acknowledgements/<slug:number>/"]
        row = ServiceRequest.objects.get(acknowledgement=number)
        if row.status == "received":
            ask_papers(row, wanted=UNBROKEN * 4, revision=row.revision, by=SCHEDULE)
        page = f"/acknowledgements/{number}/papers/"
        yield "papers wanted, none given", self.browsers["citizen"].post(page, {})
        yield "acknowledgement, papers", self.browsers["citizen"].get(page.removesuffix("papers/"))

    def documents(self) -> Iterator[tuple[str, Any]]:
        """A page that asks for some: none yet, one refused, one kept, one that held a virus, enough."""
        make_service_with_documents()
        citizen = self.browsers["citizen"]
        citizen.post(address(slug="papers"))
        page = address("questions-1", "papers")
        yield "documents, none", citizen.get(page)
        sent = [files.sent(files.photograph()), files.sent(b"x", f"{UNBROKEN}.exe")]
        yield "documents, one refused", citizen.post(page, {"proof": sent})
        draft = Draft.objects.get(service__slug="papers")
        for state in ("waiting", "refused"):
            make_document(draft, state=state)
        yield "documents, of every state", citizen.get(page)
        Document.objects.filter(draft=draft).update(state="clean")
        yield "documents, enough", citizen.get(page)
        waiting = make_document(draft, state="waiting")
        yield "document that waits", citizen.get(f"/documents/{waiting.pk}/")
        Draft.objects.filter(pk=draft.pk).delete()

    def groups(self) -> Iterator[tuple[str, Any]]:
        """Of a family: a question that comes in, a row more, too few, read back; new questions."""
        land = question("land", "yes_no")
        acres = question("acres", "number", shown_when=when("land", "equals", "yes"))
        family, one = [land, acres, MEMBERS], {"land": "no", "family-0-relative": UNBROKEN[:100]}
        publish([family])
        citizen = self.browsers["citizen"]
        begin_alone(citizen)
        yield "group, a question comes in", save(citizen, 1, land="yes")
        yield "group, a row more", save(citizen, 1, **one, add="family")
        yield "group, too few", save(citizen, 1, land="no")
        grown = {**one, "family-0-years": "40", "family-1-relative": "রীতা", "family-1-years": "70"}
        yield "group, a wrong row", save(citizen, 1, **{**grown, "family-1-years": "x"})
        save(citizen, 1, **{**grown, "family-rows": "2"})
        yield "group, read back", citizen.get(address("check", SLUG))
        publish([[*family, question("well", "text", label={"bn": LONG_BN, "en": LONG_EN})]])
        yield "application whose questions changed", citizen.get(address(slug=SLUG))
        yield "page whose questions changed", citizen.get(address("questions-1", SLUG))
        Draft.objects.filter(service__slug=SLUG).delete()

    def coming_back(self) -> Iterator[tuple[str, Any]]:
        """To an application that another browser began, where this one has its own."""
        citizen, elsewhere = self.browsers["citizen"], Client()
        answer_all(elsewhere)
        number = elsewhere.get(address()).context["draft"].number
        yield "resume, nothing typed", citizen.post("/resume/", {})
        yield "resume, wrong", citizen.post("/resume/", {"number": number, "digits": "1111"})
        yield "resume, which", citizen.post("/resume/", {"number": number, "digits": "2345"})

    def at_the_desk(self) -> Iterator[tuple[str, Any]]:
        draft = begin(self.desk)
        yield "desk, many rows", self.desk.get("/desk/")
        yield "desk, requests of a status", self.desk.get("/desk/requests/?status=delivered")
        yield "desk, sheet", self.desk.get(draft)
        overlong = dict.fromkeys(("name", "village_or_ward", "q-caste"), UNBROKEN * 10)
        yield "desk, sheet, nothing typed", fill(self.desk, draft, **dict.fromkeys(WHOLE))
        yield "desk, sheet, overlong", fill(self.desk, draft, **overlong)
        fill(self.desk, draft, village_or_ward=LONG_BN[:120])
        yield "desk, check", self.desk.get(f"{draft}check/")
        yield "desk, check, not agreed", self.desk.post(f"{draft}check/", {})
        yield "desk, information form", self.desk.post("/desk/information-form/", {})
        yield (
            "desk, services to choose",
            self.desk.post("/desk/drafts/", {"service": "certificate"}),
        )
        yield "desk, no service", self.desk.post("/desk/drafts/", {"service": "zebra"})
        yield "desk, person", self.desk.get(f"/desk/people/{self.person.reference}/")
        for status, row in self.moved.items():
            yield f"desk, {status}", self.desk.get(f"/desk/requests/{row.acknowledgement}/")
        for wanted in ("9800012345", "9800099999", "x", ""):
            yield f"desk, find {wanted}", self.desk.post("/desk/find/", {"wanted": wanted})
        reject_at = f"/desk/requests/{self.moved['forwarded'].acknowledgement}/rejection/"
        yield "desk, rejected without reason", self.desk.post(reject_at, {"revision": "1"})

    def of_appeals(self, language: str) -> Iterator[tuple[str, Any]]:
        """As the officer sees them who hears them: one late, one decided, and an order too short."""
        found = self.moved["forwarded"]
        if not found.appeals.exists():
            make_appeal(found, due_on=date(2026, 1, 5), ground=UNBROKEN * 3)
            officer("appellate", "arpita", found)
        late = found.appeals.get().number
        hears = signed_in(Operator.objects.get(login_name="arpita"), language)
        yield "appeals", hears.get("/office/appeals/")
        yield "appeal, no order", hears.post(f"/office/appeals/{late}/", {"decision": "allow"})

    def at_the_office(self) -> Iterator[tuple[str, Any]]:
        officer = self.browsers["officer"]
        at = f"/office/requests/{self.moved['forwarded'].acknowledgement}/"
        yield "office, many rows", officer.get("/office/")
        yield "office, delivered nothing", officer.post(f"{at}delivery/", {"revision": "1"})

    def of_enquiries(self) -> Iterator[tuple[str, Any]]:
        """Refused to the citizen, and at the help desk an answer and a closing without a word."""
        yield "contact, nothing typed", self.browsers["citizen"].post("/contact/", {})
        address = f"/pmu/enquiries/{self.values['pmu/enquiries/<slug:number>/']}/"
        for act in ("reply", "closing"):
            yield f"enquiry, {act} empty", self.browsers["helpdesk"].post(f"{address}{act}/", {})

    def of_feedback(self) -> Iterator[tuple[str, Any]]:
        """The faces with nothing chosen, and the PMU's counts."""
        path = link_for(self.moved["delivered"])
        yield "feedback, nothing chosen", self.browsers["citizen"].post(path, {})
        yield "feedback, counts and words", self.browsers["helpdesk"].get("/pmu/feedback/")

    def at_the_door(self, language: str) -> Iterator[tuple[str, Any]]:
        door = Client()
        door.cookies["bsk-language"] = language
        yield "sign-in, nothing typed", sign_in(door, "", "")
        yield "sign-in, refused", sign_in(door, "nobody", "wrong")
        tries = [sign_in(door, f"locked.{language}", "wrong") for _ in range(6)]
        yield f"sign-in, locked out ({tries[-1].status_code})", tries[-1]
        yield "sign-in, refused with a form locked up", locked_up(door, "wrong")
        yield "sign-in, form given back", locked_up(door, PASSWORD)
        yield "sign-in, ended", door.get("/operator/sign-in/?why=idle&next=/desk/")
        changed = {"old_password": "x", "new_password1": "1", "new_password2": "2"}
        yield "password, refused", self.desk.post("/operator/password/", changed)
