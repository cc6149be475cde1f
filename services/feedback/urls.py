from django.urls import path

from services.feedback import page, pmu, replies

urlpatterns = [
    path("feedback/thanks/", page.thanks, name="feedback-thanks"),
    path("feedback/sorry/", page.thanks, {"poor": True}, name="feedback-sorry"),
    path("feedback/<slug:token>/", page.feedback, name="feedback"),
    path("gateway/replies/<str:token>/", replies.reply, name="feedback-reply"),
    path("pmu/feedback/", pmu.scores, name="pmu-feedback"),
]
