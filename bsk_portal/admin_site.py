"""The PMU's admin: Django's own, entered through the portal's sign-in and left through its sign-out."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(AdminSite):
    site_header = _("BSK portal: PMU")
    site_title = _("BSK portal: PMU")
    index_title = _("What the PMU keeps")
    enable_nav_sidebar = True

    def get_urls(self) -> list[Any]:
        """Without Django's own password pages: everybody's is at /operator/password/."""
        gone = {"password_change", "password_change_done", "view_on_site"}
        return [route for route in super().get_urls() if getattr(route, "name", "") not in gone]

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One door for all staff: lockout, visits and session rules hold there."""
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            raise PermissionDenied
        next_page = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(next_page, reverse("operator-sign-in"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        from audit.centres.views import sign_out  # noqa: PLC0415  # the admin site loads before models

        return sign_out(request)
