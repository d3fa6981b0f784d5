begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.first_text_was(ago interval) returns void language sql as $$
  update public.agent_tasks t
    set created_at = now() - ago, scheduled_for = now() - ago + interval '1.5 seconds'
$$;
create function pg_temp.wait() returns interval language sql as $$
  select scheduled_for - now() from public.agent_tasks
$$;

do $$ begin
  perform tests.text_in('SM1', '+14155550123');
  perform pg_temp.first_text_was('1 second');
  perform tests.text_in('SM2', '+14155550123');
end $$;
select is(pg_temp.wait(), interval '1.5 seconds', 'each text begins the wait anew');

do $$ begin
  perform pg_temp.first_text_was('5 seconds');
  perform tests.text_in('SM3', '+14155550123');
end $$;
select is(pg_temp.wait(), interval '1 second', 'but never past six seconds after the first');

do $$ begin
  perform pg_temp.first_text_was('7 seconds');
  perform tests.text_in('SM4', '+14155550123');
end $$;
select cmp_ok(pg_temp.wait(), '<=', interval '0', 'a reply that is late already stays due');

select * from finish();
rollback;
