-- Bought credits: what is on sale, who buys it, and what has become of the money since.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('checkout_hours', 23, true, 3, 23,
   'a payment link is good for so long; Stripe takes 24 hours at most'),
  ('checkouts_a_day_max', 10, true, 1, 100,
   'payment links that somebody may be given in any 24 hours');
insert into private.settings (name, value, description) values
  ('payment_events_days', 400,
   'what Stripe told us, and of money that is not ours, is kept this long; a dispute may come late');

create table private.credit_packages (
  name text primary key constraint name_is_a_word check (name ~ '^[a-z_]{1,40}$'),
  credits integer not null constraint credits_are_positive check (credits > 0),
  price_cents integer not null constraint price_is_positive check (price_cents > 0),
  currency text not null default 'usd'
    constraint currency_has_cents check (currency in ('usd', 'eur', 'gbp', 'cad', 'aud')),
  stripe_price text constraint stripe_price_is_one check (stripe_price ~ '^price_\w+$'),
  on_sale boolean not null default true
);
comment on table private.credit_packages is
  'Credits that can be bought, and for how much. What was bought keeps its own price.';
comment on column private.credit_packages.stripe_price is
  'A Price of Stripe''s that says the same; null: the amount is told to Stripe with each sale.';
insert into private.credit_packages (name, credits, price_cents) values
  ('small', 100, 10000), ('medium', 500, 45000), ('large', 1000, 80000);

create function private.price_words(price_cents integer, currency text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return to_char(price_cents / 100.0, 'FM999999990.00') || ' ' || upper(price_words.currency);
end
$$;
comment on function private.price_words(integer, text) is 'A price as a person reads it.';

create table public.credit_purchases (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  package text not null references private.credit_packages (name) on update cascade,
  credits integer not null constraint credits_are_positive check (credits > 0),
  price_cents integer not null constraint price_is_positive check (price_cents > 0),
  currency text not null constraint currency_is_three_letters check (currency ~ '^[a-z]{3}$'),
  stripe_price text,
  status text not null default 'asked'
    constraint status_is_known
    check (status in ('asked', 'open', 'processing', 'paid', 'failed', 'expired')),
  words text,
  stripe_session text unique,
  checkout_url text constraint checkout_url_is_one check (checkout_url ~ '^https?://\S+$'),
  payment_intent text unique,
  reversed_credits integer not null default 0
    constraint reversed_credits_is_not_negative check (reversed_credits >= 0),
  owed_credits integer not null default 0
    constraint owed_credits_is_not_negative check (owed_credits >= 0),
  waived_credits integer not null default 0
    constraint waived_credits_is_not_negative check (waived_credits >= 0),
  reversals_count integer not null default 0,
  trace_id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  chosen_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  paid_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint paid_at_matches_status check ((paid_at is not null) = (status = 'paid')),
  constraint a_link_has_its_session
    check ((checkout_url is null) = (stripe_session is null)),
  constraint no_more_goes_back_than_was_bought
    check (reversed_credits + owed_credits + waived_credits <= credits),
  constraint only_what_was_paid_goes_back
    check (status = 'paid' or reversed_credits + owed_credits + waived_credits = 0)
);
comment on table public.credit_purchases is
  'Credits that somebody wants to buy, or has bought. asked: its payment link is being made; '
  'open: it has one; processing: paid by a way that takes days.';
comment on column public.credit_purchases.chosen_at is
  'When its package was asked for last: its person speaks of the one they chose last.';
comment on column public.credit_purchases.words is
  'What is to be said with the link, {{checkout_url}} in its place; null once it is said.';
comment on column public.credit_purchases.reversed_credits is
  'Of these credits, how many the ledger has taken back because their money went back.';
comment on column public.credit_purchases.owed_credits is
  'And how many it could not take, because they were spent: the next ones that come pay for them. '
  'docs/decisions/0022';
comment on column public.credit_purchases.waived_credits is
  'And how many of those an operator let go.';
comment on column public.credit_purchases.reversals_count is
  'Makes the key of the next reversal in the ledger.';
comment on column public.credit_purchases.trace_id is 'Engine-made: as messages.trace_id.';
create index purchases_by_person
  on public.credit_purchases (tenant_id, user_id, created_at desc);
create index purchases_by_package on public.credit_purchases (package);
create index purchases_owed on public.credit_purchases (user_id, created_at)
  where owed_credits > 0;
create index purchases_unpaid on public.credit_purchases (expires_at)
  where status in ('asked', 'open');
insert into private.reference_kinds (kind, relation) values
  ('credit_purchase', 'public.credit_purchases');

alter table public.credit_purchases enable row level security;
grant select on public.credit_purchases to authenticated;
create policy "members read their own purchases, operators their tenant's"
  on public.credit_purchases for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));

-- What Stripe says, in whatever order. -------------------------------------------------------------

create table private.stripe_events (
  id text primary key,
  event_type text not null,
  verdict text not null default 'received'
    constraint verdict_is_known check (verdict in
      ('received', 'noted', 'booked', 'reversed', 'restored', 'processing', 'failed', 'expired',
       'nothing_new', 'other_session', 'other_amount', 'unknown_purchase', 'not_ours')),
  tenant_id uuid references public.tenants (id) on delete set null,
  purchase_id uuid references public.credit_purchases (id) on delete set null,
  said_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp()
);
comment on table private.stripe_events is
  'Every event that Stripe brought, once, and what became of it; nothing about cards or people.';
comment on column private.stripe_events.tenant_id is
  'Whose: of a purchase that is gone, with its person, only the checkout itself says it.';
create index stripe_events_by_time on private.stripe_events (received_at);
create index stripe_events_by_purchase on private.stripe_events (purchase_id)
  where purchase_id is not null;
create index stripe_events_by_tenant on private.stripe_events (tenant_id)
  where tenant_id is not null;
create index stripe_events_amiss on private.stripe_events (received_at)
  where verdict in ('other_session', 'other_amount', 'unknown_purchase');

create table private.payments (
  payment_intent text primary key,
  refunded_cents integer not null default 0
    constraint refunded_cents_is_not_negative check (refunded_cents >= 0),
  noted_at timestamptz not null default now()
);
comment on table private.payments is
  'What went back of a payment, as far as Stripe has told; also of one that we do not know yet. '
  'Its row is locked to hear more of it.';
create index payments_by_time on private.payments (noted_at);

create table private.payment_disputes (
  dispute text primary key,
  payment_intent text not null references private.payments (payment_intent) on delete cascade,
  disputed_cents integer not null
    constraint disputed_cents_is_not_negative check (disputed_cents >= 0),
  takes_money boolean not null,
  closed boolean not null,
  said_at timestamptz not null
);
comment on table private.payment_disputes is
  'What is disputed of a payment. takes_money: the bank has it, until the dispute is won; a mere '
  'inquiry takes none.';
create index disputes_by_payment on private.payment_disputes (payment_intent);

create table private.payment_refunds (
  refund text primary key,
  payment_intent text not null references private.payments (payment_intent) on delete cascade,
  refund_cents integer not null constraint refund_cents_is_not_negative check (refund_cents >= 0),
  failed boolean not null
);
comment on table private.payment_refunds is
  'What was given back of a payment, one by one. failed: its bank did not take it, or it was '
  'called off, and the money is ours again, for good; days after it had seemed to go.';
create index refunds_by_payment on private.payment_refunds (payment_intent);

create function private.note_payment(event jsonb) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  intent text := event ->> 'payment_intent';
  outcome text := event ->> 'dispute_status';
begin
  -- Locked before the purchase is looked for: whoever tells us whose payment this is, and whoever
  -- tells us that it went back, see each other in either order.
  insert into private.payments (payment_intent) values (intent) on conflict do nothing;
  perform 1 from private.payments p where p.payment_intent = intent for no key update;
  if event ? 'refunded_cents' then
    -- A charge tells the sum of its refunds: an older event knows of fewer.
    update private.payments p
      set refunded_cents = greatest(p.refunded_cents, (event ->> 'refunded_cents')::integer)
      where p.payment_intent = intent;
  elsif event ? 'refund' then
    insert into private.payment_refunds as r (refund, payment_intent, refund_cents, failed)
      values (event ->> 'refund', intent, (event ->> 'refund_cents')::integer,
        event ->> 'refund_status' in ('failed', 'canceled'))
      on conflict (refund) do update set failed = r.failed or excluded.failed;
  elsif event ? 'dispute' then
    insert into private.payment_disputes as d
        (dispute, payment_intent, disputed_cents, takes_money, closed, said_at)
      values (event ->> 'dispute', intent, (event ->> 'disputed_cents')::integer,
        outcome not in ('won', 'prevented') and not starts_with(outcome, 'warning_'),
        outcome in ('won', 'lost', 'prevented', 'warning_closed'),
        to_timestamp((event ->> 'created')::bigint))
      on conflict (dispute) do update set disputed_cents = excluded.disputed_cents,
        takes_money = excluded.takes_money, closed = excluded.closed, said_at = excluded.said_at
      -- An end outweighs what came before it, however late that comes; a won appeal is a newer end.
      where case when excluded.closed = d.closed then excluded.said_at >= d.said_at
        else excluded.closed end;
  end if;
end
$$;
comment on function private.note_payment(jsonb) is
  'Keeps what an event says of a payment. Each fact only grows, or has an end, so that events may '
  'come twice and in any order.';

create function private.credits_gone(purchase public.credit_purchases) returns integer
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    -- To the member's favour: of a part only whole credits.
    select floor(purchase.credits::numeric
      -- A charge tells of refunds too that nobody told of one by one, and its sum is not said to
      -- shrink when one fails: the more of both, without what failed.
      * least(purchase.price_cents, greatest(p.refunded_cents - r.failed, r.gone) + d.cents)
      / purchase.price_cents)::integer
    from private.payments p
    cross join lateral (select coalesce(sum(f.refund_cents) filter (where f.failed), 0) as failed,
        coalesce(sum(f.refund_cents) filter (where not f.failed), 0) as gone
      from private.payment_refunds f where f.payment_intent = p.payment_intent) r
    cross join lateral (select coalesce(sum(o.disputed_cents), 0) as cents
      from private.payment_disputes o
      where o.payment_intent = p.payment_intent and o.takes_money) d
    where p.payment_intent = purchase.payment_intent);
end
$$;
comment on function private.credits_gone(public.credit_purchases) is
  'How many of its credits a purchase is to lose, by what went back of its money until now.';

-- The ledger follows the money. -------------------------------------------------------------------

create function private.book_reversal(purchase_id uuid, amount integer) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  purchase public.credit_purchases;
begin
  -- The purchase before its booking: what this booking sets off must find it settled.
  update public.credit_purchases p set reversals_count = p.reversals_count + 1,
    reversed_credits = p.reversed_credits - book_reversal.amount
    where p.id = book_reversal.purchase_id returning * into strict purchase;
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, description, processed)
    values (purchase.tenant_id, purchase.user_id, 'reversal', book_reversal.amount,
      'credit_purchase', purchase.id,
      'reversal:' || purchase.id || ':' || purchase.reversals_count,
      'money that went back, or came again', true);
end
$$;
comment on function private.book_reversal(uuid, integer) is
  'Takes credits of a purchase back (below zero), or gives them again. Person locked.';

create function private.collect_owed(person_id uuid) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  purchase public.credit_purchases;
  left_over integer;
  taken integer;
begin
  -- Whoever spends waits here, or is waited for: what is taken is never what they spend.
  select u.credit_balance into left_over from public.users u
    where u.id = collect_owed.person_id for no key update;
  for purchase in
    select * from public.credit_purchases p
    where p.user_id = collect_owed.person_id and p.owed_credits > 0
    order by p.created_at, p.id for no key update
  loop
    taken := least(purchase.owed_credits, left_over);
    exit when taken <= 0;
    left_over := left_over - taken;
    update public.credit_purchases p set owed_credits = p.owed_credits - taken
      where p.id = purchase.id;
    perform private.book_reversal(purchase.id, -taken);
  end loop;
end
$$;
comment on function private.collect_owed(uuid) is
  'Takes what somebody owes from what they have, the oldest purchase first, and never below zero.';

create function private.collect_from_booking() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if exists (select from public.credit_purchases p
    where p.user_id = new.user_id and p.owed_credits > 0) then
    perform private.collect_owed(new.user_id);
  end if;
  return null;
end
$$;
comment on function private.collect_from_booking() is
  'Who owes credits pays with the next ones that come, wherever they come from.';
-- By name after on_credit_event_…: the balance has them by now.
create trigger owed_credits_are_collected after insert on public.credit_events
  for each row when (new.processed and new.amount > 0)
  execute function private.collect_from_booking();
create trigger owed_credits_are_collected_later after update on public.credit_events
  for each row when (new.processed and not old.processed and new.amount > 0)
  execute function private.collect_from_booking();

create function private.settle_purchase(purchase_id uuid) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  purchase public.credit_purchases;
  change integer;
  forgiven integer;
  booked boolean;
begin
  select * into strict purchase from public.credit_purchases p
    where p.id = settle_purchase.purchase_id for no key update;
  if purchase.status <> 'paid' then
    return 'nothing_new';
  end if;
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, description, processed)
    values (purchase.tenant_id, purchase.user_id, 'purchase', purchase.credits,
      'credit_purchase', purchase.id, 'purchase:' || purchase.id, 'bought', true)
    on conflict on constraint credit_events_tenant_id_idempotency_key_key do nothing;
  booked := found;
  change := coalesce(private.credits_gone(purchase), 0)
    - purchase.reversed_credits - purchase.owed_credits - purchase.waived_credits;
  if change > 0 then
    update public.credit_purchases p set owed_credits = p.owed_credits + change
      where p.id = purchase.id;
    perform private.collect_owed(purchase.user_id);
  elsif change < 0 then
    forgiven := least(purchase.owed_credits + purchase.waived_credits, -change);
    update public.credit_purchases p set
      owed_credits = p.owed_credits - least(p.owed_credits, forgiven),
      waived_credits = p.waived_credits - greatest(forgiven - p.owed_credits, 0)
      where p.id = purchase.id;
    if forgiven < -change then
      perform private.book_reversal(purchase.id, -change - forgiven);
    end if;
  end if;
  return case when booked then 'booked' when change > 0 then 'reversed'
    when change < 0 then 'restored' else 'nothing_new' end;
end
$$;
comment on function private.settle_purchase(uuid) is
  'Makes the ledger what the facts about the money say, whatever it was before: booked once when '
  'paid, and taken back or given again by the difference. What became of it. Person locked.';

create function worker.waive_owed(purchase_id uuid) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  waived integer;
begin
  update public.credit_purchases p
    set waived_credits = p.waived_credits + p.owed_credits, owed_credits = 0
    from (select o.id, o.owed_credits from public.credit_purchases o
      where o.id = waive_owed.purchase_id for no key update) o
    where p.id = o.id returning o.owed_credits into waived;
  return coalesce(waived, 0);
end
$$;
comment on function worker.waive_owed(uuid) is
  'An operator lets go what is owed for a purchase: how many credits.';
