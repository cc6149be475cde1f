"""The shared questions as bank.toml gives them, checked, and written by their keys."""

from audit.journal.loads import Changes
from services.catalogue.bank import BankQuestion
from services.catalogue.definition import Question, question
from services.catalogue.entries import Entry
from services.catalogue.facts import FACTS
from services.catalogue.kinds import NOT_IN_A_GROUP
from services.catalogue.question_file import refuse_members
from services.catalogue.question_settings import read_key, read_settings


def read_bank(bank: Entry) -> dict[str, Question]:
    """The shared questions in their exact form, by key."""
    questions: dict[str, Question] = {}
    for entry in bank.tables("questions"):
        shared = _shared(entry)
        if shared["key"] in questions:
            entry.refuse(f"key {shared['key']} stands in this file already", "key")
        questions[shared["key"]] = shared
    bank.close()
    return questions


def _shared(entry: Entry) -> Question:
    key = read_key(entry)
    if key in FACTS:
        entry.refuse(f"{key} is known of every person, and not asked", "key")
    whole = {"key": key, "bank": key, **read_settings(entry)}
    if not whole["purpose"] and "purpose" not in entry.table:
        entry.refuse("purpose is missing")
    members = [_member(each) for each in entry.tables("questions")]
    refuse_members(entry, whole["kind"], members)
    entry.close()
    return question({**whole, "questions": members})


def _member(entry: Entry) -> Question:
    whole = {"key": read_key(entry), "required": entry.flag("required", default=True)}
    whole.update(read_settings(entry))
    if whole["kind"] in NOT_IN_A_GROUP:
        entry.refuse(f"a {whole['kind']} cannot be asked within a group", "kind")
    entry.close()
    return question(whole)


def write_bank(wanted: dict[str, Question]) -> Changes:
    """Adds and changes shared questions; one that left the file is kept, since services may ask it."""
    changes = Changes("Questions")
    stored = {row.key: row for row in BankQuestion.objects.all()}
    for key, shared in wanted.items():
        row = stored.get(key)
        before = row.as_question() if row else {}
        differing = sorted(
            name for name in before.keys() | shared.keys() if before.get(name) != shared.get(name)
        )
        if row and not differing:
            changes.unchanged.append(key)
            continue
        if row:
            changes.changed[key] = differing
        else:
            changes.added.append(key)
            row = BankQuestion(key=key)
        row.say(shared)
        row.save()
    changes.kept = sorted(stored.keys() - wanted.keys())
    return changes
