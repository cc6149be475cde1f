"""Places come from CSV files by code: said before they are written, refused whole when faulty."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.centres.loading import DATA
from audit.models import Block, Centre, District, Event, Subdivision

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> list[str]:
    out = StringIO()
    call_command("load_places", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def refused(*arguments: object) -> list[str]:
    complaints = StringIO()
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("load_places", *map(str, arguments), stderr=complaints, stdout=StringIO())
    return complaints.getvalue().splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the portal's own places, to be changed."""
    for name in ("districts", "subdivisions", "blocks"):
        shutil.copy(DATA / f"{name}.csv", tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> int:
    """Replaces a text that stands once and returns its line."""
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))
    return text[: text.index(old)].count("\n") + 1


def test_first_load_writes_every_place_and_one_event():
    lines = run()
    districts, subdivisions, blocks = (
        model.objects.count() for model in (District, Subdivision, Block)
    )
    assert lines[-3:] == [
        f"Districts: {districts} added, 0 changed, 0 unchanged, 0 kept though not in the file.",
        f"Subdivisions: {subdivisions} added, 0 changed, 0 unchanged, 0 kept though not in the file.",
        f"Blocks: {blocks} added, 0 changed, 0 unchanged, 0 kept though not in the file.",
    ]
    assert districts == 23
    event = Event.objects.get()
    assert (event.action, event.by, event.details["blocks_added"]) == (
        "places.loaded",
        "command",
        blocks,
    )


def test_second_load_changes_nothing_and_says_so():
    run()
    assert run()[-1] == "Nothing changes."
    assert Event.objects.count() == 1


def test_dry_run_says_what_would_change_and_writes_nothing():
    lines = run("--dry-run")
    assert "  added    320" in lines
    assert lines[-1] == "Dry run: nothing was written."
    assert (District.objects.count(), Event.objects.count()) == (0, 0)


def test_changed_name_is_told_with_its_field(folder):
    run()
    edit(folder / "districts.csv", "Nadia", "Nadia (new)")
    assert run(folder)[0] == "  changed  320: name"
    assert District.objects.get(code="320").name["en"] == "Nadia (new)"


def test_place_that_the_file_does_not_name_is_kept_and_named(folder):
    run()
    lines = (folder / "blocks.csv").read_text().splitlines()
    (folder / "blocks.csv").write_text("\n".join(lines[:-1]) + "\n")
    code = lines[-1].split(",")[0]
    assert run(folder)[0] == f"  kept     {code} (not in the file)"
    assert Block.objects.filter(code=code).exists()


def test_block_moved_to_another_district_takes_its_centres_along(folder):
    run()
    Centre.objects.create(
        code="NAD-001",
        name={"bn": "চাকদহ", "en": "Chakdaha"},
        block_id="320-B-CHAKDAHA",
        district_id="320",
    )
    edit(folder / "blocks.csv", "320-B-CHAKDAHA,320-KALYANI", "320-B-CHAKDAHA,305-BANKURA-SADAR")
    assert run(folder)[:2] == [
        "  changed  320-B-CHAKDAHA: subdivision, district",
        "  changed  NAD-001: district",
    ]
    assert Centre.objects.get().district_id == "305"


def test_every_fault_is_named_with_file_and_line_and_nothing_is_written(folder):
    unknown = edit(folder / "blocks.csv", "320-B-CHAKDAHA,320-KALYANI", "320-B-CHAKDAHA,999-X")
    nameless = edit(folder / "districts.csv", "320,নদিয়া,Nadia", "320,,Nadia")
    assert refused(folder) == [
        f"{folder}/blocks.csv:{unknown}: subdivision 999-X is not known",
        f"{folder}/districts.csv:{nameless}: name_bn is empty",
    ]
    assert District.objects.count() == 0


def test_missing_file_is_named(folder):
    (folder / "districts.csv").unlink()
    assert (
        refused(folder)[0] == f"{folder}/districts.csv:1: cannot be read: No such file or directory"
    )


def test_name_that_is_not_composed_is_put_into_nfc(folder):
    run()
    # The vowel sign o, typed as its two halves.
    edit(folder / "districts.csv", "নদিয়া", "নদিয়া, ক\u09c7\u09be".replace(",", ""))
    run(folder)
    assert District.objects.get(code="320").name["bn"].endswith("ক\u09cb")
