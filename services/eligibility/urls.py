from django.urls import URLPattern, path

from services.eligibility import views

urlpatterns: list[URLPattern] = [
    path("which-services/", views.which_services, name="which-services"),
    path("services/<slug:slug>/eligibility/", views.eligibility, name="eligibility"),
]
