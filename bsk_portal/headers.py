"""Security headers of every answer; an answer may be stored by a browser only if its view says so."""

from functools import lru_cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


@lru_cache(maxsize=1)
def site_policy() -> str:
    """The policy of the settings; building it for each answer costs a twentieth of a small page."""
    return str(build_policy())


class HeadersMiddleware(CSPMiddleware):
    """Django-csp's middleware, which builds the header anew only where a view changes the policy."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not any(name.startswith("_csp") for name in vars(response)) and not hasattr(
            request, "_csp_nonce"
        ):
            response.headers.setdefault(HEADER, site_policy())
        else:
            response = super().process_response(request, response)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cache-Control", "no-store")
        return response
