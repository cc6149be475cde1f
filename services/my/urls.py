from django.urls import path

from services.my import choices, home, sign_in

urlpatterns = [
    path("", home.home, name="my"),
    path("choices/", choices.choices, name="my-choices"),
    path("drafts/<uuid:draft>/", home.go_on, name="my-draft"),
    path("messages/", home.told, name="my-messages"),
    path("session/", home.session, name="my-session"),
    path("sign-in/", sign_in.sign_in, name="my-sign-in"),
    path("sign-in/code/", sign_in.code, name="my-code"),
    path("sign-out/", home.sign_out, name="my-sign-out"),
]
