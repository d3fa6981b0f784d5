begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.consented();
  update public.senders set segments_per_second = 2;
  perform tests.a_text_out();
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'answer ' || n
    from public.conversations, generate_series(1, 11) n;
end $$;
create function pg_temp.sent(seconds integer, segments integer default 1) returns bigint
language sql as $$
  select count(*) from tests.send_all(tests.noon() + make_interval(secs => seconds), 'accepted',
    jsonb_build_object('segments', segments)) s where s !~ '\('
$$;

select is(pg_temp.sent(0), 7::bigint, 'three seconds of it at once, after a pause');
select is(pg_temp.sent(0), 0::bigint, 'and then no more');
select is(pg_temp.sent(1), 2::bigint, 'but two a second');
select is(pg_temp.sent(5, 8), 2::bigint, 'by their segments');
select is(pg_temp.sent(60), 1::bigint, 'and all of them in the end');

select * from finish();
rollback;
