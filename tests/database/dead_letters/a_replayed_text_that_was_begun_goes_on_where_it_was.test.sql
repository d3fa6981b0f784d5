begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
do $$
declare lease uuid := tests.send_lease(); part uuid := tests.begin_part(lease) ->> 'part_id';
begin
  perform worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'later'));
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', lease,
    'outcome', 'failed')));
end $$;
select results_eq('select status, status_reason from public.messages',
  $$ values ('failed', 'given_up') $$, 'given up');
do $$ begin perform worker.replay_dead_letter(id) from public.event_dead_letters; end $$;
select results_eq('select status, status_reason from public.messages',
  $$ values ('sending', null::text) $$, 'it is half sent, and not as good as new');

select * from finish();
rollback;
