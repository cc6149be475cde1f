"""What people are told: whole in every language, in two parts at most, equal to what is registered."""

from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override

from citizens.models import MessageText, Notice
from citizens.notices.parts import part_count, units
from citizens.notices.registration import FellBack, fallen_back
from citizens.notices.rendering import rendered
from citizens.notices.templates import LONGEST, PARTS, templates
from citizens.notices.wording import filled, longest_values, registered_form, wording_faults
from tests.desk_fixtures import signed_in

LANGUAGES = ("bn", "en", "hi", "ur")


def notice(template: str, language: str = "bn", channel: str = "sms", **values: str) -> Notice:
    return Notice(template=template, language=language, channel=channel, values=values)


@pytest.mark.parametrize(
    ("text", "length", "parts"),
    [
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
        ("a" * 159 + "€", 161, 2),
        ("a" * 152 + "€" + "a" * 152, 306, 3),  # the sign is not torn apart
        ("ক" * 70, 70, 1),
        ("ক" * 71, 71, 2),
        ("ক" * 134, 134, 2),
        ("ক" * 135, 135, 3),
        ("😀" * 35, 70, 1),
        ("😀" * 66, 132, 2),
        ("😀" * 67, 134, 3),
        ("it’s", 4, 1),
    ],
)
def test_message_is_counted_in_parts_as_the_network_does(
    text: str, length: int, parts: int
) -> None:
    assert (units(text), part_count(text)) == (length, parts)


def test_every_text_is_there_in_four_languages_with_its_own_values() -> None:
    for template in templates().values():
        assert template.sms or template.body, template.key
        for part in PARTS:
            texts = template.texts(part)
            if not texts:
                continue
            assert tuple(texts) == LANGUAGES, (template.key, part)
            for text in texts.values():
                filled(text, longest_values(template))  # KeyError for an unknown variable
        for language, text in template.body.items():
            assert all(f"{{{name}}}" in text for name in template.variables if name != "code"), (
                template.key,
                language,
            )


def test_every_sms_fits_two_parts_with_its_longest_values() -> None:
    faulty = {
        (template.key, language): str(fault.message)
        for template in templates().values()
        for language, text in template.sms.items()
        if (fault := wording_faults(template, text))
    }
    assert faulty == {}
    for template in templates().values():
        for language in ("bn", "hi", "ur"):
            if template.sms:
                assert units(filled(template.sms[language], longest_values(template))) <= 134


@pytest.mark.django_db
def test_values_stand_in_the_message_as_people_read_them() -> None:
    told = rendered(
        notice("request.received", "en", number="BSK-3C4D-7XYA-9KMNP", due="2026-12-04")
    )
    assert (told.language, told.text, told.part_count) == (
        "en",
        "Your application is received. Acknowledgement number BSK-3C4D-7XYA-9KMNP. "
        "It is due by 04/12/2026.",
        1,
    )


@pytest.mark.django_db
def test_letter_has_a_title_and_a_value_with_braces_stays_as_it_is() -> None:
    told = rendered(notice("enquiry.reply", "en", "letter", number="BSK-1", reply="{number} {x}"))
    assert (told.title, told.text, told.part_count) == (
        "The answer to your question: BSK-1",
        "This is the answer to what you asked us (number BSK-1):\n\n{number} {x}",
        0,
    )


@pytest.mark.django_db
def test_language_without_a_text_gets_bangla_and_never_a_gap() -> None:
    told = rendered(notice("request.taken", "ta", number="BSK-1"))
    assert (told.language, told.text) == ("bn", "আপনার আবেদন BSK-1 এখন আধিকারিক দেখছেন।")
    with pytest.raises(ValueError, match="are missing"):
        rendered(notice("request.taken", number=""))


def fault_of(**fields: Any) -> dict[str, list[str]]:
    text = MessageText(template="request.taken", language="en", **fields)
    with pytest.raises(ValidationError) as refused:
        text.full_clean()
    return {
        name: [error.code or "" for error in errors]
        for name, errors in refused.value.error_dict.items()
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"wording": "Taken."}, {"wording": ["missing"]}),
        ({"wording": "{number} {name}"}, {"wording": ["unknown"]}),
        ({"wording": "{number} }"}, {"wording": ["brace"]}),
        ({"wording": "{number} " + "a" * 290}, {"wording": ["long"]}),
        ({"wording": "{number} 2341 2341 2346"}, {"wording": ["aadhaar"]}),
        ({"dlt_template_id": "1107"}, {"registered_text": ["both"]}),
        ({"registered_text": "x", "dlt_template_id": ""}, {"dlt_template_id": ["both"]}),
        (
            {"registered_text": "x", "dlt_template_id": "12a"},
            {"dlt_template_id": ["id"], "registered_text": ["differs"]},
        ),
    ],
)
def test_text_that_could_not_be_sent_is_refused_beside_its_field(
    fields: dict[str, str], faults: dict[str, list[str]]
) -> None:
    assert fault_of(**fields) == faults


@pytest.mark.django_db
def test_registered_text_must_be_what_is_sent_and_the_fault_says_where() -> None:
    same = "An officer is now looking at your application {#var#}."
    text = MessageText(
        template="request.taken", language="en", registered_text=same, dlt_template_id="1107"
    )
    text.full_clean()
    text.registered_text = same.replace("now", "not")
    with pytest.raises(ValidationError) as refused:
        text.full_clean()
    with override("en"):
        assert refused.value.messages == [
            "It differs from what is sent at character 17: “t looking at” is registered, "
            "“w looking at” is sent."
        ]
    text.registered_text = same
    text.save()
    told = rendered(notice("request.taken", "en", number="BSK-1"))
    assert (told.text, told.dlt_template_id) == (
        "An officer is now looking at your application BSK-1.",
        "1107",
    )


def test_longest_link_has_room_for_the_portals_pages() -> None:
    path = max(("/track/BSK-3C4D-7XYA-9KMNP/", "/feedback/0123456789abcdef/"), key=len)
    assert len("https://portal.bsk.wb.gov.in" + path) <= LONGEST["link"]


@pytest.mark.django_db
def test_command_names_what_is_not_registered_and_what_no_longer_is(capsys: Any) -> None:
    texts = [
        MessageText(
            template=template.key,
            language=language,
            registered_text=registered_form(template.sms[language]),
            dlt_template_id="1107",
        )
        for template in templates().values()
        for language, _name in settings.LANGUAGES
        if template.sms
    ]
    MessageText.objects.bulk_create(texts)
    call_command("check_templates")
    assert capsys.readouterr().out == "Every text is registered as it is sent.\n"
    MessageText.objects.filter(template="code.sign_in", language="bn").delete()
    MessageText.objects.filter(template="request.taken", language="en").update(
        registered_text="Changed"
    )
    with pytest.raises(SystemExit):
        call_command("check_templates")
    assert capsys.readouterr().out.splitlines() == [
        "request.taken en: It differs from what is sent at character 1: “Changed” is "
        "registered, “An officer i” is sent.",
        "code.sign_in bn: is not registered",
    ]


@pytest.mark.django_db
def test_messages_that_fell_back_to_bangla_are_counted() -> None:
    told = {"about": "request:X", "channel": "sms", "template": "request.taken"}
    for language in ("bn", "ta", "ta", "en"):
        Notice.objects.create(**told, language=language)
    assert fallen_back(timezone.now()) == [FellBack("request.taken", "ta", 2)]


@pytest.mark.django_db
def test_administrator_writes_a_wording_and_is_told_beside_the_field(administrator: Any) -> None:
    client = signed_in(administrator)
    form = {"template": "request.taken", "language": "en", "registered_text": ""}
    add = "/admin/citizens/messagetext/add/"
    answer = client.post(add, {**form, "wording": "Taken."})
    with override("en"):
        assert answer.context["adminform"].errors == {
            "wording": ["The value {number} is missing in the wording."]
        }
    assert client.post(add, {**form, "wording": "{number} is taken."}).status_code == 302
    assert rendered(notice("request.taken", "en", number="BSK-1")).text == "BSK-1 is taken."
    assert "Not registered" in client.get("/admin/citizens/messagetext/").content.decode()
