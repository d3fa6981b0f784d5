begin;
set local search_path = extensions, public;
select plan(1);

do $$
declare
  nth integer;
begin
  perform setseed(0.25);
  for step in 1..150 loop
    nth := 1 + floor(random() * 12);
    case floor(random() * 7)::integer
      when 0 then perform tests.offer_intro(nth, jsonb_build_object('bounty_credits', nth))
        where not exists (select from public.intro_opportunities where id = tests.item(nth));
      when 1 then update public.intro_opportunities set expires_at = now() - interval '1 day'
        where id = tests.item(nth);
      when 2 then update public.intro_opportunities set expires_at = null where id = tests.item(nth);
      when 3 then perform tests.mark_priority(nth, 'presented') from tests.priorities p
        where p.item = nth and p.status = 'active';
      when 4 then perform tests.mark_priority(nth, 'actioned') from tests.priorities p
        where p.item = nth and p.status in ('active', 'presented');
      when 5 then delete from public.user_priorities where item_id = tests.item(nth)
        and random() < 0.3;
      else perform tests.rank_grace(now() + random() * interval '9 days');
    end case;
    if exists (select from (select p.rank, row_number() over (order by p.rank) as wanted
      from tests.priorities p where p.status = 'active') r where r.rank <> r.wanted) then
      raise 'step %: %', step, tests.ranks();
    end if;
  end loop;
end
$$;
select pass('in whatever order items come, change, are shown, dealt with, expire and go');

select * from finish();
rollback;
