-- Who may see what: the actors, a row of everything for each of them, and what they should see.
-- Loaded after tests/vocabulary.sql, whose words it uses.

create table tests.actors (
  actor text primary key,
  as_role text not null,
  auth_id uuid
);
comment on table tests.actors is
  'Who the tests of access are told about. Those of tests.one_of_each() stand behind the names.';
insert into tests.actors values
  ('visitor', 'anon', null),
  ('stranger', 'authenticated', 'a0000000-0000-4000-8000-000000000003'),
  ('member', 'authenticated', 'a0000000-0000-4000-8000-000000000001'),
  ('another member', 'authenticated', 'a0000000-0000-4000-8000-000000000002'),
  ('inactive member', 'authenticated', 'a0000000-0000-4000-8000-000000000004'),
  ('member of two tenants', 'authenticated', 'a0000000-0000-4000-8000-000000000005'),
  ('owner', 'authenticated', 'a0000000-0000-4000-8000-000000000006'),
  ('operator', 'authenticated', 'a0000000-0000-4000-8000-000000000007'),
  ('viewer', 'authenticated', 'a0000000-0000-4000-8000-000000000008'),
  ('operator of another tenant', 'authenticated', 'a0000000-0000-4000-8000-000000000009'),
  ('service', 'service_role', null);

create table tests.access (
  relation text primary key,
  member text not null check (member in ('none', 'own')),
  operator text not null check (operator in ('none', 'all')),
  whose text not null default 'null',
  truth text not null generated always as (case
    when relation in ('monthly_usage_summary', 'message_feedback_summary') then 'private.'
    else 'public.' end || relation) stored
);
comment on table tests.access is
  'What a member sees of each relation of public (none, or their own rows) and what an operator '
  'sees (none, or all of their tenant). A visitor and a stranger see nothing: they have no column. '
  'whose: the user whom a row is about; truth: where the owner of the database reads it.';
insert into tests.access (relation, member, operator, whose) values
  ('tenants', 'none', 'all', default),
  ('operators', 'none', 'all', default),
  ('senders', 'none', 'all', default),
  ('users', 'own', 'all', 'id'),
  ('consent_events', 'own', 'all', 'user_id'),
  ('conversations', 'own', 'all', 'user_id'),
  ('messages', 'own', 'all', 'user_id'),
  ('message_parts', 'none', 'all',
   '(select m.user_id from public.messages m where m.id = message_id)'),
  ('message_status_events', 'none', 'all', default),
  ('message_media', 'none', 'all',
   '(select m.user_id from public.messages m where m.id = message_id)'),
  ('agent_tasks', 'none', 'all', 'user_id'),
  ('job_queue', 'none', 'all', default),
  ('events', 'none', 'all', 'payload ->> ''user_id'''),
  ('event_dead_letters', 'none', 'all', default),
  ('agent_instances', 'none', 'all', 'user_id'),
  ('agent_actions_log', 'none', 'all', 'user_id'),
  ('usage_metrics', 'own', 'all', 'user_id'),
  ('current_day_usage', 'own', 'all', 'user_id'),
  ('monthly_usage_summary', 'own', 'all', 'user_id'),
  ('message_queue', 'none', 'all', 'user_id'),
  ('user_message_budget', 'own', 'all', 'user_id'),
  ('credit_events', 'own', 'all', 'user_id'),
  ('user_credit_balances', 'own', 'all', 'user_id'),
  ('credit_purchases', 'own', 'all', 'user_id'),
  ('community_requests', 'own', 'all', 'requesting_user_id'),
  ('community_responses', 'own', 'all', 'user_id'),
  ('user_priorities', 'own', 'all', 'user_id'),
  ('innovators', 'own', 'all', 'user_id'),
  ('prospects', 'own', 'all',
   '(select i.user_id from public.innovators i where i.id = innovator_id)'),
  ('linkedin_research_prospects', 'none', 'all', 'users_researching[1]'),
  ('intro_opportunities', 'own', 'all', 'connector_user_id'),
  ('solution_workflows', 'own', 'all', 'user_id'),
  ('feedback', 'own', 'all', 'user_id'),
  ('message_feedback_summary', 'none', 'all', default),
  ('analysis_results', 'own', 'all', 'user_id'),
  ('crisis_events', 'own', 'none', 'user_id'),
  ('assistant_settings', 'none', 'all', default),
  ('crisis_access', 'none', 'all', default),
  ('data_requests', 'own', 'all', 'user_id'),
  ('alerts', 'none', 'all', default),
  ('alert_channels', 'none', 'all', default),
  ('alert_deliveries', 'none', 'all', default);
grant select on tests.actors, tests.access to postgres;

create function tests.members() returns setof public.users
language sql stable set search_path = '' as $$
  select u.* from public.users u where u.auth_id in (select a.auth_id from tests.actors a)
$$;
comment on function tests.members() is 'The actors who are users, in each of their tenants.';

create function tests.people() returns void
language sql set search_path = '' as $$
  select tests.two_members();
  insert into auth.users (id)
    select a.auth_id from tests.actors a where a.auth_id is not null on conflict do nothing;
  insert into public.senders (id, tenant_id, phone_number, account_sid, auth_token_secret) values
    ('00000000-0000-4000-8000-000000000012', '00000000-0000-4000-8000-000000000002',
     '+14155550200', 'AC00000000000000000000000000000002', 'twilio_auth_token');
  select tests.receive_sms(('00000000-0000-4000-8000-0000000000' || p.sender)::uuid,
      jsonb_build_object('message_sid', 'SM' || sender || phone, 'from', phone, 'body', 'hi'))
    from (values ('11', '+14155550144'), ('11', '+14155550155'), ('12', '+14155550155'))
      p (sender, phone);
  update public.users u set auth_id = a.auth_id, is_active = a.actor <> 'inactive member'
    from (values ('+14155550144', 'inactive member'), ('+14155550155', 'member of two tenants'))
      p (phone, actor) join tests.actors a using (actor)
    where u.phone_number = p.phone;
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_in', 'operator' from tests.members() m
    where not exists (select from public.consent_events c where c.user_id = m.id);
  insert into public.operators (tenant_id, auth_id, role)
    select ('00000000-0000-4000-8000-00000000000' || p.tenant)::uuid, a.auth_id, p.role
    from (values ('owner', 1, 'owner'), ('operator', 1, 'operator'), ('viewer', 1, 'viewer'),
      ('operator of another tenant', 2, 'owner')) p (actor, tenant, role)
      join tests.actors a using (actor);
$$;
comment on function tests.people() is
  'Every actor: members, each with a thread, a text and a consent, and operators.';

create function tests.texts() returns void
language sql set search_path = '' as $$
  insert into public.messages (conversation_id, role, direction, content)
    select c.id, 'concierge', 'outbound', 'hello'
    from public.conversations c join tests.members() m on m.id = c.user_id;
  insert into public.message_parts
    (tenant_id, message_id, part_index, part_count, body, encoding, segments, status)
    select tenant_id, id, 0, 1, content, 'GSM-7', 1, 'queued'
    from public.messages where direction = 'outbound';
  insert into public.message_status_events (tenant_id, part_id, twilio_message_sid, status)
    select tenant_id, id, 'SM' || id, 'sent' from public.message_parts;
  insert into public.message_media (tenant_id, message_id, media_index, source_url)
    select tenant_id, id, 0, 'https://api.twilio.com/' from public.messages
    where direction = 'inbound';
  insert into public.feedback (tenant_id, user_id, message_id, rating)
    select tenant_id, user_id, id, 'up' from public.messages where direction = 'outbound';
  insert into public.crisis_events (tenant_id, user_id, message_id, trigger_type, severity_level)
    select tenant_id, user_id, id, 'words', 'low' from public.messages
    where direction = 'inbound';
$$;
comment on function tests.texts() is 'An answer to each member, its way out, and what came of it.';

create function tests.work() returns void
language sql set search_path = '' as $$
  insert into public.agent_instances (tenant_id, agent_type, user_id, model)
    select tenant_id, 'concierge', id, 'a-model' from tests.members();
  insert into public.agent_actions_log (tenant_id, agent_type, action_type, user_id)
    select tenant_id, 'concierge', 'llm_call', id from tests.members();
  insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
      first_failed_at, last_failed_at)
    select tenant_id, id, task_type, 'permanent', 1, '[]', now(), now() from public.agent_tasks;
  insert into public.assistant_settings (tenant_id) select id from public.tenants;
  insert into public.crisis_access (tenant_id, crisis_event_id, action, reason)
    select id, gen_random_uuid(), 'read', 'alert' from public.tenants;
  insert into public.alerts (tenant_id, kind, subject, subject_count)
    select id, 'dead_letters', 'reply', 1 from public.tenants;
  insert into public.alert_channels (tenant_id, kind, address)
    select id, 'email', 'owner@' || slug || '.example' from public.tenants;
  insert into public.alert_deliveries (tenant_id, alert_id, channel_id, occasion)
    select a.tenant_id, a.id, c.id, 'raised'
    from public.alerts a join public.alert_channels c using (tenant_id);
  insert into public.usage_metrics (tenant_id, user_id, date, model_calls)
    select tenant_id, id, (now() at time zone 'UTC')::date, 1 from tests.members();
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for)
    select tenant_id, id, 'account-manager', '{}', now() from tests.members();
  insert into public.user_message_budget (tenant_id, user_id, date)
    select tenant_id, id, current_date from tests.members();
  insert into public.analysis_results (tenant_id, user_id, analysis_type, message_range)
    select tenant_id, id, 'milestone_check', '{}' from tests.members();
  insert into public.data_requests (tenant_id, user_id, kind, channel, status)
    select tenant_id, id, 'export', 'web', 'asked' from tests.members();
$$;
comment on function tests.work() is 'What the agents did, used, failed at and would like to send.';

create function tests.community() returns void
language sql set search_path = '' as $$
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, processed)
    select tenant_id, id, 'referral', 10, 'user', id, 'a referral by ' || id, true
    from tests.members();
  insert into public.credit_purchases
    (tenant_id, user_id, package, credits, price_cents, currency, expires_at)
    select tenant_id, id, 'small', 100, 10000, 'usd', now() + interval '1 day'
    from tests.members();
  insert into public.community_requests
    (tenant_id, requesting_agent_type, requesting_user_id, question)
    select tenant_id, 'concierge', id, 'How is a boat kept dry?' from tests.members();
  -- Everybody answers everybody: an answer to one's own question is somebody else's row.
  insert into public.community_responses
    (tenant_id, request_id, user_id, response_text, verbatim_answer)
    select r.tenant_id, r.id, m.id, 'By bailing.', 'bail it'
    from public.community_requests r join tests.members() m using (tenant_id);
  insert into public.user_priorities (tenant_id, user_id, priority_rank, item_type, item_id)
    select m.tenant_id, m.id, 1, 'community_request', r.id
    from tests.members() m join public.community_requests r on r.requesting_user_id = m.id;
  insert into public.solution_workflows (tenant_id, user_id, request_description, current_step)
    select tenant_id, id, 'a dry boat', 'research' from tests.members();
  insert into public.innovators (tenant_id, user_id, company_name)
    select tenant_id, id, 'Dry Boats' from tests.members();
  insert into public.prospects (tenant_id, innovator_id, last_name)
    select i.tenant_id, i.id, 'Noah'
    from public.innovators i join tests.members() m on m.id = i.user_id;
  insert into public.linkedin_research_prospects (tenant_id, name, users_researching)
    select tenant_id, 'Noah', array[id] from tests.members();
  -- And everybody could introduce somebody to another innovator: a prospect has one offer.
  insert into public.intro_opportunities
    (tenant_id, connector_user_id, innovator_id, prospect_id, prospect_name)
    select p.tenant_id, coalesce(lead(i.user_id) over w, first_value(i.user_id) over w),
      p.innovator_id, p.id, 'Noah'
    from public.prospects p join public.innovators i on i.id = p.innovator_id
    join tests.members() m on m.id = i.user_id
    window w as (partition by p.tenant_id order by i.user_id
      rows between unbounded preceding and unbounded following);
$$;
comment on function tests.community() is 'Credits, questions, answers, offers and introductions.';

create function tests.one_of_each() returns void
language sql set search_path = '' as $$
  select tests.people();
  select tests.texts();
  select tests.work();
  select tests.community();
  select private.refresh_summaries();
$$;
comment on function tests.one_of_each() is
  'Every actor, and for each member a row in every relation that can be theirs; in the others a '
  'row of each tenant. One sign-in (…3) is nobody yet.';

create function tests.become(actor text) returns void
language plpgsql set search_path = '' as $$
declare
  somebody tests.actors;
begin
  select * into strict somebody from tests.actors a where a.actor = become.actor;
  perform tests.sign_in(somebody.auth_id::text);
  perform set_config('role', somebody.as_role, true);
end
$$;
comment on function tests.become(text) is 'From here to "reset role" it is the actor who asks.';

create function tests.answer(actor text, statement text) returns text
language plpgsql set search_path = '' as $$
declare
  answered text;
begin
  perform tests.become(answer.actor);
  execute answer.statement into answered;
  reset role;
  return answered;
exception when others then
  return sqlstate;
end
$$;
comment on function tests.answer(text, text) is
  'The first word a statement of an actor returns, or the SQLSTATE with which it was refused.';

create function tests.rows_seen(actor text, relation text, only_if text default 'true')
returns jsonb
language plpgsql set search_path = '' as $$
declare
  place tests.access;
  seen jsonb;
begin
  select * into strict place from tests.access a where a.relation = rows_seen.relation;
  if rows_seen.actor is null then
    perform tests.sign_in(null);
  else
    perform tests.become(rows_seen.actor);
    place.truth := 'public.' || place.relation;
  end if;
  execute format('select coalesce(jsonb_object_agg(o.owner, o.count), ''{}'') from (
      select concat(r.tenant, ''/'', r.whose) as owner, count(*)
      from (select %s as tenant, (%s)::uuid as whose from %s) r where %s group by 1) o',
    case place.relation when 'tenants' then 'id' else 'tenant_id' end, place.whose, place.truth,
    rows_seen.only_if)
    into seen;
  reset role;
  return seen;
end
$$;
comment on function tests.rows_seen(text, text, text) is
  'How many rows an actor sees, by the tenant and the user they belong to. Null is the owner of '
  'the database, who sees what there is to be seen.';

create function tests.own_rows(actor text, relation text) returns jsonb
language sql set search_path = '' as $$
  select tests.rows_seen(null, a.relation, format(
    '%L = ''own'' and whose in (select u.id from public.users u where u.auth_id = %L)', a.member,
    (select b.auth_id from tests.actors b where b.actor = own_rows.actor)))
  from tests.access a where a.relation = own_rows.relation
$$;
comment on function tests.own_rows(text, text) is 'What a member should see of a relation.';

create function tests.rows_of_tenant(tenant integer, relation text) returns jsonb
language sql set search_path = '' as $$
  select tests.rows_seen(null, a.relation, format(
    '%L = ''all'' and tenant = ''00000000-0000-4000-8000-00000000000%s''', a.operator,
    rows_of_tenant.tenant))
  from tests.access a where a.relation = rows_of_tenant.relation
$$;
comment on function tests.rows_of_tenant(integer, text) is
  'What an operator of the first, or of the second, tenant should see of a relation.';

create function tests.not_refused(actor text)
returns table (command text, relation text, outcome text)
language sql set search_path = '' as $$
  with tried as (
    select c.command, a.relation, tests.attempt(b.as_role, b.auth_id::text, format(c.statement,
      a.relation, case a.relation when 'tenants' then 'id' else 'tenant_id' end)) as outcome
    from tests.actors b, tests.access a, (values
      ('insert', 'insert into public.%1$I default values'),
      ('update', 'update public.%1$I set %2$I = %2$I'),
      ('delete', 'delete from public.%1$I')) c (command, statement)
    where b.actor = not_refused.actor
  )
  select t.command, t.relation, t.outcome from tried t
  -- A view that nobody can write through says so before it is asked who may.
  where t.outcome is distinct from case
    pg_catalog.pg_relation_is_updatable(('public.' || t.relation)::regclass, false)
    when 0 then '55000' else '42501' end
$$;
comment on function tests.not_refused(text) is
  'Of an insert, an update and a delete on each relation of public, those an actor got through.';
