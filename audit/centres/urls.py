from django.urls import path

from audit.centres import views

urlpatterns = [
    path("operator/sign-in/", views.sign_in, name="operator-sign-in"),
    path("operator/password/", views.password, name="operator-password"),
    path("operator/session/", views.session, name="operator-session"),
    path("operator/sign-out/", views.sign_out, name="operator-sign-out"),
]
