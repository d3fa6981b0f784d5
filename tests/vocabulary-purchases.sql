-- Words for buying credits. Loaded after tests/vocabulary.sql.

create function tests.offers_a_solution() returns void
language sql set search_path = '' as $$
  select tests.consented();
  update public.users set innovator = true where id = '00000000-0000-4000-8000-000000000021'
$$;
comment on function tests.offers_a_solution() is 'Grace offers a solution, and wants our texts.';

create function tests.innovator_turn(words text, actions jsonb) returns text
language plpgsql set search_path = '' as $$
declare
  turn jsonb;
  answer jsonb;
begin
  perform tests.text_in('SM' || gen_random_uuid(), '+14155550111', innovator_turn.words);
  turn := worker.claim('innovator', 1, clock_timestamp() + interval '10 s') -> 'turns' -> 0;
  answer := worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'done',
    'lease', turn -> 'lease', 'actions', innovator_turn.actions)));
  set constraints all immediate;
  set constraints all deferred;
  return answer -> 0 ->> 'result';
end
$$;
comment on function tests.innovator_turn(text, jsonb) is
  'Grace writes, and the Innovator''s turn ends so; what became of it.';

create function tests.wants(package text, words text default 'Pay here: {{checkout_url}}')
returns text language sql set search_path = '' as $$
  select tests.innovator_turn('that one', jsonb_build_array(
    jsonb_build_object('type', 'buy_credits', 'input', jsonb_build_object('package', wants.package)),
    jsonb_build_object('type', 'reply', 'input', jsonb_build_object('text', wants.words))))
$$;
comment on function tests.wants(text, text) is 'She chooses a package, and is answered so.';

create function tests.make_link(session text default 'cs_1', outcome text default 'done')
returns jsonb language plpgsql set search_path = '' as $$
declare
  lease uuid := (worker.claim('credit-funding', 1, clock_timestamp() + interval '1 hour')
    -> 'turns' -> 0 ->> 'lease')::uuid;
  work jsonb := worker.checkout_work(lease);
begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('outcome', make_link.outcome,
    'lease', lease, 'error', '{"code": "stripe_failed", "message": "no"}'::jsonb, 'actions',
    case make_link.outcome when 'done' then jsonb_build_array(jsonb_build_object('type',
      'open_checkout', 'input', jsonb_build_object('session', make_link.session,
        'url', 'https://pay.example/' || make_link.session))) else '[]' end)));
  set constraints all immediate;
  set constraints all deferred;
  return work;
end
$$;
comment on function tests.make_link(text, text) is
  'Stripe makes the link that is waited for, or does not; what was asked of it.';

create function tests.bought(package text default 'small', session text default 'cs_1')
returns uuid language sql set search_path = '' as $$
  insert into public.credit_purchases (tenant_id, user_id, package, credits, price_cents, currency,
      status, stripe_session, checkout_url, expires_at)
    select u.tenant_id, u.id, k.name, k.credits, k.price_cents, k.currency, 'open',
      bought.session, 'https://pay.example/' || bought.session, now() + interval '1 day'
    from public.users u, private.credit_packages k
    where u.id = '00000000-0000-4000-8000-000000000021' and k.name = bought.package
    returning id
$$;
comment on function tests.bought(text, text) is 'Grace has a payment link for a package.';

create function tests.stripe_says(type text, about jsonb, event text default null)
returns text language plpgsql set search_path = '' as $$
declare
  purchase public.credit_purchases;
  answer jsonb;
begin
  select * into purchase from public.credit_purchases p
    where p.stripe_session = coalesce(about ->> 'session', 'cs_1');
  answer := worker.receive_payment(jsonb_build_object(
      'id', coalesce(stripe_says.event, 'evt_' || gen_random_uuid()), 'type', stripe_says.type,
      'created', 1790000000, 'payment_intent', 'pi_1')
    || case when starts_with(stripe_says.type, 'checkout.') then jsonb_build_object(
      'session', 'cs_1', 'purchase_id', purchase.id, 'amount_cents', purchase.price_cents,
      'currency', purchase.currency, 'payment_status', 'paid') else '{}' end || about);
  return coalesce(answer ->> 'verdict', 'duplicate');
end
$$;
comment on function tests.stripe_says(text, jsonb, text) is
  'An event of Stripe''s about Grace''s purchase cs_1 and its payment pi_1; what became of it.';

create function tests.money() returns table (balance integer, reversed integer, owed integer)
language sql set search_path = '' as $$
  select u.credit_balance, coalesce(sum(p.reversed_credits), 0)::integer,
    coalesce(sum(p.owed_credits), 0)::integer
  from public.users u left join public.credit_purchases p on p.user_id = u.id
  where u.id = '00000000-0000-4000-8000-000000000021' group by u.id
$$;
comment on function tests.money() is 'What Grace has, what was taken back, and what she owes.';
