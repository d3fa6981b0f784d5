-- What stands in a reply as {{name}} because only the database knows it, filled as the turn ends.

create table private.placeholders (
  name text primary key constraint name_is_a_word check (name ~ '^[a-z_]+$'),
  description text not null
);
comment on table private.placeholders is
  'What an agent may write as {{name}}. Each has a function placeholder_<name>(person): the words '
  'that stand there in the text, or null when there are none now.';
insert into private.placeholders (name, description) values
  ('balance', 'how many credits the person has');

create function private.fill_placeholders(words text, person public.users) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  filled text := words;
  wanted text;
  filler text;
begin
  for wanted in select distinct m[1] from regexp_matches(words, '\{\{\s*(\w*)\s*\}\}', 'g') m loop
    if not exists (select from private.placeholders p where p.name = wanted) then
      perform private.refuse('there is no such placeholder as {{' || left(wanted, 40) || '}}');
    end if;
    execute format('select private.%I($1)', 'placeholder_' || wanted) into filler using person;
    if filler is null then
      perform private.refuse('{{' || wanted || '}} stands for nothing now');
    end if;
    filled := regexp_replace(filled, '\{\{\s*' || wanted || '\s*\}\}', filler, 'g');
  end loop;
  if filled ~ '\{\{|\}\}' then
    perform private.refuse('a placeholder is written {{name}}');
  elsif private.names_another_tag(filled, person) then
    perform private.refuse('an address to mail to is never spelt out: {{verification_address}}');
  end if;
  return filled;
end
$$;
comment on function private.fill_placeholders(text, public.users) is
  'A reply as it is sent: every {{name}} filled, or the turn refused. Nothing is left for a model '
  'to guess: an address that it spells out itself is refused, too, unless it is its person''s.';

create function private.placeholder_balance(person public.users) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  -- Not the row that was read when the turn began to end: an action of it may have moved it.
  return (select u.credit_balance::text from public.users u where u.id = person.id);
end
$$;
comment on function private.placeholder_balance(public.users) is 'How many credits a person has.';
