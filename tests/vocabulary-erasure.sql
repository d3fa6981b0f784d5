-- Words of the tests of a person's own data. Loaded after tests/vocabulary-access.sql.

create function tests.ask_of_data(
  sid text, asks text, more jsonb default '{}', phone text default '+14155550111'
) returns text
language plpgsql set search_path = '' as $$
declare
  answered jsonb := tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', sid, 'from', phone, 'body', sid,
    'data', jsonb_build_object('asks', asks, 'language', 'en')) || more);
begin
  set constraints all immediate;
  set constraints all deferred;
  return coalesce(answered ->> 'unanswered_reason', 'to the agent');
end
$$;
comment on function tests.ask_of_data(text, text, jsonb, text) is
  'Grace, unless it is said, texts something about her data; who answers it.';

create view tests.erasures with (security_invoker = true) as
  select r.status, r.channel, r.rows_count > 0 as counted from public.data_requests r
  where r.kind = 'erasure' order by r.asked_at, r.id;
comment on view tests.erasures is 'What has become of requests for deletion.';

create function tests.erase(at timestamptz default now() + interval '7 hours') returns text
language plpgsql set search_path = '' as $$
declare
  turn jsonb;
  answer jsonb;
begin
  set constraints all immediate;
  set constraints all deferred;
  turn := worker.claim('housekeeping', 1, erase.at) -> 'turns' -> 0;
  answer := worker.erasure_work((turn #>> '{tasks,0,context,request_id}')::uuid, erase.at);
  if answer ->> 'state' = 'ready' then
    answer := answer || worker.erase_person((turn ->> 'lease')::uuid,
      (turn #>> '{tasks,0,context,request_id}')::uuid, erase.at);
  end if;
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', case answer ->> 'state' when 'wait' then 'snooze' else 'done' end,
    'snooze_seconds', 15, 'reason', 'receipt_on_its_way', 'actions', '[]'::jsonb)), erase.at);
  return answer ->> 'state';
end
$$;
comment on function tests.erase(timestamptz) is 'Housekeeping does what it is to delete.';

create function tests.where_it_stands(needle text) returns setof text
language plpgsql set search_path = '' as $$
declare
  place record;
  found_it boolean;
begin
  for place in
    select c.oid::regclass::text as relation
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'tests', 'vault')
      and has_table_privilege(c.oid, 'select') order by 1
  loop
    execute format('select exists (select from %s r where position(lower($1) in lower(r::text)) > 0
        or position($2 in r::text) > 0)', place.relation)
      into found_it using needle, encode(convert_to(needle, 'utf8'), 'hex');
    if found_it then
      return next place.relation;
    end if;
  end loop;
end
$$;
comment on function tests.where_it_stands(text) is
  'Every table and materialized view of every schema in which these words stand, in any column, '
  'in bytes as well: what waits in pg_net''s queue is bytes.';

create function tests.has_rows_of(relation text, person_id uuid) returns boolean
language plpgsql set search_path = '' as $$
declare
  source private.personal_data;
  ids text[] := array[person_id::text];
  more text[];
  found_it boolean;
begin
  for source in select * from private.personal_data p
    where p.whose is not null and exists (select from pg_catalog.pg_attribute a
      where a.attrelid = p.relation::regclass and a.attname = 'id')
  loop
    execute format('select array_agg(r.id::text) from %s r where %s', source.relation,
      source.whose) into more using person_id;
    ids := ids || more;
  end loop;
  -- And what hangs on these only: the pieces of a text.
  ids := ids || array(select p.id::text from public.message_parts p
    where p.message_id::text = any (ids));
  execute format('select exists (select from %s r, unnest($1) i where position(i in r::text) > 0)',
    relation) into found_it using ids;
  return found_it;
end
$$;
comment on function tests.has_rows_of(text, uuid) is
  'Whether a table has a row that names somebody, or anything of theirs, by its id.';
