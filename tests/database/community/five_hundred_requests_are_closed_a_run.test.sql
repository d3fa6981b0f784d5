begin;
set local search_path = extensions, public;
select plan(3);

insert into public.community_requests (tenant_id, requesting_agent_type, question, expires_at)
  select '00000000-0000-4000-8000-000000000001', 'concierge', n::text,
    '2030-01-01'::timestamptz + make_interval(secs => n)
  from generate_series(1, 501) n;

select is(worker.close_expired_community_requests('2030-02-01'), 500, 'five hundred');
select results_eq($$ select question from public.community_requests
  where status = 'open' and expires_at < '2030-02-01' $$, array['501'], 'the oldest first');
select is(worker.close_expired_community_requests('2030-02-01'), 1, 'the next run has the rest');

select * from finish();
rollback;
