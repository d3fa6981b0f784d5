-- A person's wishes: their own hours and limits of texts, and what they may be asked about.

insert into private.actions (action, agents, to_others, description) values
  ('set_texting', '{concierge}', 'only a member sets hours and limits',
   'their own quiet hours, and how many texts of ours they want'),
  ('set_expertise', '{concierge}', 'only a member is asked questions',
   'what other members may ask them about');

create function private.is_clock(value jsonb) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$';
end
$$;
comment on function private.is_clock(jsonb) is 'Whether a JSON value is a time of day, as "21:30".';

create function private.check_set_texting(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
declare
  hours jsonb := input -> 'quiet_hours';
begin
  return coalesce(
    private.check_fields(input, array['quiet_hours', 'a_day', 'an_hour']),
    case when jsonb_typeof(hours) <> 'null' then coalesce(
      private.check_fields(hours, array['from', 'until']), case
      when not coalesce(private.is_clock(hours -> 'from') and private.is_clock(hours -> 'until'),
        false) then 'from and until are times of day, as 21:30'
      when hours -> 'from' = hours -> 'until' then 'from and until must differ' end) end,
    (select f.key || ' is a whole number, 0 to 100, or null' from jsonb_each(input) f
      where f.key in ('a_day', 'an_hour') and jsonb_typeof(f.value) <> 'null'
        and (jsonb_typeof(f.value) <> 'number'
          or (f.value #>> '{}')::numeric not between 0 and 100
          or (f.value #>> '{}')::numeric % 1 <> 0)
      limit 1));
end
$$;

create function private.apply_set_texting(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  -- The person's row, which the orchestrator locks before it decides, is this turn's already.
  if input ? 'quiet_hours' then
    update public.users u set
      quiet_hours_start = (input -> 'quiet_hours' ->> 'from')::time,
      quiet_hours_end = (input -> 'quiet_hours' ->> 'until')::time
    where u.id = person.id;
  end if;
  if input ?| array['a_day', 'an_hour'] then
    perform worker.set_text_limits(person.id,
      case when input ? 'a_day' then (input ->> 'a_day')::integer else person.daily_limit end,
      case when input ? 'an_hour' then (input ->> 'an_hour')::integer else person.hourly_limit end);
  end if;
end
$$;
comment on function private.apply_set_texting(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'What is named changes, and null takes a person''s own wish back: their tenant''s rule is left. '
  'Their hours come on top of the law''s and the tenant''s.';

create function private.check_set_expertise(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['topics']), case
    when jsonb_typeof(input -> 'topics') is distinct from 'array' then 'topics is a list'
    when jsonb_array_length(input -> 'topics') > 10 then 'at most 10 topics'
    when exists (select from jsonb_array_elements(input -> 'topics') t (value)
      where not coalesce(private.is_line(t.value, 60), false))
      then 'a topic is a line of 1 to 60 characters' end);
end
$$;

create function private.apply_set_expertise(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set expertise = array(
      select min(btrim(t.topic)) from jsonb_array_elements_text(input -> 'topics')
        with ordinality t (topic, nth)
      group by private.same_words(t.topic) order by min(t.nth))
  where u.id = person.id;
end
$$;
comment on function private.apply_set_expertise(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'The whole list, each topic once. An empty one is a wish: they are asked about nothing. Who never '
  'named any (null) may be found by their title.';
