begin;
set local search_path = extensions, public;
select plan(2);

select tests.innovator();
create temp table intro as select tests.agreed() as id;
delete from public.message_queue;
insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_out', 'keyword' from public.users where first_name = 'Grace';

select private.end_intro(i, 'completed', now()) from public.intro_opportunities i;
select is(tests.told_of_it('Grace'), null, 'she said no, and earns all the same');
select isnt(tests.told_of_it('Ada'), null, 'the others are told');

select * from finish();
rollback;
