from django.urls import URLPattern, path

from services.office import home

urlpatterns: list[URLPattern] = [
    path("", home.office, name="office"),
]
