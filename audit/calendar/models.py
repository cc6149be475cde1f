"""What the PMU corrects in the calendar: a holiday that was added, moved or taken away."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.calendar.public_holidays import SUNDAY
from audit.languages.translated import TranslatedField


class HolidayCorrection(models.Model):
    """Whether one day is a holiday, whatever else says; a district's own word counts before the state's.

    `recounted_at` is empty while due dates that hang on the day have still to be counted again.
    """

    day = models.DateField(_("day"))
    is_holiday = models.BooleanField(_("is a holiday"), default=True)
    name = TranslatedField(_("name"))
    district = models.ForeignKey(
        "audit.District",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("district"),
        help_text=_("Leave it empty for the whole state."),
    )
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    recounted_at = models.DateTimeField(_("due dates counted again at"), null=True, editable=False)

    class Meta:
        verbose_name = _("correction of a holiday")
        verbose_name_plural = _("corrections of holidays")
        ordering = ["-day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "district"],
                name="holiday_corrected_once_for_a_district",
                nulls_distinct=False,
                violation_error_message=_(
                    "This day is corrected already: change that correction instead."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"

    def clean(self) -> None:
        if self.day and self.day.weekday() == SUNDAY:
            raise ValidationError({"day": _("This is a Sunday, which never counts.")})
