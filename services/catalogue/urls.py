from django.urls import URLPattern, path

from services.catalogue import views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("services/", views.services, name="services"),
    path("services/<slug:slug>/", views.service, name="service"),
]
