-- What is said to who may be in danger: fixed words, by what is the matter, how grave, and where.

create table private.crisis_templates (
  template text not null constraint template_is_a_word check (template ~ '^[a-z_]+$'),
  severity text not null
    constraint severity_is_answered check (severity in ('moderate', 'high', 'critical')),
  country text not null
    constraint country_is_two_letters_or_any check (country ~ '^([A-Z]{2}|\*)$'),
  language text not null constraint language_is_known check (language in ('en', 'es')),
  words text not null constraint words_fit_one_part check (length(words) between 1 and 480),
  primary key (template, country, language, severity)
);
comment on table private.crisis_templates is
  'Fixed words, from a severity up. No model has a part in them. Country *: wherever nothing else '
  'is known; template general: whatever else is the matter. A clinician should read them: '
  'docs/safety.md.';

create function private.crisis_rank(severity text) returns integer
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return array_position(array['none', 'low', 'moderate', 'high', 'critical'],
    crisis_rank.severity) - 1;
end
$$;
comment on function private.crisis_rank(text) is 'How grave: 0 none, to 4 critical.';

create function private.words_for(
  tenant_id uuid, template text, severity text, language text
) returns private.crisis_templates
language plpgsql stable security invoker set search_path = '' as $$
declare
  home text := (select t.countries[1] from public.tenants t where t.id = words_for.tenant_id);
  found private.crisis_templates;
begin
  select * into found from private.crisis_templates w
    where w.template in (words_for.template, 'general') and w.country in (home, '*')
      and w.language in (words_for.language, 'en')
      and private.crisis_rank(w.severity) <= private.crisis_rank(words_for.severity)
    -- A number that is there for them before words that fit the matter.
    order by w.country <> '*' desc, w.template = words_for.template desc,
      w.language = words_for.language desc, private.crisis_rank(w.severity) desc
    limit 1;
  return found;
end
$$;
comment on function private.words_for(uuid, text, text, text) is
  'The words for a matter of this severity, where its tenant is at home; none of a low one.';

create function private.crisis_words(tenant_id uuid, screen jsonb) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (private.words_for(crisis_words.tenant_id, screen ->> 'template', screen ->> 'severity',
    coalesce(screen ->> 'language', 'en'))).words;
end
$$;
comment on function private.crisis_words(uuid, jsonb) is
  'What is to be said to a text of which the screen found this; null: nothing.';

-- 988 and 911 are the same numbers in the United States and in Canada.
insert into private.crisis_templates (template, severity, country, language, words)
select w.template, w.severity, c.country, w.language, w.words
from unnest(array['US', 'CA']) c (country), (values
  ('general', 'moderate', 'en',
   'It sounds as if you carry a lot right now. I am an AI and no crisis service, but people are '
   'there for you at any hour: call or text 988. If you are in danger, call 911.'),
  ('general', 'high', 'en',
   'I am an AI and cannot keep anyone safe, but people can, right now: call or text 988, free, at '
   'any hour. If you or somebody else is in danger, call 911, and tell someone who is near you.'),
  ('general', 'critical', 'en',
   'Please call 911 now, or have someone near you call. I am an AI and cannot send help. People '
   'are there at 988, too, by call or text, at any hour.'),
  ('suicide', 'high', 'en',
   'I am glad that you said it. I am an AI and cannot keep you safe, but people can, right now: '
   'call or text 988 (suicide and crisis lifeline), free, at any hour. If you may act on it, call '
   '911 or go to an emergency room, and tell someone who is near you.'),
  ('suicide_now', 'high', 'en',
   'Please call 911 now, or have someone near you call, and do not stay alone. If you have taken '
   'something, say what and how much. You can call or text 988 at any hour, too. I am an AI and '
   'cannot send help, so please do it now.'),
  ('support', 'moderate', 'en',
   'I am sorry that it is so hard. I am an AI and no crisis service. People who understand this '
   'are there at any hour: call or text 988. If you are hurt, or may hurt yourself, call 911.'),
  ('danger_to_others', 'moderate', 'en',
   'Please step away, and put distance between you and them. If anyone is in danger, call 911 '
   'now. To talk it through with a person, call or text 988 at any hour. I am an AI and cannot '
   'help with this.'),
  ('emergency', 'moderate', 'en',
   'This may be a medical emergency. Please call 911 now, or have someone near you call. I am an '
   'AI: I cannot judge it and cannot send help.'),
  ('someone_else', 'moderate', 'en',
   'It is good that you look out for them. I am an AI and no crisis service. You can call or text '
   '988 at any hour to ask how to help. If they are in danger, call 911.'),
  ('someone_else', 'high', 'en',
   'If they are in danger, call 911 now and stay with them if you are safe there. You can call or '
   'text 988 at any hour to ask how to help. I am an AI and cannot send help.'),
  ('someone_else_now', 'moderate', 'en',
   'Call 911 now, say where they are, and do what you are told on the phone. Stay with them if '
   'you are safe there. I am an AI and cannot send help, so please do it now.'),
  ('follow_up', 'moderate', 'en',
   'You wrote something that sounded hard. How are you now? If you are all right, say '
   '"I am safe". If not, people are there at any hour: call or text 988, or call 911 in danger. '
   'I am an AI.'),
  ('general', 'moderate', 'es',
   'Parece que llevas una carga muy grande. Soy una IA y no un servicio de crisis, pero hay '
   'personas para ti a toda hora: llama o escribe al 988. Si estás en peligro, llama al 911.'),
  ('general', 'high', 'es',
   'Soy una IA y no puedo proteger a nadie, pero hay personas que sí, ahora mismo: llama o escribe '
   'al 988, gratis, a toda hora. Si tú u otra persona está en peligro, llama al 911 y díselo a '
   'alguien que esté cerca.'),
  ('general', 'critical', 'es',
   'Por favor llama al 911 ahora, o pide a alguien cercano que llame. Soy una IA y no puedo enviar '
   'ayuda. También hay personas en el 988, por llamada o mensaje, a toda hora.'),
  ('suicide', 'high', 'es',
   'Me alegra que lo digas. Soy una IA y no puedo protegerte, pero hay personas que sí, ahora '
   'mismo: llama o escribe al 988 (línea de prevención del suicidio y crisis), gratis, a toda '
   'hora. Si podrías hacerlo, llama al 911 o ve a urgencias, y díselo a alguien cercano.'),
  ('suicide_now', 'high', 'es',
   'Por favor llama al 911 ahora, o pide a alguien cercano que llame, y no te quedes a solas. Si '
   'tomaste algo, di qué y cuánto. También puedes llamar o escribir al 988 a toda hora. Soy una '
   'IA y no puedo enviar ayuda: hazlo ahora, por favor.'),
  ('support', 'moderate', 'es',
   'Siento que sea tan difícil. Soy una IA y no un servicio de crisis. Hay personas que lo '
   'entienden a toda hora: llama o escribe al 988. Si tienes heridas, o podrías hacerte daño, '
   'llama al 911.'),
  ('danger_to_others', 'moderate', 'es',
   'Por favor aléjate y pon distancia. Si alguien está en peligro, llama al 911 ahora. Para '
   'hablarlo con una persona, llama o escribe al 988 a toda hora. Soy una IA y no puedo ayudar en '
   'esto.'),
  ('emergency', 'moderate', 'es',
   'Puede ser una emergencia médica. Por favor llama al 911 ahora, o pide a alguien cercano que '
   'llame. Soy una IA: no puedo valorarlo ni enviar ayuda.'),
  ('someone_else', 'moderate', 'es',
   'Qué bueno que te preocupes por esa persona. Soy una IA y no un servicio de crisis. Puedes '
   'llamar o escribir al 988 a toda hora y preguntar cómo ayudar. Si está en peligro, llama al '
   '911.'),
  ('someone_else', 'high', 'es',
   'Si está en peligro, llama al 911 ahora y quédate con esa persona si ahí estás a salvo. Puedes '
   'llamar o escribir al 988 a toda hora y preguntar cómo ayudar. Soy una IA y no puedo enviar '
   'ayuda.'),
  ('someone_else_now', 'moderate', 'es',
   'Llama al 911 ahora, di dónde está y haz lo que te digan por teléfono. Quédate con esa persona '
   'si ahí estás a salvo. Soy una IA y no puedo enviar ayuda: hazlo ahora, por favor.'),
  ('follow_up', 'moderate', 'es',
   'Escribiste algo que sonaba difícil. ¿Cómo estás ahora? Si estás bien, di "estoy a salvo". '
   'Si no, hay personas a toda hora: llama o escribe al 988, o llama al 911 si hay peligro. Soy '
   'una IA.')
  ) w (template, severity, language, words);

-- National Domestic Violence Hotline (United States); ShelterSafe (Canada).
insert into private.crisis_templates (template, severity, country, language, words) values
  ('abuse', 'moderate', 'US', 'en',
   'You deserve to be safe. The National Domestic Violence Hotline is there at any hour: call '
   '1-800-799-7233, or text START to 88788. If you are in danger now, call 911. If somebody may '
   'read your phone, delete this. I am an AI.'),
  ('abuse', 'moderate', 'US', 'es',
   'Mereces estar a salvo. La Línea Nacional contra la Violencia Doméstica atiende a toda hora: '
   'llama al 1-800-799-7233 o escribe START al 88788. Si estás en peligro ahora, llama al 911. Si '
   'alguien puede leer tu teléfono, borra esto. Soy una IA.'),
  ('abuse', 'moderate', 'CA', 'en',
   'You deserve to be safe. sheltersafe.ca has the number of a shelter near you, at any hour. If '
   'you are in danger now, call 911. If somebody may read your phone, delete this. I am an AI.'),
  ('abuse', 'moderate', 'CA', 'es',
   'Mereces estar a salvo. En sheltersafe.ca está el número de un refugio cercano, a toda hora. Si '
   'estás en peligro ahora, llama al 911. Si alguien puede leer tu teléfono, borra esto. Soy una '
   'IA.'),
  ('general', 'moderate', '*', 'en',
   'It sounds as if you carry a lot right now. I am an AI and no crisis service. findahelpline.com '
   'has people to talk to where you are. In danger, call your local emergency number.'),
  ('general', 'high', '*', 'en',
   'If you or somebody else is in danger, call your local emergency number now, and tell someone '
   'who is near you. findahelpline.com has people to talk to where you are. I am an AI and cannot '
   'send help.'),
  ('general', 'moderate', '*', 'es',
   'Parece que llevas una carga muy grande. Soy una IA y no un servicio de crisis. En '
   'findahelpline.com hay personas con quienes hablar donde estás. Si hay peligro, llama al número '
   'local de emergencias.'),
  ('general', 'high', '*', 'es',
   'Si tú u otra persona está en peligro, llama ahora al número local de emergencias y díselo a '
   'alguien cercano. En findahelpline.com hay personas con quienes hablar donde estás. Soy una IA '
   'y no puedo enviar ayuda.'),
  ('follow_up', 'moderate', '*', 'en',
   'You wrote something that sounded hard. How are you now? If you are all right, say '
   '"I am safe". If not, findahelpline.com has people to talk to; in danger, call your local '
   'emergency number. I am an AI.'),
  ('follow_up', 'moderate', '*', 'es',
   'Escribiste algo que sonaba difícil. ¿Cómo estás ahora? Si estás bien, di "estoy a salvo". '
   'Si no, en findahelpline.com hay personas con quienes hablar; en peligro, llama al número local '
   'de emergencias. Soy una IA.');
