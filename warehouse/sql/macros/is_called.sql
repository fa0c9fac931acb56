-- Whether `wanted` is a name or one of the aliases, letter case aside.
-- is_called('Ada Finch', ['ada'], 'ADA') is true
CREATE OR REPLACE MACRO is_called(name, aliases, wanted) AS
    coalesce(lower(name) = lower(wanted), false)
    OR coalesce(list_contains(list_transform(aliases, lambda alias: lower(alias)), lower(wanted)), false)
