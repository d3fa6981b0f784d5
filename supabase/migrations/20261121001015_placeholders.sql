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
  inner_words text;
  filled text := fill_placeholders.words;
  value text;
begin
  if position('{{' in fill_placeholders.words) = 0 then
    return fill_placeholders.words;
  end if;
  for inner_words in
    select distinct m[1] from regexp_matches(fill_placeholders.words, '\{\{([^{}]*)\}\}', 'g') m
  loop
    value := null;
    if exists (select from private.placeholders p where p.name = btrim(inner_words)) then
      execute format('select private.%I($1)', 'placeholder_' || btrim(inner_words))
        into value using person;
    end if;
    if value is null then
      perform private.refuse('a reply has a placeholder that has no words');
    end if;
    filled := replace(filled, '{{' || inner_words || '}}', value);
  end loop;
  return filled;
end
$$;
comment on function private.fill_placeholders(text, public.users) is
  'A reply with every {{name}} filled. Raises YP001 when it holds one that means nothing now.';

create function private.placeholder_balance(person public.users) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  -- Not the row that was read when the turn began to end: an action of it may have moved it.
  return (select u.credit_balance::text from public.users u where u.id = person.id);
end
$$;
comment on function private.placeholder_balance(public.users) is 'How many credits a person has.';
