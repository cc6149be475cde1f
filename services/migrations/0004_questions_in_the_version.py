"""Questions live in the versions alone, and PostgreSQL keeps a version as it was published.

Every save of the tables that go published a version, so that nothing is in them that is not in one.
"""

import django.core.validators
from django.db import migrations, models

import audit.languages.translated

GUARD = """
UPDATE services_serviceversion SET published_at = created_at;

CREATE FUNCTION services_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM services_servicerequest WHERE version_id = OLD.id)
           OR EXISTS (SELECT FROM services_draft WHERE version_id = OLD.id)
           OR EXISTS (SELECT FROM services_service WHERE current_version_id = OLD.id) THEN
            RAISE EXCEPTION 'a version that is referred to is kept: DELETE refused'
                USING ERRCODE = 'foreign_key_violation';
        END IF;
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a published version never changes: UPDATE refused'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER version_unchanging
    BEFORE UPDATE OF id, service_id, digest, definition, created_at ON services_serviceversion
    FOR EACH ROW EXECUTE FUNCTION services_version_guard();
CREATE TRIGGER version_kept BEFORE DELETE ON services_serviceversion
    FOR EACH ROW EXECUTE FUNCTION services_version_guard();

CREATE FUNCTION services_request_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a request keeps its version: UPDATE refused'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER request_keeps_its_version
    BEFORE UPDATE OF version_id ON services_servicerequest
    FOR EACH ROW WHEN (OLD.version_id IS DISTINCT FROM NEW.version_id)
    EXECUTE FUNCTION services_request_version_guard();
"""

UNGUARD = """
DROP TRIGGER request_keeps_its_version ON services_servicerequest;
DROP FUNCTION services_request_version_guard();
DROP TRIGGER version_unchanging ON services_serviceversion;
DROP TRIGGER version_kept ON services_serviceversion;
DROP FUNCTION services_version_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0003_index_requests_of_a_centre_by_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="BankQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z][a-z0-9_]*\\Z", "Use small Latin letters, digits and _."
                            )
                        ],
                        verbose_name="key",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Short text"),
                            ("long_text", "Long text"),
                            ("name", "Name of a person"),
                            ("number", "Number"),
                            ("money", "Money, in rupees"),
                            ("date", "Date"),
                            ("partial_date", "Date, year or age"),
                            ("yes_no", "Yes or no"),
                            ("choice", "One of a list"),
                            ("choices", "Several of a list"),
                            ("mobile", "Mobile number"),
                            ("email", "E-mail address"),
                            ("pin", "PIN code"),
                            ("address", "Address, from district to village or ward"),
                            ("bank_account", "Bank account with IFSC"),
                            ("aadhaar", "Aadhaar, the last four digits"),
                            ("epic", "Voter card number (EPIC)"),
                            ("ration_card", "Ration card number"),
                            ("scheme_number", "Number in another scheme"),
                            ("document", "Document"),
                            ("statement", "Statement to be ticked"),
                            ("group", "Several persons or things, each with the same questions"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("label", audit.languages.translated.TranslatedField(verbose_name="label")),
                (
                    "hint",
                    audit.languages.translated.TranslatedField(
                        blank=True, default=dict, verbose_name="hint"
                    ),
                ),
                (
                    "error",
                    audit.languages.translated.TranslatedField(
                        blank=True, default=dict, verbose_name="what to do after a mistake"
                    ),
                ),
                ("options", models.JSONField(blank=True, default=list, verbose_name="options")),
                ("least", models.IntegerField(blank=True, null=True, verbose_name="least")),
                ("most", models.IntegerField(blank=True, null=True, verbose_name="most")),
                (
                    "purpose",
                    audit.languages.translated.TranslatedField(verbose_name="why it is asked"),
                ),
                (
                    "kept_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3650),
                        ],
                        verbose_name="kept for days, after the decision",
                    ),
                ),
                (
                    "document_kinds",
                    models.JSONField(blank=True, default=list, verbose_name="kinds of file"),
                ),
                (
                    "document_mb",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="largest file, in MB",
                    ),
                ),
                (
                    "in_west_bengal",
                    models.BooleanField(default=False, verbose_name="an address in West Bengal"),
                ),
                (
                    "questions",
                    models.JSONField(blank=True, default=list, verbose_name="asked of each"),
                ),
            ],
            options={
                "verbose_name": "shared question",
                "verbose_name_plural": "shared questions",
                "ordering": ["key"],
            },
        ),
        migrations.AddField(
            model_name="serviceversion",
            name="published_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.DeleteModel(
            name="Question",
        ),
        migrations.DeleteModel(
            name="QuestionPage",
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
