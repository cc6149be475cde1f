"""Centres come from a CSV file: the real list and the invented one never mix."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.models import Centre, District, Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nadia")]

HEADER = "code,name_bn,name_en,block,kind,place_bn,place_en,pin,from,to"
CHAKDAHA = "NAD-001,চাকদহ কেন্দ্র,Chakdaha centre,320-B-CHAKDAHA,centre,বিডিও অফিস,BDO office,741222,,"
CAMP = "NAD-C01,কল্যাণী শিবির,Kalyani camp,320-M-KALYANI,camp,,,741235,2026-11-01,2026-11-30"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "centres.csv"


def write(path: Path, *lines: str, start: str = HEADER) -> None:
    path.write_text("\n".join((start, *lines)) + "\n", encoding="utf-8")


def run(*arguments: object) -> list[str]:
    out = StringIO()
    call_command("load_centres", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def refused(path: Path, *arguments: str) -> list[str]:
    complaints = StringIO()
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("load_centres", *arguments, str(path), stderr=complaints, stdout=StringIO())
    return [line.removeprefix(f"{path}:") for line in complaints.getvalue().splitlines()]


def test_centre_and_camp_are_written_with_their_district_and_dates(path):
    write(path, CHAKDAHA, CAMP)
    assert run(path) == [
        "  added    NAD-001",
        "  added    NAD-C01",
        "Centres: 2 added, 0 changed, 0 unchanged, 0 kept though not in the file.",
    ]
    centre, camp = Centre.objects.all()
    assert (centre.district_id, centre.pin, centre.place["en"], centre.is_demonstration) == (
        "320",
        "741222",
        "BDO office",
        False,
    )
    assert (camp.kind, str(camp.opens_on), str(camp.closes_on), camp.place) == (
        "camp",
        "2026-11-01",
        "2026-11-30",
        {},
    )
    assert Event.objects.get().details == {
        "centres_added": 2,
        "centres_changed": 0,
        "centres_unchanged": 0,
        "centres_kept": 0,
    }


def test_same_file_again_changes_nothing(path):
    write(path, CHAKDAHA, CAMP)
    run(path)
    assert run(path)[-1] == "Nothing changes."
    assert Event.objects.count() == 1


def test_changed_fields_are_named_and_absent_centres_kept(path):
    write(path, CHAKDAHA, CAMP)
    run(path)
    write(path, CHAKDAHA.replace("741222", "৭৪১২২৩").replace("BDO", "Block"))
    assert run(path)[:2] == [
        "  changed  NAD-001: place, pin",
        "  kept     NAD-C01 (not in the file)",
    ]
    assert Centre.objects.get(code="NAD-001").pin == "741223"
    assert Centre.objects.filter(code="NAD-C01").exists()


def test_dry_run_writes_nothing(path):
    write(path, CHAKDAHA)
    assert run("--dry-run", path)[-1] == "Dry run: nothing was written."
    assert (Centre.objects.count(), Event.objects.count()) == (0, 0)


def test_every_fault_of_the_rows_is_named_with_its_line(path):
    write(
        path,
        CHAKDAHA,
        CHAKDAHA.replace("741222", "041222"),
        CAMP.replace("NAD-C01", "NAD-C02").replace("2026-11-30", "31/11/2026"),
        CAMP.replace("NAD-C01", "NAD-C03").replace("2026-11-30", "2026-10-30"),
        CAMP.replace("NAD-C01", "NAD-C04").replace("2026-11-30", ""),
        "NAD-003,কেন্দ্র,Centre,320-B-NOWHERE,kiosk,,,,,",
        "NAD-004,কেন্দ্র,Centre,320-B-CHAKDAHA,centre,,,,",
        "nad 5,,Centre,320-B-CHAKDAHA,centre,স্কুল,,,,",
        "NAD-006,কেন্\ufffdদ্র,Centre,320-B-CHAKDAHA,centre,,,,,",
    )
    assert refused(path) == [
        "3: code NAD-001 stands on line 2 already",
        "3: pin '041222' is not six digits of which the first is not 0",
        "4: to '31/11/2026' is not a date as 2026-11-30",
        "5: to 2026-10-30 is before from 2026-11-01",
        "6: a camp needs its first and last day, from and to",
        "7: block 320-B-NOWHERE is not known",
        "7: kind 'kiosk' is not one of centre, camp",
        "8: has 9 cells under 10 columns",
        "9: code 'nad 5' is not capital letters and digits joined by hyphens",
        "9: name_bn is empty",
        "9: place_en is empty",
        "10: name_bn holds characters that cannot be read",
        "10: name_bn is empty",
    ]
    assert Centre.objects.count() == 0


def test_missing_and_unknown_columns_are_named(path):
    write(path, "NAD-001", start=HEADER.replace("name_bn", "name").replace(",pin", ""))
    assert refused(path) == [
        "1: column name_bn is missing; column pin is missing; column 'name' is unknown"
    ]


def test_file_with_a_byte_order_mark_is_read(path):
    path.write_text(f"{HEADER}\r\n{CHAKDAHA}\r\n", encoding="utf-8-sig")
    run(path)
    assert Centre.objects.get().code == "NAD-001"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (f"{HEADER}\nNAD-001,কেন্দ্র,".encode("utf-16"), "1: is saved as UTF-16; save it as UTF-8"),
        (f"{HEADER}\nNAD-001,".encode() + b"\xe9t\xe9", "2: is not UTF-8: byte 0xe9"),
        (b"", "1: is empty"),
        (f'{HEADER}\nNAD-001,"never closed'.encode(), "2: is not CSV: unexpected end of data"),
    ],
)
def test_file_that_is_not_utf8_csv_is_refused(path, content, complaint):
    path.write_bytes(content)
    assert refused(path) == [complaint]


def test_cell_with_line_ends_does_not_shift_the_lines_told(path):
    write(
        path,
        CHAKDAHA.replace("BDO office", '"BDO\noffice"'),
        CAMP.replace("741235", "7412"),
    )
    assert refused(path) == ["4: pin '7412' is not six digits of which the first is not 0"]


def test_invented_centres_need_the_flag_and_real_ones_refuse_it(path):
    write(path, CHAKDAHA.replace("NAD-001", "DEMO-320-01"))
    assert refused(path) == ["2: code DEMO-320-01 is a demonstration's; real centres have another"]
    write(path, CHAKDAHA)
    assert refused(path, "--demonstration") == ["2: code NAD-001 does not begin with DEMO-"]


def test_demonstration_centres_stand_in_every_district_beside_real_ones(path):
    call_command("load_places", verbosity=0, stdout=StringIO())
    write(path, CHAKDAHA)
    run(path)
    lines = run("--demonstration")
    assert "NAD-001" not in "".join(lines)
    invented = Centre.objects.filter(is_demonstration=True)
    assert set(invented.values_list("district_id", flat=True)) == set(
        District.objects.values_list("code", flat=True)
    )
    assert Centre.objects.exclude(is_demonstration=True).get().code == "NAD-001"


def test_without_a_path_the_command_asks_for_one():
    with pytest.raises(CommandError, match="Name the CSV file of centres"):
        run()
