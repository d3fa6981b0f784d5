begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', '{"message_sid": "MM1",
    "from": "+14155550111", "media": [{"url": "https://api.twilio.com/1"},
      {"url": "https://api.twilio.com/2"}]}');
end $$;
set constraints all immediate;
create temp table held as select (worker.claim('housekeeping', 1, now()) -> 'turns' -> 0
  ->> 'lease')::uuid as lease, id as message_id from public.messages;
create function pg_temp.settle(media_index integer, settled jsonb, lost uuid default null)
returns boolean language sql as $$
  select worker.settle_media(coalesce(lost, lease), message_id, media_index, settled) from held
$$;
create temp view media as select status, status_reason, content_type, storage_path, bytes,
    stored_at is not null as has_time from public.message_media order by media_index;

select ok(not pg_temp.settle(0, '{"status": "failed", "reason": "http_404"}', gen_random_uuid()),
  'who has lost the lease hears so');
select is((select count(*) from media where status = 'waiting'), 2::bigint, 'and changes nothing');
select ok(pg_temp.settle(0, '{"status": "stored", "content_type": "image/png",
  "storage_path": "a/b/0", "bytes": 9}'), 'one is stored');
select ok(pg_temp.settle(1, '{"status": "refused", "reason": "too_large"}'), 'the other refused');
select ok(pg_temp.settle(0, '{"status": "failed", "reason": "http_404"}'), 'told again');
select results_eq('select * from media', $$ values
  ('stored', null, 'image/png', 'a/b/0', 9, true),
  ('refused', 'too_large', null, null, null, false)
$$, 'each keeps what it was first');

select * from finish();
rollback;
