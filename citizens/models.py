"""Index of the rooms' models."""

from citizens.notices.choices import NoticeChoice
from citizens.notices.models import Notice
from citizens.own_sign_in.models import CitizenSession, OneTimeCode
from citizens.people.models import Citizen

__all__ = ["Citizen", "CitizenSession", "Notice", "NoticeChoice", "OneTimeCode"]
