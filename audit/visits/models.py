"""One row for each browser's visit: from where, from when to when, and how it ended; no pages."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visit(models.Model):
    """A visit. The table is partitioned by the Indian day of `access_time`; a migration makes it.

    Its key in PostgreSQL is (access_time, id): give both when looking for one visit, and a range
    of access_time in every list, or all partitions are searched.
    """

    class Ending(models.TextChoices):
        SIGNED_OUT = "signed_out", _("Signed out")
        SIGNED_IN = "signed_in", _("Went on as a signed-in visit")
        SIGNED_IN_ELSEWHERE = "signed_in_elsewhere", _("Signed in elsewhere")
        ENDED_BY_STAFF = "ended_by_staff", _("Ended by staff")
        IDLE = "idle", _("Idle")
        EXPIRED = "expired", _("Expired")

    id = models.UUIDField(_("visit"), primary_key=True, default=uuid.uuid4)
    access_time = models.DateTimeField(_("access time"))
    last_seen = models.DateTimeField(_("last seen"))
    out_time = models.DateTimeField(_("out time"), null=True)
    ended = models.CharField(_("how it ended"), max_length=20, choices=Ending, blank=True)
    ip = models.GenericIPAddressField(_("IP address"), null=True)
    login_name = models.CharField(_("login name"), max_length=150, blank=True)
    centre = models.CharField(_("centre"), max_length=40, blank=True)

    class Meta:
        managed = False
        db_table = "audit_visit"
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return str(self.id)
