begin;
set local search_path = extensions, public;
select plan(8);

insert into public.users (id, tenant_id, phone_number) values
  ('20000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000003', '+14155550199');
create function pg_temp.found(kind text, score numeric) returns text language sql as $$
  select tests.attempt('postgres', null, format($q$
    insert into public.analysis_results (tenant_id, user_id, analysis_type, chat_score,
      message_range) values ('00000000-0000-4000-8000-000000000003',
      '20000000-0000-4000-8000-000000000001', %L, %L, '{}')$q$, kind, score))
$$;

select is(pg_temp.found(kind, score), outcome, kind || ': ' || coalesce(score::text, 'none'))
from (values
  ('chat_scoring', 0, 'allowed'), ('chat_scoring', 14.0, 'allowed'),
  ('chat_scoring', 14.1, '23514'), ('chat_scoring', -0.1, '23514'),
  ('chat_scoring', null, '23514'), ('crisis_review', null, 'allowed'),
  ('milestone_check', 7, '23514'), ('mood', null, '23514')
) t (kind, score, outcome);

select * from finish();
rollback;
