"""Publishes a service's questions as one unchanging row, which drafts and requests are built from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from services.catalogue.bank import Bank, whole_bank, with_bank
from services.catalogue.condition_faults import faults
from services.catalogue.definition import definition, digest_of, faults_of_shape
from services.catalogue.models import Service, ServiceVersion


def publish(
    service: Service,
    pages: Iterable[Mapping[str, Any]],
    eligibility: Sequence[Mapping[str, Any]] = (),
    *,
    bank: Bank | None = None,
) -> ServiceVersion:
    """Makes these questions and rules the ones that new drafts ask; the same again gives the same
    version. The texts of `bank`, by default the stored one, are copied in as they stand, and never read
    from the bank again.

    Raises ValidationError with every fault: a key that stands for two questions, a group within a
    group, a shared question that the bank lacks, a condition that names what is asked later.
    """
    whole = definition(with_bank(pages, bank), eligibility)
    if wrong := faults_of_shape(whole) or faults(whole, whole_bank() if eligibility else None):
        raise ValidationError(wrong)
    with transaction.atomic():
        Service.objects.select_for_update().get(pk=service.pk)
        version, _made = ServiceVersion.objects.get_or_create(
            service=service, digest=digest_of(whole), defaults={"definition": whole}
        )
        if service.current_version_id != version.pk:
            version.published_at = timezone.now()
            version.save(update_fields=["published_at"])
            service.current_version = version
            service.save(update_fields=["current_version"])
    return version
