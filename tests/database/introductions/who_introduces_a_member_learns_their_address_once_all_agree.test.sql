begin;
set local search_path = extensions, public;
select plan(3);

select tests.innovator();
select tests.colleague(1, 'Ark');
create temp table intro as select tests.accepted() as id;
update public.prospects set converted_to_user_id = '20000000-0000-4000-8000-000000000051',
  status = 'converted', converted_at = now();
update public.users set email = 'mate@ark.example', email_verified = true
  where id = '20000000-0000-4000-8000-000000000051';

select is(private.advance_intro(id, now()), 'asked', 'both are asked') from intro;
update private.intro_sides set agreed_at = now() where side = 'innovator';
select is_empty($$ select from public.message_queue where final_message ~ 'mate@' $$,
  'without a yes of theirs nobody learns it');
update private.intro_sides set agreed_at = now() where side = 'prospect';
select private.advance_intro(id, now()) from intro;
select results_eq('select u.first_name from public.message_queue q
    join public.users u on u.id = q.user_id where q.final_message ~ ''mate@ark[.]example''',
  array['Grace'], 'then who is to write the email does, and nobody else');

select * from finish();
rollback;
