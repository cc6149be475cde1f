"""The map of the portal; each app's index lists its rooms."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import URLPattern, URLResolver, include, path

from bsk_portal import design, display, health, language, leaving, offline, pages

if admin.site.is_registered(Group):  # roles are in code
    admin.site.unregister(Group)

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("language/", language.choose_language, name="choose-language"),
    path("design/", design.design, name="design"),
    path("display/", display.choose_display, name="choose-display"),
    path("leaving/", leaving.leaving, name="leaving"),
    path("offline/", offline.offline_page, name="offline"),
    path("sw.js", offline.worker, name="service-worker"),
    path("policies/<slug:name>/", pages.policy, name="policy"),
    path("sitemap/", pages.sitemap, name="sitemap"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("admin/", admin.site.urls),
    path("", include("audit.urls")),
    path("", include("citizens.urls")),
    path("", include("services.urls")),
]

handler400 = "bsk_portal.errors.bad_request"
handler403 = "bsk_portal.errors.forbidden"
handler404 = "bsk_portal.errors.not_found"
handler500 = "bsk_portal.errors.server_error"
