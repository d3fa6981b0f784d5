begin;
set local search_path = extensions, public;
select plan(5);

select tests.offers_a_solution();
create function pg_temp.said() returns text language sql as $$
  select content from public.messages where direction = 'outbound'
  order by position desc limit 1
$$;
select tests.wants('small');
select tests.make_link('cs_small');
select matches(pg_temp.said(), '/cs_small$', 'small');
select tests.wants('medium');
select tests.make_link('cs_medium');
select matches(pg_temp.said(), '/cs_medium$', 'then medium');
select tests.wants('small', 'After all: {{checkout_url}}');
select matches(pg_temp.said(), 'After all: .*/cs_small$', 'small after all is given its own again');

-- Large is asked for, and medium again before its link is there.
select tests.wants('large', 'The large one: {{checkout_url}}');
select tests.innovator_turn('no, medium', '[{"type": "buy_credits", "input": {"package": "medium"}},
  {"type": "reply", "input": {"text": "Pay here: {{checkout_url}}"}}]');
select matches(pg_temp.said(), '/cs_medium$', 'what is chosen meanwhile has its own');
select tests.make_link('cs_large');
select matches(pg_temp.said(), 'The large one: .*/cs_large$', 'and what comes late is what it says');

select * from finish();
rollback;
