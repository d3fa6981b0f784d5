begin;
set local search_path = extensions, public;
select plan(1);

do $$ begin
  perform tests.a_text_out();
  set constraints all immediate;
  perform worker.pause_function('bouncer', 'a new prompt'),
    worker.pause_tenant('00000000-0000-4000-8000-000000000002', 'unpaid'),
    worker.pause_lane('send:c0000000-0000-4000-8000-000000000001', 'a complaint');
end $$;
update public.senders set paused_at = now(), paused_reason = 'spam flags';

select set_eq('select what, which, paused_reason from private.paused', $$ values
  ('function', 'bouncer', 'a new prompt'),
  ('tenant', 'harbor-desk', 'unpaid'),
  ('sender', '00000000-0000-4000-8000-000000000011', 'spam flags'),
  ('lane', 'send:c0000000-0000-4000-8000-000000000001', 'a complaint')
$$, 'who looks sees all that was stopped, and why');

select * from finish();
rollback;
