begin;
set local search_path = extensions, public;
select plan(9);

create function pg_temp.words(home text, template text, severity text, language text)
returns text language plpgsql as $$
begin
  update public.tenants set countries = array[home]
    where id = '00000000-0000-4000-8000-000000000001';
  return private.crisis_words('00000000-0000-4000-8000-000000000001',
    tests.screen(severity, template, jsonb_build_object('language', language)));
end
$$;

select matches(pg_temp.words('US', 'abuse', 'critical', 'en'), '1-800-799-7233', 'US');
select matches(pg_temp.words('CA', 'abuse', 'high', 'en'), 'sheltersafe', 'Canada');
select matches(pg_temp.words('MX', 'suicide', 'high', 'es'), 'n.mero local de emergencias',
  'elsewhere no number of another country');
select matches(pg_temp.words('US', 'someone_else_now', 'critical', 'en'), '^Call 911 now',
  'for somebody else 911 comes first');
select matches(pg_temp.words('US', 'suicide', 'high', 'es'), '^Me alegra', 'in Spanish');
select matches(pg_temp.words('US', 'suicide', 'high', 'fr'), '^I am glad', 'else in English');
select is(pg_temp.words('US', 'suicide', 'low', 'en'), null, 'of little there are none');
select is_empty($$
  select from unnest(array['US', 'CA', 'GB']) home, unnest(array['suicide', 'suicide_now',
      'support', 'emergency', 'abuse', 'danger_to_others', 'someone_else', 'someone_else_now',
      'check_in', 'general', 'new']) template,
    unnest(array['moderate', 'high', 'critical']) severity, unnest(array['en', 'es']) language
  where pg_temp.words(home, template, severity, language) is null $$, 'there are always some');
select is_empty($$ select from private.crisis_templates w
  where w.words !~ '\mAI\M|\mIA\M' $$, 'which say what says them');

select * from finish();
rollback;
