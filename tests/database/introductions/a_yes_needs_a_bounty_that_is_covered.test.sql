begin;
set local search_path = extensions, public;
select plan(2);

select tests.innovator(50);
select tests.offer_for(tests.prospect());
select tests.rank('intro_opportunity', id) from public.intro_opportunities;
select tests.turn('anything for me?', 'present_opportunity', '{"handle": "p1", "asked": true}');
insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
    reference_id, idempotency_key, processed)
  select tenant_id, user_id, 'spend', -1, 'innovator', id, 'spent', true from public.innovators;

select matches(tests.turn('yes', 'answer_introduction', '{"handle": "i1", "answer": "yes"}'),
  'cannot pay for it', 'it was spent otherwise meanwhile');
insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
    reference_id, idempotency_key, processed)
  select tenant_id, user_id, 'purchase', 10, 'innovator', id, 'more', true from public.innovators;
select is(tests.turn('yes, Noah', 'answer_introduction', '{"handle": "i1", "answer": "yes"}'), 'done',
  'and is there again');

select * from finish();
rollback;
