"""A citizen without JavaScript fills in any service, page by page, with an answer to every question."""

import re
from collections.abc import Mapping
from typing import Any

from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.document_files import photograph
from tests.errand_fixtures import PERSON
from tests.html_forms import Form, Page, Value, Visitor

Question = Mapping[str, Any]

TYPED: dict[str, Value] = {
    "text": "শিমুরালি, চাকদহ",
    "long_text": "গ্রাম শিমুরালি\nডাকঘর চাকদহ",
    "name": "সুচিত্রা মণ্ডল",
    "money": "১,২০,০০০",
    "date": "০৩/০৪/২০১৯",
    "yes_no": "yes",
    "mobile": "৯৮৩০০ ১২৩৪৫",
    "email": "suchitra@example.org",
    "pin": "৭৪১২৪৮",
    "aadhaar": "৪৩২১",
    "epic": "ABC1234567",
    "scheme_number": "SC/2019/47110",
    "statement": "on",
}
PARTS: dict[str, dict[str, str]] = {
    "partial_date": {"known": "year", "year": "১৯৯৮"},
    "address": {
        "district": "320",
        "block": "320-B-CHAKDAHA",
        "village_or_ward": "শিমুরালি",
        "line": "পুরাতন পাড়া",
        "pin": "741248",
    },
    "bank_account": {"account": "০০১২৩৪৫৬৭৮৯", "ifsc": "SBIN0001234"},
    "ration_card": {"kind": "PHH", "number": "0012345678"},
}
HERE = {"Origin": "http://testserver"}  # as a browser says of a form of our own page
MEMBERS = 2  # told about in each group, or the least where that is more


class Citizen(Visitor):
    """`chosen` are the answers that a service leads by, by key; another question has any answer."""

    before = ""  # how the names of the service's own inputs begin
    button = "later"  # by which the form of the page is known

    def __init__(self, slug: str, pages: list[Any], chosen: Mapping[str, Value]) -> None:
        super().__init__(Client())
        self.slug, self.chosen = slug, chosen
        self.questions = {
            question["key"]: question for page in pages for question in page["questions"]
        }
        self.reference = ""
        self.files_sent: set[str] = set()
        self.drawn = 0

    @property
    def start(self) -> str:
        return f"/services/{self.slug}/apply/"

    def begin(self) -> Page:
        page = self.send(self.open(self.start).form(to=self.start))
        found = re.search(r"BSK-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]+", self.open(self.start).html)
        assert found, "the citizen is told no reference"
        self.reference = found[0]
        return self.open(page.url)

    def come_back(self) -> Page:
        """In another browser, with nothing but the reference and the mobile's last four digits."""
        self.client = Client()
        form = self.open("/resume/").form(having="number")
        self.send(form, {"number": self.reference, "digits": "২৩৪৫"})
        assert self.page.url.endswith(self.start), self.page.html
        return self.send(self.page.form(to=self.start))

    def half(self) -> None:
        """Types the half of what the page asks, and stops."""
        form = self.page.form(having=self.button)
        typed = self._typed(form)
        # The blocks of a district come only once its button was pressed.
        names = [name for name in typed if not re.search(r"(^|-)block$", name)]
        some = {name: typed[name] for name in names[: (len(names) + 1) // 2]}
        self._note_files(form, some)
        self.posts += 1
        answer = self.client.post(form.address, form.filled(some, press=("later", "1")))
        assert (answer.status_code, answer.url) == (302, self.start)

    def fill(self) -> Page:
        """Fills in the page, and what its answers lead to, until another page comes."""
        here = self.page.url
        for _round in range(5):
            self._add_rows()
            self._show_blocks()
            form = self.page.form(having=self.button)
            typed = self._typed(form)
            self._note_files(form, typed)
            self.send(form, typed)
            if self.page.url != here:
                return self.page
            assert "error-summary" not in self.page.html, summary(self.page.html)
        raise AssertionError(f"{here} does not come to an end")

    def _note_files(self, form: Form, typed: dict[str, Value]) -> None:
        self.files_sent.update(name for name in typed if form.named(name)[0].kind == "file")

    def _add_rows(self) -> None:
        for key, question in self.questions.items():
            while question["kind"] == "group" and self._has_too_few(key, question):
                self.send(self.page.form(having=self.button), press=("add", f"{self.before}{key}"))

    def _has_too_few(self, key: str, question: Question) -> bool:
        form = self.page.form(having=self.button)
        counter = form.named(f"{self.before}{key}-rows")
        wanted = min(max(question.get("least") or 0, MEMBERS), question.get("most") or MEMBERS)
        return bool(counter) and int(counter[0].value) < wanted

    def _show_blocks(self) -> None:
        form = self.page.form(having=self.button)
        districts = [name for name in form.names if re.search(r"(^|-)district$", name)]
        if districts and form.button("show_blocks"):
            typed: dict[str, Value] = dict.fromkeys(districts, "320")
            self.send(form, typed, press=("show_blocks", "1"))

    def _typed(self, form: Form) -> dict[str, Value]:
        """What is still empty of what the form offers."""
        standing = form.shown()
        typed: dict[str, Value] = {}
        for name in dict.fromkeys(control.name for control in form.controls):
            if (name in standing and not standing[name]) or self._is_file(form, name):
                value = self._answer(name, form)
                if value:
                    typed[name] = value
        return typed

    def _is_file(self, form: Form, name: str) -> bool:
        """A file is sent once: the page lists what it has."""
        files = [control for control in form.named(name) if control.kind == "file"]
        return bool(files) and name not in self.files_sent

    def _answer(self, name: str, form: Form) -> Value:
        for told in PERSON.values():
            if name in told and name not in self.questions:
                return str(told[name])
        if name in {"language", "house"}:
            return ""
        question, part = self._asked(name)
        if question is None:
            return ""
        key, kind = question["key"], question["kind"]
        if key in self.chosen:
            return self.chosen[key]
        if kind in PARTS:
            return PARTS[kind].get(part, "")
        if kind == "document":
            return [self._file(question) for _each in range(question.get("least") or 1)]
        if kind == "number":
            return str(min(max(question.get("least") or 0, 2011), question.get("most") or 2011))
        if kind in {"choice", "choices"}:
            offered = [control.value for control in form.named(name) if control.value]
            return offered[:2] if kind == "choices" else offered[0]
        return TYPED[kind]

    def _asked(self, name: str) -> tuple[Question | None, str]:
        """The question of an input, and which part of its answer it holds."""
        name = name.removeprefix(self.before)
        for key, question in self.questions.items():
            if name == key or (
                name.startswith((f"{key}-", f"{key}_")) and question["kind"] in PARTS
            ):
                return question, name[len(key) + 1 :]
            row = re.fullmatch(rf"{key}-\d+-(?P<rest>.+)", name)
            if question["kind"] == "group" and row:
                for member in question["questions"]:
                    if row["rest"] == member["key"] or row["rest"].startswith(f"{member['key']}-"):
                        return member, row["rest"][len(member["key"]) + 1 :]
        return None, ""

    def _file(self, question: Question) -> SimpleUploadedFile:
        self.drawn += 1  # the same picture twice is kept once
        picture = photograph(40 + self.drawn, 40)
        return SimpleUploadedFile(f"{question['key']}.jpg", picture, "image/jpeg")


def summary(html: str) -> str:
    """What a page says is wrong, for the message of a failed test."""
    start = html.index("error-summary")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[start : start + 2_000]))


class AtTheDesk(Citizen):
    """An operator fills in the whole service on her one page; her session is dead whenever she sends
    what she typed, and she signs in again on the page that says so."""

    before = "q-"
    button = "go_on"

    def __init__(self, *told: Any, client: Client, login_name: str, password: str) -> None:
        super().__init__(*told)
        self.client = client
        self.again = {"username": login_name, "password": password}
        self.killed = 0

    def begin(self) -> Page:
        return self.send(self.open("/desk/").form(having="service"), {"service": self.slug})

    def serve(self) -> None:
        """Up to the reading out."""
        for _round in range(6):
            self._add_rows()
            self._show_blocks()
            form = self.page.form(having=self.button)
            typed = self._typed(form)
            files = {name for name in typed if form.named(name)[0].kind == "file"}
            self._killed_send(form, {name: typed[name] for name in typed.keys() - files})
            if self.page.url.endswith("/check/"):
                return
            form = self.page.form(having=self.button)
            sent = {name: typed[name] for name in files if form.named(name)}
            self._note_files(form, sent)
            self.send(form, sent, press=("save", "1"))
            assert "error-summary" not in self.page.html, summary(self.page.html)
        raise AssertionError("the sheet does not come to an end")

    def _killed_send(self, form: Form, typed: dict[str, Value]) -> None:
        Session.objects.all().delete()
        self.killed += 1
        ended = self.client.post(form.address, form.filled(typed, ("go_on", "1")), headers=HERE)
        assert ended.status_code == 403
        locked = Page(form.address, ended.content.decode())
        self.send(locked.form(having="sealed"), dict(self.again), headers=HERE)
        given_back = self.page.form(to=form.address.rpartition("testserver")[2])
        self.send(given_back, headers=HERE)
