begin;
set local search_path = extensions, public;
select plan(4);

create temp view told as select kind, subject, subject_count from private.conditions()
  where kind in ('model_without_price', 'tokens_not_counted') order by 1;
create function pg_temp.call(outcome text, model text, tokens integer) returns text
language sql as $$
  select tests.call_model(outcome, model,
    jsonb_build_object('input_tokens', tokens, 'output_tokens', tokens))
$$;
do $$ begin
  perform pg_temp.call('ok', 'claude-haiku-5-5', 100),
    pg_temp.call('timeout', 'claude-opus-5-5', null), private.fold_model_usage();
end $$;

select is_empty('table told', 'who answers nothing has no tokens to tell of');
do $$ begin
  perform pg_temp.call('ok', 'our-own', 7), pg_temp.call('ok', 'claude-sonnet-5-5', 0),
    pg_temp.call('ok', 'claude-sonnet-5-5', null), private.fold_model_usage();
end $$;
select results_eq('table told', $$ values ('model_without_price', 'our-own', 1::bigint),
  ('tokens_not_counted', 'concierge claude-sonnet-5-5', 2) $$, 'each by its model');
insert into private.model_prices values ('our-own', '2026-01-01', 0, 1, 1, 1, 1, 1);
select results_eq('select kind from told', array['tokens_not_counted'], 'until it has a price');
update private.model_usage_daily set day = day - 2;
select is_empty('table told', 'or its day is long over');

select * from finish();
rollback;
