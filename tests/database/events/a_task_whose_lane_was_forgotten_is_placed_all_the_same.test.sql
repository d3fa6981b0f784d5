begin;
set local search_path = extensions, public;
select plan(1);

do $$ begin perform tests.a_text_out(); end $$;
set local "yachtparty.arrivals" = '';
set constraints all immediate;
select results_eq('select seq from public.agent_tasks', array[1::bigint], 'it has its place');

select * from finish();
rollback;
