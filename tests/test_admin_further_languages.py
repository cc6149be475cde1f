"""A host that offers fewer languages keeps what was written in the others."""

from django.forms import modelform_factory

from services.catalogue.bank_admin import BankQuestionForm
from services.models import Department


def test_host_that_offers_fewer_languages_keeps_the_texts_of_the_others(settings, db):
    title = {"bn": "ভূমি", "en": "Land", "hi": "भूमि"}
    department = Department.objects.create(slug="land", title=title)
    settings.LANGUAGES = [("bn", "বাংলা"), ("en", "English")]
    form_class = modelform_factory(Department, fields=["title"])
    form = form_class({"title_bn": "ভূমি", "title_en": "Land"}, instance=department)
    assert form.has_changed() is False
    form = form_class({"title_bn": "ভূমি দপ্তর", "title_en": "Land"}, instance=department)
    form.save()
    department.refresh_from_db()
    assert department.title == {"bn": "ভূমি দপ্তর", "en": "Land", "hi": "भूमि"}


def test_options_keep_their_texts_in_languages_not_offered_here(settings):
    settings.LANGUAGES = [("bn", "বাংলা"), ("en", "English")]
    own = {"value": "own", "bn": "নিজের", "en": "Own", "hi": "अपना"}
    form = BankQuestionForm(initial={"options": [own]})
    changed = {"value": "own", "bn": "নিজস্ব", "en": "Own"}
    assert form.with_unasked_languages(changed) == {**changed, "hi": "अपना"}
    assert form.with_unasked_languages({"value": "new", "bn": "নতুন", "en": "New"}) == {
        "value": "new",
        "bn": "নতুন",
        "en": "New",
    }
