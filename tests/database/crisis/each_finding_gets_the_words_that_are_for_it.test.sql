begin;
set local search_path = extensions, public;
select plan(19);

do $$ begin perform tests.consented(); end $$;
create function pg_temp.said(
  severity text, category text, subject text, language text default 'en'
) returns text language plpgsql as $$
begin
  -- The screen names no template: what is due is told by the rest.
  perform tests.in_crisis('SM1', more => jsonb_build_object('screen', jsonb_build_object(
    'version', 'tests', 'severity', severity, 'category', category, 'found', array['a.rule'],
    'subject', subject, 'language', language)));
  raise exception using errcode = 'YP999', message = coalesce(
    (select string_agg(s, ' | ') from tests.send_all(now()) s), 'nothing');
exception when sqlstate 'YP999' then
  return sqlerrm;
end
$$;

select matches(pg_temp.said(severity, category, subject, language), words,
  concat_ws(' ', severity, category, subject, language))
from (values
  ('low', 'suicide', 'self', 'en', '^nothing$'),
  ('moderate', 'suicide', 'self', 'en', '^I''m glad you told me.*988.*call 911\.$'),
  ('moderate', 'self_harm', 'self', 'es', '^Me alegra que me lo digas.*988 y oprime 2'),
  ('high', 'suicide', 'self', 'en', '^I''m really glad.*call or text 988'),
  ('high', 'self_harm', 'self', 'es', '^Gracias por decirme esto.*AYUDA al 988'),
  ('critical', 'suicide', 'self', 'en', '^This sounds like an emergency. Please call 911 now'),
  ('critical', 'self_harm', 'self', 'es', '^Esto parece una emergencia. Por favor, llama al 911'),
  ('moderate', 'abuse', 'self', 'en', '^What you describe is not your fault.*1-800-799-7233'),
  ('high', 'abuse', 'self', 'es', 'no es culpa tuya.*1-800-799-7233 \(en español\)'),
  ('critical', 'abuse', 'self', 'en', 'If you are in danger now, call 911.*88788'),
  ('high', 'threat', 'other', 'en', '^I''m concerned that somebody could get hurt.*call 911'),
  ('critical', 'threat', 'self', 'es', '^Me preocupa que alguien salga herido'),
  ('high', 'medical', 'self', 'en', '^This sounds like a medical emergency. Please call 911 now'),
  ('critical', 'medical', 'self', 'es', '^Esto parece una emergencia médica'),
  ('moderate', 'suicide', 'other', 'en', '^Thank you for looking out for them.*988'),
  ('high', 'suicide', 'other', 'es', '^Gracias por cuidar de esa persona'),
  ('critical', 'suicide', 'other', 'en', '^Please call 911 now: say where they are'),
  ('high', 'medical', 'other', 'es', '^Por favor, llama al 911 ahora: di en qué lugar se encuentra'),
  ('high', null, null, 'fr', '^I''m really glad.*call or text 988'))
  v (severity, category, subject, language, words);

select * from finish();
rollback;
