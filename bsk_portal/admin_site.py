"""The PMU's admin: Django's own, entered through the portal's sign-in and left through its sign-out."""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
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

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Refuses an address with a NUL before a list hands it to PostgreSQL, which takes none."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if any(
                "\0" in name or "\0" in "".join(request.GET.getlist(name)) for name in request.GET
            ):
                raise BadRequest
            return inner(request, *args, **kwargs)

        return checked

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
