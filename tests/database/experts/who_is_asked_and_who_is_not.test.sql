begin;
set local search_path = extensions, public;
select plan(11);

do $$ begin
  perform tests.expert(1, '{wooden hulls}'), tests.expert(2, '{hulls}'), tests.expert(3, '{}'),
    tests.expert(4, '{hulls}'), tests.expert(5, '{hulls}'), tests.expert(6, '{bread}'),
    tests.expert(7, null, 'Builder of hulls'), tests.expert(8, '{hulls}');
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_out', 'operator' from public.users where right(id::text, 1) = '4'
      and id::text like 'e%';
  update public.users set muted_until = 'infinity' where phone_number = '+14155550205';
  update public.users set blocked_at = now(), blocked_reason = 'rude'
    where phone_number = '+14155550208';
  update public.users set expertise = '{hulls}' where phone_number = '+14155550111';
  perform tests.question();
  perform tests.choose_experts();
end $$;

select results_eq($$ select right(u::text, 1) from public.community_requests,
  unnest(target_user_ids) u order by 1 $$, array['1', '2', '7'], 'who knows, and may be asked');
select results_eq($$ select right(user_id::text, 1), rank() over (order by score desc)
  from private.expert_asks order by score desc $$,
  $$ values ('1', 1::bigint), ('2', 2), ('7', 3) $$, 'the better fit first');
select is_empty($$ select from private.expert_asks a
  where a.score <> (select sum((p ->> 'contribution')::numeric)
    from jsonb_array_elements(a.parts) p) $$, 'a score is the sum of what its components brought');
create function pg_temp.why(person text) returns text language sql as $$
  select e.reason from public.community_requests r, public.users u
  cross join lateral worker.explain_not_asked(r.id, u.id) e where u.phone_number = person
$$;
select is(pg_temp.why('+14155550111'), 'asker', 'nobody is asked their own question');
select is(pg_temp.why('+14155550201'), 'asked_already', 'nor twice');
select is(pg_temp.why('+14155550203'), 'wants_no_questions', 'nor who has said so');
select is(pg_temp.why('+14155550204'), 'may_not_be_texted', 'nor who has opted out');
select is(pg_temp.why('+14155550205'), 'muted', 'nor who wants to be left in peace');
select is(pg_temp.why('+14155550206'), 'no_word', 'nor who knows something else');
select is(pg_temp.why('+14155550208'), 'may_not_be_texted', 'nor who is blocked');
select results_eq($$ select count(*), count(distinct user_id) from worker.explain_experts(
  (select id from public.community_requests)) $$, $$ values (15::bigint, 3::bigint) $$,
  'each choice is explained, component by component');

select * from finish();
rollback;
