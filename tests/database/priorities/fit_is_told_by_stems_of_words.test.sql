begin;
set local search_path = extensions, public;
select plan(1);

select results_eq($$
  select round(private.words_fit(array(
      select array_to_string(private.stems(p), ' ') from unnest(phrases) p), about), 2) from (values
    (array['boat building'], 'Who builds boats?'), (array['boat building'], 'How is a boat kept?'),
    (array['law', 'boat building'], 'boats'), (array['law'], 'Who builds boats?'),
    (array['the'], 'the the'), ('{}'::text[], 'boats'), (array['boats'], null)) v (phrases, about)
$$, array[1, 0.5, 0.5, 0, 0, 0, 0]::numeric[],
  'of the phrase that fits best the share of its words; stop words and nothing fit nothing');

select * from finish();
rollback;
