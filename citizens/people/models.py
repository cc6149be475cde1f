"""The person, as told on the Citizen Information Form; no account, no password, no profile."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Block, Centre, District
from audit.languages.ages import years_between


class Citizen(models.Model):
    """What one person told on the form. A family shares a mobile, so it identifies nobody alone."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Third gender")

    class BirthKnownAs(models.TextChoices):
        DATE = "date", _("Date of birth")
        YEAR = "year", _("Year of birth only")
        AGE = "age", _("Age only")

    reference = models.CharField(_("form reference"), max_length=13, unique=True)
    name = models.CharField(_("name"), max_length=120)
    # Spelling-blind form of the name: one person, not two, however the letters were composed.
    name_key = models.CharField(max_length=240)
    # How the name sounds, in whichever script (audit.languages.name_sound): whole names are found by it.
    name_sound = models.CharField(max_length=240, blank=True, default="", db_default="")
    guardian_name = models.CharField(_("guardian's name"), max_length=120)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex)
    birth_known_as = models.CharField(_("birth known as"), max_length=4, choices=BirthKnownAs)
    birth_date = models.DateField(_("date of birth"), null=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True)
    age = models.PositiveSmallIntegerField(_("age"), null=True)
    age_told_on = models.DateField(_("age told on"), null=True)
    mobile = models.CharField(_("mobile"), max_length=13, blank=True)
    wants_written_answer = models.BooleanField(_("wants a written answer"), default=False)
    email = models.EmailField(_("e-mail"), blank=True)
    postal_address = models.TextField(_("postal address"), max_length=400, blank=True)
    district = models.ForeignKey(District, models.PROTECT, verbose_name=_("district"))
    block = models.ForeignKey(
        Block, models.PROTECT, null=True, verbose_name=_("block or municipality")
    )
    village_or_ward = models.CharField(_("village or ward"), max_length=120)
    house = models.CharField(_("house, road or para"), max_length=200, blank=True)
    pin = models.CharField(_("PIN code"), max_length=6)
    language = models.CharField(_("language"), max_length=10, default="bn")
    # The centre that filled the form in; blank when the person did.
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, verbose_name=_("centre"))
    notice_version = models.CharField(_("privacy notice version"), max_length=20)
    consented_at = models.DateTimeField(_("consented at"))
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    # Of a form that came by itself: the same token gives the same row, however often it arrives.
    form_token = models.UUIDField(null=True, unique=True)
    # Digest of the secret in the cookie of the browser that sent the form; blank at a centre.
    browser = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("citizen")
        verbose_name_plural = _("citizens")
        constraints = [
            models.CheckConstraint(
                name="citizen_birth_is_told_in_one_way",
                condition=models.Q(
                    birth_known_as="date", birth_date__isnull=False, birth_year=None, age=None
                )
                | models.Q(
                    birth_known_as="year", birth_year__isnull=False, birth_date=None, age=None
                )
                | models.Q(
                    birth_known_as="age",
                    age__isnull=False,
                    age_told_on__isnull=False,
                    birth_date=None,
                    birth_year=None,
                ),
            ),
            models.CheckConstraint(
                name="citizen_mobile_is_indian",
                condition=models.Q(mobile="") | models.Q(mobile__regex=r"^\+91[6-9][0-9]{9}$"),
            ),
            models.CheckConstraint(
                name="citizen_pin_has_six_digits", condition=models.Q(pin__regex=r"^[1-9][0-9]{5}$")
            ),
            models.CheckConstraint(
                name="citizen_who_wants_a_written_answer_can_get_it",
                condition=models.Q(wants_written_answer=False)
                | ~models.Q(email="")
                | ~models.Q(postal_address=""),
            ),
        ]
        indexes = [
            models.Index(fields=["mobile"], name="citizen_mobile", condition=~models.Q(mobile="")),
            models.Index(
                fields=["name_sound", "centre"],
                name="citizen_name_sound",
                condition=~models.Q(name_sound=""),
            ),
            models.Index(fields=["created_at"], name="citizen_created"),
            models.Index(
                fields=["browser"], name="citizen_browser", condition=~models.Q(browser="")
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def age_on(self, day: date) -> int | None:
        """Full years on that day; where only a year is known, the age reached in that year.

        Somebody born on 29 February is a year older on 1 March where there is no 29th.
        """
        match self.birth_known_as:
            case self.BirthKnownAs.DATE if self.birth_date:
                return years_between(self.birth_date, day)
            case self.BirthKnownAs.YEAR if self.birth_year:
                return day.year - self.birth_year
            case self.BirthKnownAs.AGE if self.age is not None and self.age_told_on:
                return self.age + years_between(self.age_told_on, day)
        return None
