begin;
set local search_path = extensions, public;
select plan(5);

-- Grace is in all that there is to tell of, and writes.
select tests.innovator(), tests.offers_a_solution();
select tests.text_in('SM' || n, '+14155550111', 'Hello ' || n) from generate_series(1, 3) n;
create temp table intro as select tests.agreed() as id;
insert into public.community_requests (id, tenant_id, requesting_agent_type, requesting_user_id,
    question, status, closed_reason)
  select tests.item(1), tenant_id, 'concierge', id, 'How is it kept dry?', 'closed', 'answered'
  from tests.grace();
insert into private.expert_asks (tenant_id, request_id, user_id, score, parts, asked_at)
  select tenant_id, tests.item(1), id, 50, '[]', now() from tests.grace();
select tests.bought(), tests.book_credits(200), tests.rank('intro_opportunity', tests.intro());
insert into private.rankings (user_id, tenant_id, due_at, chosen_id)
  select user_id, tenant_id, now(), id from public.user_priorities where status = 'active'
  on conflict (user_id) do update set chosen_id = excluded.chosen_id;
update public.user_priorities set value_score = 100;
delete from public.message_queue;
create temp table ways (function text primary key, how text, first text default '');
insert into ways (function, how) values
  ('private.answer_deed', $$private.answer_deed(g, 'concierge', 'News.', null, t.trace_id, now())$$),
  ('private.apply_close_loop', $$private.apply_close_loop(g, t, null, '{}')$$),
  ('private.ask_once_more', $$private.ask_once_more(g, r, t)$$),
  ('private.say', $$private.say(jsonb_populate_record(null::public.message_queue,
     jsonb_build_object('user_id', g.id, 'conversation_context_id', private.thread_of(g),
     'priority', 'medium', 'trace_id', t.trace_id)), 'News.')$$),
  ('private.say_why_nothing_came', $$private.say_why_nothing_came(t, '{}', 'dead', now())$$),
  ('private.tell_at_once', $$private.tell_at_once(g.id, 'agent-of-humans', 'community_request',
     r.id, '{"text": "News."}', now() + interval '7 days', t.trace_id)$$),
  ('private.tell_holder', $$private.tell_holder(g, t.trace_id, now())$$),
  ('private.tell_of_money', $$private.tell_of_money(p, p, 'reversed', now())$$),
  ('private.tell_priority', $$private.tell_priority(g, t.trace_id, now())$$),
  ('private.tell_side', $$private.tell_side(i, 'connector', 'agreed', now())$$),
  ('private.warn_of_low_balance', 'tests.book_credits(-195)'),
  ('private.write_reply', $$private.write_reply(t, 'concierge', 'Aye.')$$);
insert into ways (function, how, first) values
  ('private.credit_referral', $$private.credit_referral(u.id, t.trace_id, now())$$,
   $$update public.users set referred_by = (tests.grace()).id where first_name = 'Ada'$$),
  ('private.end_checkout',
   $$private.end_checkout(jsonb_populate_record(t, jsonb_build_object('context_id', p.id)))$$,
   $$update public.credit_purchases set status = 'asked', stripe_session = null,
     checkout_url = null$$),
  ('private.plan_re_engagement', $$private.plan_re_engagement(g, now())$$,
   $$update public.users set verified = false, poc_agent_type = 'bouncer'$$),
  ('private.tell_to_wait', $$private.tell_to_wait(c, t.trace_id)$$,
   $$update private.lanes set turns_at = array_fill(now(), array[40])
     where lane_key like 'conversation:%'$$);

create function pg_temp.opt_out() returns void language sql as $$
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_out', 'operator' from tests.grace() $$;
-- What she is told, what of it waits, and what of it leaves, when she opts out then.
create function pg_temp.told(first text, how text, opts_out text, out told bigint, out waits bigint,
  out leaves bigint) language plpgsql as $$
begin
  execute first;
  if opts_out = 'before' then perform pg_temp.opt_out(); end if;
  execute 'select ' || how || ' from tests.grace() g, public.community_requests r,
    public.credit_purchases p, public.users u, public.conversations c, public.intro_opportunities i,
    jsonb_populate_record(null::public.agent_tasks, jsonb_build_object(''id'', gen_random_uuid(),
      ''tenant_id'', g.tenant_id, ''user_id'', g.id, ''trace_id'', gen_random_uuid(), ''task_type'',
      ''reply'', ''context_json'', jsonb_build_object(''request_id'', r.id, ''conversation_id'',
      private.thread_of(g)))) t
    where u.first_name = ''Ada'' and c.user_id = g.id and i.id in (select id from intro)';
  select count(*) into told from (select from public.message_queue q
    where q.user_id = (tests.grace()).id union all select from public.messages m
    where m.user_id = (tests.grace()).id and m.direction = 'outbound') s;
  if opts_out = 'after' then perform pg_temp.opt_out(); end if;
  perform tests.deliver(at) from unnest(array[now() + interval '1 minute', tests.noon()]) at;
  select count(*) into waits from public.message_queue q
    where q.user_id = (tests.grace()).id and q.status in ('queued', 'approved');
  select count(*) into leaves from public.message_parts p join public.messages m
    on m.id = p.message_id where m.user_id = (tests.grace()).id and m.purpose <> 'confirmation';
  raise exception 'undone' using errcode = 'YP999';
exception when sqlstate 'YP999' then
end $$;

create temp table seen as select w.function, o.opts_out, t.*
  from ways w, unnest(array['never', 'before', 'after']) o (opts_out),
    pg_temp.told(w.first, w.how, o.opts_out) t;
select is_empty('select * from seen where opts_out = ''never'' and told = 0', 'each tells her');
select isnt((select sum(leaves) from seen where opts_out = 'never'), 0::numeric, 'and texts leave');
select is_empty('select * from seen where opts_out = ''before'' and waits + leaves > 0',
  'but to who has opted out nothing leaves, and nothing waits');
select is_empty('select * from seen where opts_out = ''after'' and waits + leaves > 0',
  'nor to who opts out while it waits');
select is_empty($$
  select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('private', 'worker', 'public')
    and p.prosrc ~ 'insert into public\.(message_queue|messages)\M'
    -- What comes in, and the one word that follows an opt-out.
    and p.proname not in ('store_text', 'open_chat', 'heed_consent', 'carry_consent')
  except select function from ways
$$, 'and nobody has another way of telling');

select * from finish();
rollback;
