"""Is the process alive, and is the portal fit to serve; the second answers on loopback only."""

from ipaddress import ip_address

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse

from audit.journal.client_address import client_address
from bsk_portal.readiness import CHECKS


def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: touches no table."""
    return HttpResponse("alive\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200, or 503 when a check fails; a line for each: its name, and `ok` or what is wrong."""
    if not is_local(request):
        raise Http404
    lines, fit = [], True
    for name, check in CHECKS.items():
        try:
            fault = check()
        except (OperationalError, InterfaceError):
            fault = "PostgreSQL does not answer."
        fit = fit and not fault
        lines.append(f"{name}: {fault or 'ok'}\n")
        if fault and name == "database":
            break  # each of the others would wait for it in vain
    return HttpResponse("".join(lines), status=200 if fit else 503, content_type="text/plain")


def is_local(request: HttpRequest) -> bool:
    """Asked on this machine itself; what a proxy hands on is a stranger's, whatever it says."""
    address = client_address(request)
    return (
        address is not None
        and ip_address(address).is_loopback
        and "X-Forwarded-For" not in request.headers
    )
