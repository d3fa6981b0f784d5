-- Checkout: from the wish to buy to a payment link, and from Stripe's word to the ledger.

insert into private.functions (name) values ('credit-funding');
insert into private.bells (function_name) values ('credit-funding');
insert into private.task_types (task_type, function_name, agent_type, lane_kind, priority,
    max_retries, snooze_hours_max, description)
  values ('create_checkout', 'credit-funding', 'credit-funding', 'upkeep', 'high', 5, 2,
    'have Stripe make a payment link, and text it to who asked for it');
insert into private.event_types (event_type, emitted_by, payload, description) values
  ('credits.purchase_requested', '{private.apply_buy_credits}',
   '{"purchase_id": "uuid", "user_id": "uuid"}', 'somebody wants to buy credits'),
  ('credits.purchased', '{private.take_payment}', '{"purchase_id": "uuid", "user_id": "uuid"}',
   'credits were paid for, and are booked'),
  ('credits.payment_failed', '{private.take_payment}', '{"purchase_id": "uuid", "user_id": "uuid"}',
   'a payment that was under way did not come'),
  ('credits.reversed', '{private.take_payment}', '{"purchase_id": "uuid", "user_id": "uuid"}',
   'money of a purchase went back, and its credits with it'),
  ('credits.restored', '{private.take_payment}', '{"purchase_id": "uuid", "user_id": "uuid"}',
   'and came again: a dispute was won, or a refund failed');
insert into private.routes (event_type, task_type, description) values
  ('credits.purchase_requested', 'create_checkout',
   'somebody wants to buy credits, and waits for the link');
insert into private.placeholders (name, description) values
  ('checkout_url', 'where the person pays for the credits they have just asked for');
insert into private.actions (action, agents, to_others, description) values
  ('buy_credits', '{innovator}', 'only who offers a solution buys credits',
   'have a payment link made for a package of credits'),
  ('open_checkout', '{credit-funding}', 'this agent makes no payment links',
   'the payment link that Stripe has made');

-- The wish. --------------------------------------------------------------------------------------

create function private.open_purchase(person public.users, package text default null)
returns public.credit_purchases
language plpgsql stable security invoker set search_path = '' as $$
declare
  found_one public.credit_purchases;
begin
  select p.* into found_one from public.credit_purchases p
    where p.tenant_id = person.tenant_id and p.user_id = person.id
      and p.status in ('asked', 'open')
      -- Long enough to find a card.
      and p.expires_at > now() + interval '15 minutes'
      and p.package = coalesce(open_purchase.package, p.package)
    order by p.chosen_at desc, p.id limit 1;
  return found_one;
end
$$;
comment on function private.open_purchase(public.users, text) is
  'What somebody was given, or is about to be given, a payment link for: what they chose last.';

create function private.placeholder_checkout_url(person public.users) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (private.open_purchase(person)).checkout_url;
end
$$;
comment on function private.placeholder_checkout_url(public.users) is
  'The payment link that is good now; null, too, while it is being made.';

create function private.check_buy_credits(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['package']), case
    when not exists (select from private.credit_packages k
      where k.name = input ->> 'package' and k.on_sale)
      then 'there is no such package: provider.packages has those on sale'
    when (private.open_purchase(person, input ->> 'package')).id is null
      and private.setting('checkouts_a_day_max', person.tenant_id) <= (
        select count(*) from public.credit_purchases p
        where p.tenant_id = person.tenant_id and p.user_id = person.id
          and p.created_at > now() - interval '1 day')
      then 'they have been given as many payment links today as they may' end);
end
$$;

create function private.apply_buy_credits(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  purchase public.credit_purchases;
begin
  -- The link that is good already is given again, and not that of what they chose meanwhile.
  update public.credit_purchases p set chosen_at = clock_timestamp()
    where p.id = (private.open_purchase(person, input ->> 'package')).id;
  if found then
    return;
  end if;
  insert into public.credit_purchases (tenant_id, user_id, package, credits, price_cents, currency,
      stripe_price, trace_id, expires_at)
    select person.tenant_id, person.id, k.name, k.credits, k.price_cents, k.currency,
      k.stripe_price, task.trace_id, now() + make_interval(
        hours => private.setting('checkout_hours', person.tenant_id)::integer)
    from private.credit_packages k where k.name = input ->> 'package'
    returning * into purchase;
  insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id,
      caused_by, created_by)
    values (person.tenant_id, 'credits.purchase_requested', purchase.id, 'credit_purchase',
      jsonb_build_object('purchase_id', purchase.id, 'user_id', person.id), task.trace_id, task.id,
      'innovator');
end
$$;

create function private.wait_for_checkout(person public.users, words text) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  waiting public.credit_purchases;
begin
  if words !~ '\{\{\s*checkout_url\s*\}\}' then
    return false;
  end if;
  waiting := private.open_purchase(person);
  if waiting.id is null or waiting.checkout_url is not null then
    return false;
  end if;
  -- What else is wrong with the words is better said now than when the link is there.
  perform private.fill_placeholders(regexp_replace(words, '\{\{\s*checkout_url\s*\}\}', ' ', 'g'),
    person);
  update public.credit_purchases p set words = wait_for_checkout.words where p.id = waiting.id;
  return true;
end
$$;
comment on function private.wait_for_checkout(public.users, text) is
  'Whether a reply waits until the payment link in it is made: it is kept with the purchase, and '
  'said by the task that makes the link. Person locked.';

-- The link. --------------------------------------------------------------------------------------

create function worker.checkout_work(lease uuid) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select jsonb_build_object('purchase_id', p.id, 'tenant_id', p.tenant_id,
      'credits', p.credits, 'price_cents', p.price_cents, 'currency', p.currency, 'stripe_price', p.stripe_price,
      'expires_at', floor(extract(epoch from p.expires_at))::bigint, 'brand', n.name)
    from public.agent_tasks t
    join public.credit_purchases p on p.id = t.context_id and p.status = 'asked'
    join public.tenants n on n.id = p.tenant_id
    where t.lease_token = checkout_work.lease and t.task_type = 'create_checkout'
      and t.status = 'processing');
end
$$;
comment on function worker.checkout_work(uuid) is
  'What to have Stripe make a payment link for. Null: nothing, the link is there or nobody wants '
  'it any more. The same at each try, so that Stripe sees the same request.';

create function private.check_open_checkout(person public.users, input jsonb, handles jsonb)
returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['session', 'url']), case
    when coalesce(input ->> 'session', '') !~ '^cs_\w{1,250}$' then 'that is no checkout session'
    when coalesce(input ->> 'url', '') !~ '^https?://\S+$' or length(input ->> 'url') > 1500
      then 'that is no address' end);
end
$$;

create function private.apply_open_checkout(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  purchase public.credit_purchases;
  plain text;
  filled text;
begin
  select * into purchase from public.credit_purchases p
    where p.id = task.context_id and p.status = 'asked' for no key update;
  if not found then
    return;
  end if;
  update public.credit_purchases p set status = 'open', words = null,
    stripe_session = input ->> 'session', checkout_url = input ->> 'url'
    where p.id = purchase.id;
  -- The words are about this purchase, whatever has been chosen since.
  plain := purchase.credits || ' credits for '
    || private.price_words(purchase.price_cents, purchase.currency) || ': ' || (input ->> 'url');
  begin
    filled := private.fill_placeholders(regexp_replace(coalesce(purchase.words, plain),
      '\{\{\s*checkout_url\s*\}\}', replace(input ->> 'url', '\', '\\'), 'g'), person);
  exception when sqlstate 'YP001' then
    -- What else stood in those words is true no more; the link is.
    filled := private.fill_placeholders(plain, person);
  end;
  if person.opted_out_at is null then
    perform private.answer_deed(person, 'innovator', filled, task.id, purchase.trace_id, now(),
      'checkout');
  end if;
end
$$;
comment on function private.apply_open_checkout(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'Keeps the payment link and says the reply that waited for it. Which purchase it is for the task '
  'knows, not its worker.';

create function private.end_checkout(task public.agent_tasks) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  -- No lock on the person: the sweep, which buries too, may hold many.
  update public.credit_purchases p set status = 'failed', words = null
    where p.id = task.context_id and p.status = 'asked';
  if found then
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
        scheduled_for, expires_at, priority, subject, trace_id)
      values (task.tenant_id, task.user_id, 'credit-funding', '{}', 'I am sorry: I could not get '
        'you a payment link. Nothing was charged. Please ask me again in a while.', now(),
        now() + interval '2 days', 'high', 'checkout', task.trace_id);
  end if;
end
$$;
comment on function private.end_checkout(public.agent_tasks) is
  'The link cannot be had: who waits for it hears so.';

-- The money. -------------------------------------------------------------------------------------

create function private.tell_of_money(
  purchase public.credit_purchases, was public.credit_purchases, verdict text, at timestamptz
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  person public.users;
  taken integer := purchase.reversed_credits - was.reversed_credits;
  news text;
begin
  select * into person from public.users u where u.id = purchase.user_id;
  if private.refused_to(person) is not null then
    return;
  end if;
  news := case verdict
    when 'booked' then format('Thank you: your payment for %s credits has come. You have %s now.',
      purchase.credits, person.credit_balance)
    when 'processing' then format('Thank you. Your payment for %s credits is on its way; they are '
      'yours as soon as it has come.', purchase.credits)
    when 'failed' then format('Your payment for %s credits did not go through, and nothing was '
      'charged. Ask me for another link whenever you like.', purchase.credits)
    when 'reversed' then 'A payment of yours for credits was refunded or disputed'
      || case when taken > 0 then format(', so %s of them were taken back', taken) else '' end
      || case when purchase.owed_credits > 0 then format('. %s were spent already: the next '
        'credits that you get pay for them', purchase.owed_credits) else '' end || '.'
    when 'restored' then format('Money of a payment of yours that had gone back has come again: a '
      'dispute is settled, or a refund did not go through. You have %s credits now.',
      person.credit_balance)
  end;
  if verdict in ('booked', 'processing', 'failed') then
    perform private.answer_deed(person, 'innovator', news, null, purchase.trace_id, at,
      'purchase:' || purchase.id);
  elsif news is not null then
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
        scheduled_for, priority, subject, trace_id)
      values (person.tenant_id, person.id, 'credit-funding', '{}', news, at, 'high',
        'purchase:' || purchase.id, purchase.trace_id);
  end if;
end
$$;
comment on function private.tell_of_money(
  public.credit_purchases, public.credit_purchases, text, timestamptz) is
  'What its person is told of a payment, in fixed words: no model speaks of money that moved. What '
  'they have just done is answered; what others did waits for its hour.';

create function private.purchase_of(event jsonb) returns uuid
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select p.id from public.credit_purchases p
    where case when event ? 'session' then p.id = (event ->> 'purchase_id')::uuid
      else p.payment_intent = event ->> 'payment_intent' end);
end
$$;
comment on function private.purchase_of(jsonb) is
  'Which purchase an event is about: a checkout names it, what comes later its payment.';

create function private.brings_money(event jsonb) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return event ->> 'type' in ('checkout.session.completed',
    'checkout.session.async_payment_succeeded');
end
$$;
comment on function private.brings_money(jsonb) is
  'Whether somebody paid a checkout, at once or by a way that takes days; a link that was not used '
  'is nothing to look for.';

create function private.judge_session(purchase public.credit_purchases, event jsonb) returns text
language plpgsql immutable security invoker set search_path = '' as $$
declare
  type constant text := event ->> 'type';
  paid constant boolean := type = 'checkout.session.async_payment_succeeded'
    or (type = 'checkout.session.completed' and event ->> 'payment_status' = 'paid');
begin
  return case
    -- Nobody was given that link. Before we have heard which is ours, the first is.
    when event ->> 'session' is distinct from purchase.stripe_session
      and purchase.stripe_session is not null
      then case when private.brings_money(event) then 'other_session' else 'nothing_new' end
    when paid and ((event ->> 'amount_cents')::integer is distinct from purchase.price_cents
      or event ->> 'currency' is distinct from purchase.currency) then 'other_amount'
    when paid then case when purchase.status = 'paid' then 'nothing_new' else 'booked' end
    when type = 'checkout.session.completed'
      then case when purchase.status in ('asked', 'open') then 'processing' else 'nothing_new' end
    when type = 'checkout.session.async_payment_failed'
      then case when purchase.status in ('asked', 'open', 'processing') then 'failed'
        else 'nothing_new' end
    when type = 'checkout.session.expired'
      then case when purchase.status in ('asked', 'open') then 'expired' else 'nothing_new' end
    else 'nothing_new'
  end;
end
$$;
comment on function private.judge_session(public.credit_purchases, jsonb) is
  'What a checkout''s event means for its purchase. That it is paid is never taken back by what '
  'comes late.';

create function private.take_payment(
  purchase_id uuid, event jsonb, at timestamptz
) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  was public.credit_purchases;
  purchase public.credit_purchases;
  became text := 'noted';
begin
  select p.* into was from public.credit_purchases p where p.id = take_payment.purchase_id;
  perform 1 from public.users u where u.id = was.user_id for no key update;
  select p.* into was from public.credit_purchases p
    where p.id = take_payment.purchase_id for no key update;
  if not found then
    -- It was deleted with its person while we waited for them.
    return null;
  end if;
  if event ? 'session' then
    became := private.judge_session(was, event);
    if became in ('booked', 'processing', 'failed', 'expired') then
      update public.credit_purchases p set status = case became when 'booked' then 'paid'
          else became end, words = null,
        paid_at = case became when 'booked' then take_payment.at end,
        payment_intent = coalesce(event ->> 'payment_intent', p.payment_intent)
      where p.id = was.id;
    end if;
  end if;
  if became in ('booked', 'noted') then
    became := private.settle_purchase(was.id);
  end if;
  select p.* into strict purchase from public.credit_purchases p where p.id = was.id;
  perform private.tell_of_money(purchase, was, became, take_payment.at);
  insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id,
      created_by)
    select was.tenant_id, v.event_type, was.id, 'credit_purchase', jsonb_build_object(
      'purchase_id', was.id, 'user_id', was.user_id), was.trace_id, 'stripe-webhook'
    from (values ('booked', 'credits.purchased'), ('reversed', 'credits.reversed'),
      ('restored', 'credits.restored'), ('failed', 'credits.payment_failed')) v (verdict, event_type)
    where v.verdict = became;
  return became;
end
$$;
comment on function private.take_payment(uuid, jsonb, timestamptz) is
  'What an event makes of a purchase, its ledger and what its person is told, all at once. Null: '
  'there is no such purchase any more.';

create function worker.receive_payment(event jsonb, at timestamptz default now()) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  purchase uuid;
  became text;
begin
  -- The first lock, like an email in: a second delivery waits for the first, and is nothing.
  insert into private.stripe_events (id, event_type, said_at) values
    (event ->> 'id', event ->> 'type', to_timestamp((event ->> 'created')::bigint))
    on conflict do nothing;
  if not found then
    return '{"duplicate": true}';
  end if;
  if event ->> 'payment_intent' is not null then
    perform private.note_payment(event);
  end if;
  perform private.stop_point('payment.noted');
  purchase := private.purchase_of(event);
  became := coalesce(private.take_payment(purchase, event, receive_payment.at), case
    when not event ? 'session' then 'noted'
    when event ->> 'purchase_id' is null then 'not_ours'
    when not private.brings_money(event) then 'nothing_new'
    else 'unknown_purchase' end);
  update private.stripe_events s set verdict = became,
    purchase_id = (select p.id from public.credit_purchases p where p.id = purchase),
    tenant_id = coalesce((select p.tenant_id from public.credit_purchases p where p.id = purchase),
      -- Nobody's, unless it is one of ours.
      (select n.id from public.tenants n where n.id = (event ->> 'tenant_id')::uuid))
    where s.id = event ->> 'id';
  return jsonb_build_object('duplicate', false, 'verdict', became, 'trace_id',
    (select p.trace_id from public.credit_purchases p where p.id = purchase));
end
$$;
comment on function worker.receive_payment(jsonb, timestamptz) is
  'Accounts for one event of Stripe: {id, type, created, payment_intent, and of a checkout session, '
  'purchase_id, tenant_id, payment_status, amount_cents, currency; of a charge refunded_cents; of a refund '
  'refund, refund_status, refund_cents; of a dispute dispute, dispute_status, disputed_cents} → {duplicate, verdict, trace_id}.';

create function private.retire_payments(at timestamptz default now()) returns integer
language sql security invoker set search_path = '' as $$
  with over as (
    -- Stripe says so itself; this is for what it never made, or was not heard to say.
    update public.credit_purchases p set words = null,
      status = case p.status when 'asked' then 'failed' else 'expired' end
    where p.id in (select o.id from public.credit_purchases o
      where o.status in ('asked', 'open') and o.expires_at < at - interval '1 day'
      order by o.expires_at limit private.setting('retire_batch')::integer
      for no key update skip locked)
    returning 1
  ),
  old as (
    select s.id from private.stripe_events s
    where s.received_at < at
      - make_interval(days => private.setting('payment_events_days')::integer)
    order by s.received_at limit private.setting('retire_batch')::integer for update skip locked
  ),
  gone as (delete from private.stripe_events s using old o where s.id = o.id returning 1),
  strange as (
    select y.payment_intent from private.payments y
    where y.noted_at < at - make_interval(days => private.setting('payment_events_days')::integer)
      and not exists (select from public.credit_purchases p
        where p.payment_intent = y.payment_intent)
    order by y.noted_at limit private.setting('retire_batch')::integer for update skip locked
  ),
  strange_gone as (
    delete from private.payments y using strange s
      where y.payment_intent = s.payment_intent returning 1)
  select (select count(*) from over)::integer + (select count(*) from gone)::integer
    + (select count(*) from strange_gone)::integer
$$;
comment on function private.retire_payments(timestamptz) is
  'Ends payment links that are over, and forgets old events and payments that were not ours, one '
  'batch a call.';
