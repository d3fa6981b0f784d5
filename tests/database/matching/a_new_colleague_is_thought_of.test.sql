begin;
set local search_path = extensions, public;
select plan(2);

select tests.innovator();
create temp table whom as select tests.prospect('{"company": "Ark Ltd."}') as id;
select is(tests.offer_for(id), 'nobody', 'nobody knows him yet') from whom;
select tests.colleague(1, 'Pier Nine');
update public.users set company = 'Ark' where last_name = 'No1';
select is(tests.offer_for(id), 'offered', 'somebody begins to work there') from whom;

select * from finish();
rollback;
