begin;
set local search_path = extensions, public;
select plan(5);

select tests.in_all_there_is_to_tell();
create temp table ways (function text primary key, how text, first text default '');
insert into ways (function, how) values
  ('private.answer_deed', $$private.answer_deed(g, 'concierge', 'News.', null, t.trace_id, now())$$),
  ('private.apply_close_loop', $$private.apply_close_loop(g, t, null, '{}')$$),
  ('private.ask_once_more', $$private.ask_once_more(g, r, t)$$),
  ('private.say_of_data', $$private.say_of_data(jsonb_populate_record(null::public.messages,
     jsonb_build_object('conversation_id', c.id, 'tenant_id', g.tenant_id, 'trace_id', t.trace_id)),
     'link', 'en')$$),
  ('private.say', $$private.say(jsonb_populate_record(null::public.message_queue,
     jsonb_build_object('user_id', g.id, 'conversation_context_id', private.thread_of(g),
     'priority', 'medium', 'trace_id', t.trace_id)), 'News.')$$),
  ('private.say_why_nothing_came', $$private.say_why_nothing_came(t, '{}', 'dead', now())$$),
  ('private.tell_at_once', $$private.tell_at_once(g.id, 'agent-of-humans', 'community_request',
     r.id, '{"text": "News."}', now() + interval '7 days', t.trace_id)$$),
  ('private.tell_holder', $$private.tell_holder(g, t.trace_id, now())$$),
  ('private.tell_of_money', $$private.tell_of_money(p, p, 'reversed', now())$$),
  ('private.tell_of_move', $$private.tell_of_move(g, c, 'News.', t.trace_id)$$),
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

create temp table seen as select w.function, o.opts_out, t.*
  from ways w, unnest(array['never', 'before', 'after']) o (opts_out),
    tests.tell_grace(w.first, w.how, o.opts_out) t;
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
    -- What comes in, the one word that follows an opt-out, and fixed words in a crisis, which have
    -- rules of their own.
    and p.proname not in ('store_text', 'open_chat', 'confirm_opt_out', 'carry_consent', 'say_to')
  except select function from ways
$$, 'and nobody has another way of telling');

select * from finish();
rollback;
