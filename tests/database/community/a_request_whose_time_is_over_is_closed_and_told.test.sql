begin;
set local search_path = extensions, public;
select plan(5);

insert into public.community_requests
  (tenant_id, requesting_agent_type, requesting_user_id, question, status, expires_at)
select '00000000-0000-4000-8000-000000000001', 'concierge',
  '00000000-0000-4000-8000-000000000021', question, status, expires_at::timestamptz
from (values
  ('over', 'open', '2030-01-01 12:00Z'),
    ('answered', 'responses_received', '2030-01-01'),
  ('not yet', 'open', '2030-01-01 12:01Z'), ('closed', 'closed', '2029-01-01')
) r (question, status, expires_at);
create temp view told as
  select r.question, e.payload, e.tenant_id = r.tenant_id as theirs
  from public.events e join public.community_requests r on r.id = e.aggregate_id
  where e.event_type = 'community.request_closed' and e.aggregate_type = 'community_request';

select is(worker.close_expired_community_requests('2030-01-01 12:00Z'), 2, 'two are over');
select bag_eq($$ select question from public.community_requests where status = 'closed' $$,
  array['over', 'answered', 'closed'], 'they are closed, and what is not over is not');
select bag_eq('select question, theirs, payload ->> ''user_id'' from told', $$
  values ('over', true, '00000000-0000-4000-8000-000000000021'),
    ('answered', true, '00000000-0000-4000-8000-000000000021')
$$, 'an event says so of each');
select is_empty('select * from told where payload::text ~ question', 'without its words');
select results_eq($$
  select worker.close_expired_community_requests('2030-01-01 12:00Z'), count(*) from told
$$, $$ values (0, 2::bigint) $$, 'a second time there is nothing to close or to tell');

select * from finish();
rollback;
