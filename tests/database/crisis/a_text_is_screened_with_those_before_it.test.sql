begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.before(at interval, phone text default '+14155550111') returns jsonb
language sql as $$
  select worker.recent_texts('00000000-0000-4000-8000-000000000011', phone, now() + at)
$$;
do $$ begin
  perform tests.text_in('SM' || n, body => 'text ' || n) from generate_series(1, 8) n;
  perform tests.text_in('SM9', '+14155550122', 'somebody else''s');
  update public.messages m set created_at = now() - (9 - position) * interval '30 minutes'
    where m.user_id = '00000000-0000-4000-8000-000000000021';
end $$;

select is(pg_temp.before('0'), '[{"text": "text 6", "minutes_ago": 90}, {"text": "text 7",
  "minutes_ago": 60}, {"text": "text 8", "minutes_ago": 30}]', 'their own, of two hours');
update public.messages set created_at = now();
select is(jsonb_array_length(pg_temp.before('1 minute')), 6, 'at most six');
select is(pg_temp.before('0', '+14155550133'), '[]', 'of a stranger none');

select * from finish();
rollback;
