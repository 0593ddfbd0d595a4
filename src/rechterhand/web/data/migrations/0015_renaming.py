"""A function of the database that replaces a text wherever it stands in JSON, for the erasure of a name."""

from __future__ import annotations

from django.db import migrations

MAKE = """
CREATE FUNCTION rechterhand_renamed(told jsonb, pattern text, other text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN CASE jsonb_typeof(told)
        WHEN 'string' THEN to_jsonb(regexp_replace(told #>> '{}', pattern, other, 'gi'))
        WHEN 'array' THEN (
            SELECT coalesce(jsonb_agg(rechterhand_renamed(one, pattern, other) ORDER BY place), '[]')
            FROM jsonb_array_elements(told) WITH ORDINALITY AS each(one, place)
        )
        WHEN 'object' THEN (
            SELECT coalesce(
                jsonb_object_agg(regexp_replace(key, pattern, other, 'gi'), rechterhand_renamed(one, pattern, other)),
                '{}'
            )
            FROM jsonb_each(told) AS each(key, one)
        )
        ELSE told
    END;
END
$$
"""
REMOVE = "DROP FUNCTION rechterhand_renamed(jsonb, text, text)"


class Migration(migrations.Migration):
    dependencies = [("rechterhand", "0014_names_to_sign_in_with")]

    operations = [migrations.RunSQL(MAKE, REMOVE)]
