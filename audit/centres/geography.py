"""District, subdivision, block or municipality: names change, codes do not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.languages.translated import TranslatedField


class District(models.Model):
    """One of the 23 districts; the code is the Local Government Directory's."""

    code = models.CharField(_("code"), max_length=10, primary_key=True)
    name = TranslatedField(_("name"))

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.name)


class Subdivision(models.Model):
    code = models.CharField(_("code"), max_length=60, primary_key=True)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="subdivisions", verbose_name=_("district")
    )
    name = TranslatedField(_("name"))

    class Meta:
        verbose_name = _("subdivision")
        verbose_name_plural = _("subdivisions")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.name)


class Block(models.Model):
    """A community development block (villages), or a municipality or corporation (wards)."""

    class Kind(models.TextChoices):
        BLOCK = "block", _("Block")
        MUNICIPALITY = "municipality", _("Municipality")

    code = models.CharField(_("code"), max_length=60, primary_key=True)
    subdivision = models.ForeignKey(
        Subdivision, models.PROTECT, related_name="blocks", verbose_name=_("subdivision")
    )
    # Repeated from the subdivision: every address check and list of blocks goes by district.
    district = models.ForeignKey(
        District, models.PROTECT, related_name="blocks", verbose_name=_("district")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = TranslatedField(_("name"))

    class Meta:
        verbose_name = _("block or municipality")
        verbose_name_plural = _("blocks and municipalities")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.name)
