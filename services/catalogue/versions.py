"""Published versions (first version: the citizen helper replaces it)."""

from services.catalogue.models import Service, ServiceVersion


def publish(service: Service) -> ServiceVersion:
    raise AssertionError("being written")
