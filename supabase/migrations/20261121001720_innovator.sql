-- The Innovator: the agent of a member who offers a solution; what it keeps, knows and looks up.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('low_balance_credits', 50, true, 0, 100000,
   'who offers a solution is texted when their balance falls below this'),
  ('low_balance_days', 7, true, 1, 365, 'and not again for so long');
insert into public.agent_instances (agent_type, model) values ('innovator', 'claude-sonnet-5-5');
insert into private.functions (name) values ('innovator');
insert into private.bells (function_name) values ('innovator');
insert into private.event_types (event_type, emitted_by, payload, description) values
  ('innovator.profile_changed', '{private.apply_describe_solution}',
   '{"innovator_id": "uuid", "user_id": "uuid"}',
   'what somebody offers, or to whom, is no longer what it was');
insert into private.actions (action, agents, to_others, description) values
  ('describe_solution', '{innovator}', 'only who offers a solution describes it',
   'keep what the person offers, and to whom'),
  ('become_innovator', '{concierge}', 'this agent''s person is known to offer a solution or not',
   'a member begins to offer a solution');

-- Who offers something is a member all the same: their agent may do what any member's may.
update private.actions set agents = agents || '{innovator}'
  where 'concierge' = any (agents) and action <> 'become_innovator';

create function private.check_become_innovator(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$$;

create function private.apply_become_innovator(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  update public.users u set innovator = true where u.id = person.id;
end
$$;
comment on function private.apply_become_innovator(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'From their next text on it is the Innovator who answers.';

-- The profile. -----------------------------------------------------------------------------------

create function private.profile_of(person public.users) returns public.innovators
language plpgsql stable security invoker set search_path = '' as $$
declare
  profile public.innovators;
begin
  select i.* into profile from public.innovators i where i.user_id = person.id;
  return profile;
end
$$;
comment on function private.profile_of(public.users) is
  'What somebody offers, as far as it is on record.';

create function private.check_describe_solution(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(
    private.check_fields(input, array['company_name', 'solution_description', 'categories',
      'target_customer_profile', 'video_url', 'active']), case
    when input ? 'company_name' and not private.is_line(input -> 'company_name', 255)
      then 'company_name is a line of 1 to 255 characters'
    when input ? 'solution_description'
      and not private.is_text(input -> 'solution_description', 1000)
      then 'solution_description has 1 to 1,000 characters'
    when input ? 'target_customer_profile'
      and not private.is_text(input -> 'target_customer_profile', 1000)
      then 'target_customer_profile has 1 to 1,000 characters'
    when input ? 'categories' and (jsonb_typeof(input -> 'categories') <> 'array'
      or jsonb_array_length(input -> 'categories') not between 1 and 10)
      then 'categories are 1 to 10'
    when exists (select from jsonb_array_elements(case jsonb_typeof(input -> 'categories')
        when 'array' then input -> 'categories' else '[]' end) c
      where not private.is_line(c.value, 60)) then 'a category is a line of 1 to 60 characters'
    when input ? 'video_url' and (not private.is_line(input -> 'video_url', 500)
      or btrim(input ->> 'video_url') !~ '^https://[^\s/]+\.[^\s/]+(/\S*)?$')
      then 'that is not an https address'
    when input ? 'active' and jsonb_typeof(input -> 'active') <> 'boolean'
      then 'active is true or false'
    when not input ? 'company_name' and person.company is null
      and (private.profile_of(person)).id is null then 'whose solution it is comes first' end);
end
$$;
comment on function private.check_describe_solution(public.users, jsonb, jsonb) is
  'The fields of describe_solution, as supabase/functions/_shared/actions/provider.ts has them.';

create function private.apply_describe_solution(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  profile uuid;
  -- In lower case and each once, as categories are compared.
  named text[] := case when input ? 'categories' then array(
    select distinct lower(regexp_replace(btrim(c.value), '\s+', ' ', 'g'))
    from jsonb_array_elements_text(input -> 'categories') c (value) order by 1) end;
begin
  insert into public.innovators as i (tenant_id, user_id, company_name, solution_description,
      categories, target_customer_profile, video_url, active)
    values (person.tenant_id, person.id, coalesce(btrim(input ->> 'company_name'), person.company,
        (private.profile_of(person)).company_name),
      btrim(input ->> 'solution_description'), named, btrim(input ->> 'target_customer_profile'),
      btrim(input ->> 'video_url'), coalesce((input ->> 'active')::boolean, true))
    on conflict (user_id) do update set
      company_name = coalesce(btrim(input ->> 'company_name'), i.company_name),
      solution_description = coalesce(excluded.solution_description, i.solution_description),
      categories = coalesce(excluded.categories, i.categories),
      target_customer_profile = coalesce(excluded.target_customer_profile,
        i.target_customer_profile),
      video_url = coalesce(excluded.video_url, i.video_url),
      active = coalesce((input ->> 'active')::boolean, i.active)
    returning i.id into profile;
  insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id,
      caused_by, created_by)
    values (person.tenant_id, 'innovator.profile_changed', profile, 'innovator',
      jsonb_build_object('innovator_id', profile, 'user_id', person.id), task.trace_id, task.id,
      'innovator');
end
$$;

-- What a turn knows and may look up. ---------------------------------------------------------------

create function private.provider_view(person public.users) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  profile public.innovators := private.profile_of(person);
begin
  return jsonb_build_object(
    'profile', case when profile.id is not null then jsonb_build_object(
      'company_name', profile.company_name, 'solution_description', profile.solution_description,
      'categories', coalesce(profile.categories, '{}'),
      'target_customer_profile', profile.target_customer_profile,
      'video_url', profile.video_url, 'active', profile.active) end,
    'missing', array_remove(array[
      case when coalesce(profile.company_name, person.company) is null then 'company_name' end,
      case when profile.solution_description is null then 'solution_description' end,
      case when coalesce(profile.categories, '{}') = '{}' then 'categories' end,
      case when profile.target_customer_profile is null then 'target_customer_profile' end,
      case when profile.video_url is null then 'video_url' end], null),
    'packages', (select coalesce(jsonb_agg(jsonb_build_object('package', k.name,
        'credits', k.credits, 'price', private.price_words(k.price_cents, k.currency))
        order by k.price_cents, k.name), '[]')
      from private.credit_packages k where k.on_sale),
    'payment_link', coalesce(
      (select to_jsonb(o.package) from private.open_purchase(person) o), 'null'),
    'owed_credits', (select coalesce(sum(p.owed_credits), 0)::integer
      from public.credit_purchases p where p.user_id = person.id and p.owed_credits > 0));
end
$$;
comment on function private.provider_view(public.users) is
  'What the Innovator knows of who offers a solution: what is on record of it, what credits cost, '
  'for what package a payment link is good, and what they owe.';

create function private.read_prospects(person public.users) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  profile public.innovators := private.profile_of(person);
begin
  return jsonb_build_object('balance', person.credit_balance,
    'prospects', (
      select coalesce(jsonb_object_agg(c.status, c.count), '{}')
      from (select p.status, count(*) from public.prospects p
        where p.tenant_id = profile.tenant_id and p.innovator_id = profile.id group by 1) c),
    'introductions', (
      select coalesce(jsonb_object_agg(c.status, c.count), '{}')
      from (select i.status, count(*) from public.intro_opportunities i
        where i.tenant_id = profile.tenant_id and i.innovator_id = profile.id group by 1) c),
    'newest', (
      select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
          'about', private.known_as(p), 'state', case p.status when 'converted'
            then 'has joined' when 'inactive' then 'not looked for any more' else 'waits for somebody who knows them' end,
          'introduction', n.status)) order by p.updated_at desc), '[]')
      from (select p.id from public.prospects p
        where p.tenant_id = profile.tenant_id and p.innovator_id = profile.id
        order by p.updated_at desc limit 10) f
      join public.prospects p on p.id = f.id
      left join lateral (select i.status from public.intro_opportunities i
        where i.tenant_id = p.tenant_id and i.prospect_id = p.id
        order by i.updated_at desc limit 1) n on true));
end
$$;
comment on function private.read_prospects(public.users) is
  'How far those whom somebody would like to meet have come: how many in each state, and the ten '
  'that moved last, as they were brought and without how to reach them; nobody who connects.';

-- Running low. -----------------------------------------------------------------------------------

create function private.warn_of_low_balance() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  low constant integer := private.setting('low_balance_credits', new.tenant_id);
begin
  -- Where it stood matters: who never had so many is not told that they have few.
  if new.credit_balance >= low or old.credit_balance < low
    or exists (select from public.message_queue q
      where q.user_id = new.id and q.subject = 'low_balance' and q.created_at > now()
        - make_interval(days => private.setting('low_balance_days', new.tenant_id)::integer)) then
    return null;
  end if;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for,
      subject)
    values (new.tenant_id, new.id, 'credit-funding', jsonb_build_object('text', 'their credits '
      'run low: introductions wait until there are enough for their bounty', 'topic', 'low_balance'),
      now(), 'low_balance');
  return null;
end
$$;
comment on function private.warn_of_low_balance() is
  'One text when a balance falls below what the next introduction costs, and none again for days.';
create trigger low_balances_are_told after update of credit_balance on public.users
  for each row when (new.innovator and new.verified and new.credit_balance < old.credit_balance)
  execute function private.warn_of_low_balance();
