"""Begins an operator's draft and throws one away; a citizen's own drafts are not touched here."""

from uuid import uuid4

from django.db import transaction

from audit.centres.models import Operator
from citizens.people.models import Citizen
from citizens.people.registration import person_of
from services.catalogue.models import ServiceVersion
from services.desk.rows import drafts_of
from services.requests.models import Draft


def begin(version: ServiceVersion, *, citizen: Citizen | None, operator: Operator) -> Draft:
    """A draft of this version of a service, with what the person's form says.

    The operator's empty draft of the same is taken again: pressing twice begins once.
    """
    person = person_of(citizen) if citizen else {}
    begun = drafts_of(operator).filter(version=version, citizen=citizen)
    draft = begun.filter(person=person, answers={}, pages_done=[]).first()
    if draft is None:
        # The draft's address leads to the request once it is sent: both have one token.
        token = uuid4()
        draft = Draft.objects.create(
            id=token,
            token=token,
            service_id=version.service_id,
            version=version,
            operator=operator,
            centre=operator.centre,
            citizen=citizen,
            person=person,
        )
    return draft


def discard(draft: Draft) -> None:
    with transaction.atomic():  # the files of its documents go once it is certain
        draft.delete()
