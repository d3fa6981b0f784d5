begin;
set local search_path = extensions, public;
select plan(8);

create temp view bell as select * from private.bells where function_name = 'bouncer';
update private.bells set pending = false, rung_at = null, rings = 0;

select is(private.ring('bouncer'), true, 'who rings first sends it');
select is(private.ring('bouncer'), false, 'the others find it ringing');
update private.bells set rung_at = clock_timestamp() - interval '4 seconds';
select is(private.ring('bouncer'), false, 'for five seconds');
update private.bells set rung_at = clock_timestamp() - interval '6 seconds';
select is(private.ring('bouncer'), true, 'then it may ring again');
do $$ begin perform worker.answer_bell('bouncer'); end $$;
select is(private.ring('bouncer'), true, 'or when it has been answered');
select results_eq('select rings from bell', 'values (3::bigint)', 'three rings were sent');

do $$ begin perform worker.answer_bell('bouncer'); end $$;
update private.functions set paused_at = now(), paused_reason = 'a test';
select is(private.ring('bouncer'), false, 'a paused function is not rung');
select is(private.ring('no-such-function'), false, 'nor one that does not exist');

select * from finish();
rollback;
