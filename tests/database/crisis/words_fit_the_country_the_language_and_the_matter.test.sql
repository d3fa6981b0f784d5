begin;
set local search_path = extensions, public;
select plan(10);

create function pg_temp.words(home text, template text, severity text, language text)
returns text language plpgsql as $$
begin
  update public.tenants set countries = array_remove(array[home], null)
    where id = '00000000-0000-4000-8000-000000000001';
  return private.words_for('00000000-0000-4000-8000-000000000001', severity, template, 'self',
    template, language) ->> 'words';
end
$$;

select matches(pg_temp.words('US', 'abuse', 'critical', 'en'), '1-800-799-7233', 'US');
select matches(pg_temp.words('CA', 'abuse', 'high', 'en'), 'sheltersafe', 'Canada');
select matches(pg_temp.words('FR', 'suicide', 'high', 'en'), 'local emergency number',
  'where no line is known no number of another country');
select matches(pg_temp.words(null, 'suicide', 'high', 'en'), 'findahelpline', 'or no country is');
select matches(pg_temp.words('US', 'someone_else_now', 'critical', 'en'), '^Please call 911 now',
  'for somebody else 911 comes first');
select matches(pg_temp.words('US', 'suicide', 'high', 'es'), '^Gracias', 'in Spanish');
select matches(pg_temp.words('US', 'suicide', 'high', 'fr'), '988', 'else in English');
select is(pg_temp.words('US', 'check_in', 'low', 'en'), null, 'of little there are none');
select is_empty($$
  select home, template, severity, language from (values ('US'), ('GB'), ('FR'), (null)) h (home),
    (select distinct w.template from private.crisis_templates w union values ('check_in'), ('new'))
      t (template), unnest(array['moderate', 'high', 'critical']) severity,
    unnest(array['en', 'es', 'fr']) language,
    pg_temp.words(home, template, severity, language) said
  where said is null or said ~ '[{}]' or length(said) not between 40 and 600
$$, 'else there always are, whole and short');
select is_empty($$ select 1 from (select distinct r.country from private.crisis_resources r) c,
    unnest(array['emergency', 'suicide', 'abuse']) resource, unnest(array['en', 'es']) language
  where not exists (select from private.crisis_resources r
    where (r.country, r.resource, r.language) = (c.country, resource, language)) $$,
  'a country has a line for each');

select * from finish();
rollback;
