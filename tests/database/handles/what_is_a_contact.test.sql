begin;
set local search_path = extensions, public;
select plan(29);

select is(private.without_contacts(said), shown, said)
from (values
  ('write to ada@engines.example now', 'write to [an address] now'),
  ('ada at engines dot example', '[an address]'), ('ada (at) engines.example', '[an address]'),
  ('ada[at]engines[dot]example', '[an address]'), ('ada@engines dot example', '[an address]'),
  ('see t.me/ada', 'see [a link]'), ('linkedin.com/in/ada please', '[a link] please'),
  ('https://engines.example/ada?x=1', '[a link]'), ('www.engines.example', '[a link]'),
  ('adalovelace.com has it', '[a link] has it'), ('I am @ada_l on Signal', 'I am [a handle] on Signal'),
  ('+1 (415) 555-0155', '[a number]'), ('call 415.555.0155.', 'call [a number].'),
  ('555 - 0155 - 99', '[a number]'), ('612.345.678', '[a number]'),
  ('415_555_0155 or 415·555·0155', '[a number] or [a number]'),
  ('ada-boats.co.uk', '[a link]'), ('adas.shop', '[a link]'),
  ('2024-01-01-415-555-0155', '[a number]'),
  ('by 2024-01-01 10:00', 'by 2024-01-01 10:00'), ('2024-01-01.', '2024-01-01.'),
  ('from 2024-01-01 to 2024-02-01', 'from 2024-01-01 to 2024-02-01'),
  ('on 31.12.2024', 'on 31.12.2024'), ('2019-2024', '2019-2024'),
  ('1.500.000 dollars', '1.500.000 dollars'), ('$1,500,000 or 1,500,000', '$1,500,000 or 1,500,000'),
  ('500 000 000 euros', '500 000 000 euros'), ('we met at noon', 'we met at noon'),
  ('e.g. 3.5 to 4 knots', 'e.g. 3.5 to 4 knots')
) t (said, shown);

select * from finish();
rollback;
