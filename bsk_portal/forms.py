"""Every form of the portal is drawn by the same templates: label, hint, error, then the input."""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    field_template_name = "forms/field.html"
