-- What is said to who may be in danger: fixed words, and whom to turn to in a country.

create table private.crisis_resources (
  country text not null
    constraint country_is_two_letters_or_any check (country ~ '^([A-Z]{2}|\*)$'),
  resource text not null
    constraint resource_is_known check (resource in ('emergency', 'suicide', 'abuse')),
  language text not null constraint language_is_known check (language in ('en', 'es')),
  line text not null constraint line_is_short check (length(line) between 1 and 100),
  primary key (country, resource, language)
);
comment on table private.crisis_resources is
  'Whom to turn to, by country; * wherever no line is known. A number that is wrong costs a life: '
  'each was looked up at its source, and is looked up again before every release (docs/safety.md).';
insert into private.crisis_resources (country, resource, language, line) values
  -- findahelpline.com lists lines by country (ThroughLine, with IASP).
  ('*', 'emergency', 'en', 'call your local emergency number'),
  ('*', 'emergency', 'es', 'llama a emergencias'),
  ('*', 'suicide', 'en', 'the helplines of your country are at findahelpline.com'),
  ('*', 'suicide', 'es', 'en findahelpline.com se encuentra a quién llamar'),
  ('*', 'abuse', 'en', 'the helplines of your country are at findahelpline.com'),
  ('*', 'abuse', 'es', 'en findahelpline.com se encuentra a quién llamar'),
  -- 988lifeline.org/get-help/what-to-expect: in Spanish press 2, or text AYUDA. thehotline.org;
  -- ovc.ojp.gov ("National Domestic Violence Hotline Answers 6 Million Contacts").
  ('US', 'emergency', 'en', 'call 911'),
  ('US', 'emergency', 'es', 'llama al 911'),
  ('US', 'suicide', 'en', 'call or text 988'),
  ('US', 'suicide', 'es', 'llama al 988 y oprime 2, o manda AYUDA al 988'),
  ('US', 'abuse', 'en', '1-800-799-7233, or text START to 88788'),
  ('US', 'abuse', 'es', '1-800-799-7233 (en español), o manda START al 88788'),
  -- 988.ca: English and French. sheltersafe.ca/about-shelters (Women's Shelters Canada): lines that
  -- are answered at any hour, by place.
  ('CA', 'emergency', 'en', 'call 911'),
  ('CA', 'emergency', 'es', 'llama al 911'),
  ('CA', 'suicide', 'en', 'call or text 988'),
  ('CA', 'suicide', 'es', 'llama o escribe al 988 (inglés y francés)'),
  ('CA', 'abuse', 'en', 'sheltersafe.ca, or call 211'),
  ('CA', 'abuse', 'es', 'sheltersafe.ca, o llama al 211'),
  -- gob.mx/conasama, Línea de la Vida, all day; it answers for violence at home, too.
  ('MX', 'emergency', 'en', 'call 911'),
  ('MX', 'emergency', 'es', 'llama al 911'),
  ('MX', 'suicide', 'en', 'call 800 911 2000 (answered in Spanish)'),
  ('MX', 'suicide', 'es', 'llama al 800 911 2000'),
  ('MX', 'abuse', 'en', 'call 800 911 2000 (answered in Spanish)'),
  ('MX', 'abuse', 'es', 'llama al 800 911 2000'),
  -- BOE of 20 December 2021 (024). Delegación del Gobierno contra la Violencia de Género (016).
  ('ES', 'emergency', 'en', 'call 112'),
  ('ES', 'emergency', 'es', 'llama al 112'),
  ('ES', 'suicide', 'en', 'call 024'),
  ('ES', 'suicide', 'es', 'llama al 024'),
  ('ES', 'abuse', 'en', 'call 016'),
  ('ES', 'abuse', 'es', 'llama al 016'),
  -- samaritans.org/how-we-can-help/contact-samaritan: free, at any hour. gov.uk, "Refuge awarded
  -- grant to operate domestic abuse helpline": free, at any hour.
  ('GB', 'emergency', 'en', 'call 999'),
  ('GB', 'emergency', 'es', 'llama al 999'),
  ('GB', 'suicide', 'en', 'call Samaritans on 116 123'),
  ('GB', 'suicide', 'es', 'llama a Samaritans, 116 123'),
  ('GB', 'abuse', 'en', 'call 0808 2000 247'),
  ('GB', 'abuse', 'es', 'llama al 0808 2000 247');

create table private.crisis_templates (
  template text not null constraint template_is_a_word check (template ~ '^[a-z_]+$'),
  language text not null constraint language_is_known check (language in ('en', 'es')),
  words text not null constraint words_are_bounded check (length(words) between 1 and 480),
  primary key (template, language)
);
comment on table private.crisis_templates is
  'Fixed words, in which {emergency}, {suicide} and {abuse} stand for whom to turn to. No model '
  'has a part in them. In Spanish without the letters that GSM-7 lacks (a, i, o and u with an '
  'accent), or each would be twice as many segments. A clinician should read them: docs/safety.md.';
insert into private.crisis_templates (template, language, words) values
  ('support', 'en',
   'I''m glad you told me. You don''t have to carry this alone. To talk with a person now, '
   'free and at any hour: {suicide}. If you might act on it, {emergency}.'),
  ('support', 'es',
   'Me alegra que me lo digas. No tienes que llevar esto a solas. Para hablar ahora con una '
   'persona, gratis y a cualquier hora: {suicide}. Si crees que puedes hacerte daño, '
   '{emergency}.'),
  ('suicide', 'en',
   'I''m really glad you told me, and I''m worried about your safety. I''m an automated '
   'service and can''t keep you safe; a person can. Now, free and at any hour: {suicide}. If '
   'you might act on this, {emergency}. If you can, move away from anything you could use and '
   'go where somebody is.'),
  ('suicide', 'es',
   'Gracias por decirme esto. Me preocupa tu seguridad. Soy un programa y no puedo cuidarte; '
   'otra persona puede. Ahora, gratis y a cualquier hora: {suicide}. Si crees que puedes '
   'hacerlo, {emergency}. Si puedes, aléjate de lo que tengas a mano y ve a donde haya alguien.'),
  ('suicide_now', 'en',
   'This sounds like an emergency. Please {emergency} now and say what happened, or have '
   'somebody near you call. If you have taken or done something, do not wait to feel worse. To '
   'talk with a person: {suicide}. I''m an automated service and cannot send help myself.'),
  ('suicide_now', 'es',
   'Esto parece una emergencia. Por favor, {emergency} ahora y cuenta lo que pasa, o pide a '
   'alguien cerca que llame. Si tomaste o te hiciste algo, no esperes a sentirte peor. Para '
   'hablar con una persona: {suicide}. Soy un programa y no puedo enviar ayuda.'),
  ('abuse', 'en',
   'What you describe is not your fault. If you are in danger now, {emergency}. For '
   'confidential help at any hour: {abuse}. If your phone may be looked at, delete these '
   'texts. I''m an automated service and cannot send help myself.'),
  ('abuse', 'es',
   'Lo que cuentas no es culpa tuya. Si ahora corres peligro, {emergency}. Para ayuda '
   'confidencial a cualquier hora: {abuse}. Si alguien puede revisar tu teléfono, borra estos '
   'mensajes. Soy un programa y no puedo enviar ayuda.'),
  ('danger_to_others', 'en',
   'I''m concerned that somebody could get hurt. If that could happen soon, {emergency}, and '
   'move away from the person and from anything you could use. If these thoughts are yours, '
   'you can talk them over at any hour: {suicide}.'),
  ('danger_to_others', 'es',
   'Me preocupa que alguien salga herido. Si puede pasar pronto, {emergency}, y aléjate de la '
   'persona y de lo que tengas a mano. Si estos pensamientos son tuyos, puedes hablarlo a '
   'cualquier hora: {suicide}.'),
  ('emergency', 'en',
   'This sounds like a medical emergency. Please {emergency} now and do what they tell you. '
   'I''m an automated service and cannot send help myself.'),
  ('emergency', 'es',
   'Esto parece una emergencia médica. Por favor, {emergency} ahora y haz lo que te digan. Soy '
   'un programa y no puedo enviar ayuda.'),
  ('someone_else', 'en',
   'Thank you for looking out for them. If they are in danger now or you cannot reach them, '
   '{emergency} and say where they are. Ask them directly, listen, and stay with them if that '
   'is safe for you. For advice at any hour, for them and for you: {suicide}.'),
  ('someone_else', 'es',
   'Gracias por cuidar de esa persona. Si ahora corre peligro o no puedes localizarla, '
   '{emergency} y di en qué lugar se encuentra. Hazle la pregunta directamente, escucha y '
   'quédate con ella si es seguro para ti. Para pedir consejo a cualquier hora, para ella y '
   'para ti: {suicide}.'),
  ('someone_else_now', 'en',
   'Please {emergency} now: say where they are and what happened, and do what you are told on '
   'the phone. Stay with them if it is safe for you. Afterwards, for you too: {suicide}. I''m '
   'an automated service and cannot send help myself.'),
  ('someone_else_now', 'es',
   'Por favor, {emergency} ahora: di en qué lugar se encuentra y qué ha pasado, y haz lo que te '
   'digan por teléfono. Quédate con esa persona si es seguro para ti. Después, también para '
   'ti: {suicide}. Soy un programa y no puedo enviar ayuda.'),
  ('follow_up', 'en',
   'You wrote something that sounded hard. How are you now? If you are all right, answer "I am '
   'safe". To talk with a person, free and at any hour: {suicide}. In danger, {emergency}. I''m '
   'an automated service.'),
  ('follow_up', 'es',
   'Lo que escribiste sonaba duro. ¿Qué tal te encuentras ahora? Si te encuentras bien, '
   'responde "estoy a salvo". Para hablar con una persona, gratis y a cualquier hora: '
   '{suicide}. Si hay peligro, {emergency}. Soy un programa.');

create function private.crisis_rank(severity text) returns integer
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return array_position(array['none', 'low', 'moderate', 'high', 'critical'],
    crisis_rank.severity) - 1;
end
$$;
comment on function private.crisis_rank(text) is 'How grave: 0 none, to 4 critical.';

create function private.template_for(severity text, category text, subject text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case
    when template_for.severity in ('none', 'low') then null
    when category = 'threat' then 'danger_to_others'
    when subject = 'other' and (template_for.severity = 'critical' or category = 'medical')
      then 'someone_else_now'
    when subject = 'other' then 'someone_else'
    when category = 'abuse' then 'abuse'
    when category = 'medical' then 'emergency'
    when template_for.severity = 'moderate' then 'support'
    when template_for.severity = 'critical' then 'suicide_now'
    else 'suicide' end;
end
$$;
comment on function private.template_for(text, text, text) is
  'The words that are due where the screen has named none that there are, as when a review finds '
  'more than it did; null: none.';

create function private.words_of(tenant_id uuid, template text, language text) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  home text := (select t.countries[1] from public.tenants t where t.id = words_of.tenant_id);
  words text := (select w.words from private.crisis_templates w
    where w.template = words_of.template and w.language = words_of.language);
  resource record;
begin
  if not exists (select from private.crisis_resources r where r.country = home) then
    home := '*';
  end if;
  for resource in
    select r.resource, r.line from private.crisis_resources r
    where r.country = home and r.language = words_of.language
  loop
    words := replace(words, '{' || resource.resource || '}', resource.line);
  end loop;
  return jsonb_build_object('template', words_of.template, 'country', home,
    'language', words_of.language, 'words', words);
end
$$;
comment on function private.words_of(uuid, text, text) is
  'A template with whom to turn to where its tenant is at home; words is null when there is no '
  'such template.';

create function private.words_for(
  tenant_id uuid, severity text, category text, subject text, template text, language text
) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  if private.crisis_rank(words_for.severity) < 2 then
    return null;
  end if;
  return private.words_of(words_for.tenant_id,
    case when exists (select from private.crisis_templates w
      where w.template = words_for.template) then words_for.template
    else private.template_for(words_for.severity, category, subject) end,
    case when words_for.language = 'es' then 'es' else 'en' end);
end
$$;
comment on function private.words_for(uuid, text, text, text, text, text) is
  'What is to be said: {template, country, language, words}; null: nothing, of what is low.';

create function private.is_answered_in_words(screen jsonb) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return private.crisis_rank(screen ->> 'severity') > 1;
end
$$;
comment on function private.is_answered_in_words(jsonb) is
  'Whether a text in which the screen found this is one to which fixed words are said.';
