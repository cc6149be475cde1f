"""Says that a reader is leaving for a site that is not ours; leads only to those that our pages name."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from services.catalogue.addresses import ADDRESS, hosts_named

# Hosts that the policies name.
POLICY_HOSTS = frozenset(("www.cert-in.org.in",))


@cache_control(private=True, no_cache=True)
def leaving(request: HttpRequest) -> HttpResponse:
    """The page between; it sends nobody on by itself, and 404 for any address that we do not name."""
    address = request.GET.get("to", "")
    found = ADDRESS.fullmatch(address)
    if found is None or not address.startswith("https://"):
        raise Http404
    host = found["host"].lower()
    if host not in POLICY_HOSTS and host not in hosts_named():
        raise Http404
    return render(request, "policies/leaving.html", {"address": address, "host": host})
