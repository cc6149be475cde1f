from django.urls import path

from citizens.people import views

urlpatterns = [
    path("information-form/", views.information_form, name="information-form"),
    path("information-form/forget/", views.forget_browser, name="forget-browser"),
    path("information-form/blocks/<slug:district>/", views.blocks, name="information-form-blocks"),
    path(
        "information-form/<slug:reference>/",
        views.information_form_saved,
        name="information-form-saved",
    ),
]
