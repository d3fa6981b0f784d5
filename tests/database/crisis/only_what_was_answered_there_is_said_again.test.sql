begin;
set local search_path = extensions, public;
select plan(6);

insert into public.conversations (id, tenant_id, user_id, channel)
  select ('c0000000-0000-4000-8000-00000000000' || n)::uuid, u.tenant_id, u.id, 'web'
  from public.users u, generate_series(1, 2) n;
do $$ begin perform tests.consented(); end $$;
create function pg_temp.became() returns text language sql as $$
  select case when c.shown is not null then 'answered' when c.repeats_id is not null
    then 'said again' when c.carrier_blocked then 'blocked' else 'nothing' end
  from tests.crises c order by c.created_at desc, c.id limit 1
$$;
create function pg_temp.text(minute integer) returns text language plpgsql as $$
begin
  perform tests.in_crisis('SM' || minute, at => now() + minute * interval '1 min');
  return pg_temp.became();
end
$$;
create function pg_temp.write(minute integer, page integer) returns text language plpgsql as $$
declare
  said public.messages;
begin
  insert into public.messages (conversation_id, role, direction, content, screen)
    values (('c0000000-0000-4000-8000-00000000000' || page)::uuid, 'user', 'inbound', 'hard words',
      tests.screen('high')) returning * into said;
  perform private.note_crisis(said, said.screen, at => now()
    + minute * interval '1 min');
  return pg_temp.became();
end
$$;

do $$ begin perform tests.text_in('SM0', keyword => 'stop'); end $$;
select is(pg_temp.text(1), 'blocked', 'a text that the carrier keeps from being answered');
select is(pg_temp.text(2), 'said again', 'and again, which an operator knows');
select is(pg_temp.write(4, 1), 'answered', 'does not spare the words on the page');
select is(pg_temp.write(5, 1), 'said again', 'where they stand');
select is(pg_temp.write(6, 2), 'answered', 'but in this one conversation');
do $$ begin perform tests.text_in('SM', keyword => 'start'); end $$;
select is(pg_temp.text(7), 'answered', 'nor do words on a page answer a text');

select * from finish();
rollback;
