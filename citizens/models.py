"""Index of the rooms' models."""

from citizens.enquiries.models import Enquiry, EnquirySending, EnquiryStep, ReplyTemplate
from citizens.notices.choices import NoticeChoice
from citizens.notices.message_texts import MessageText
from citizens.notices.models import Notice
from citizens.own_sign_in.models import CitizenSession, OneTimeCode
from citizens.people.models import Citizen

__all__ = [
    "Citizen",
    "CitizenSession",
    "Enquiry",
    "EnquirySending",
    "EnquiryStep",
    "MessageText",
    "Notice",
    "NoticeChoice",
    "OneTimeCode",
    "ReplyTemplate",
]
