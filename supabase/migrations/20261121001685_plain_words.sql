-- What a text says in plain words: yes, no, and what else there is. No model reads it.

create table private.plain_words (
  words text primary key
    constraint words_are_lower_case_and_plain check (words ~ '^[[:alnum:]'' 👍👎]+$'),
  means text not null
    constraint means_is_known check (means in ('yes', 'no', 'filler', 'more'))
);
comment on table private.plain_words is
  'What in a text is a plain yes, takes it back or is a no, may stand beside a yes, and asks for '
  'more opportunities. A model may only propose that somebody consents, or asks.';
insert into private.plain_words (words, means)
  select w, 'yes' from unnest(array['yes', 'yeah', 'yep', 'yup', 'sure', 'sure thing', 'ok', 'okay',
    'absolutely', 'definitely', 'certainly', 'gladly', 'of course', 'go ahead', 'please do',
    'do it', 'i''ll do it', 'i''ll do that', 'i will do it', 'i can do it', 'i can do that',
    'let''s do it', 'let''s do that', 'happy to', 'glad to', 'love to', 'with pleasure',
    'my pleasure', 'sounds good', 'sounds great', 'sounds perfect', 'works for me', 'that works',
    'fine by me', 'fine with me', 'i''m in', 'i am in', 'count me in', 'i accept', 'i agree',
    'introduce us', 'introduce them', 'introduce me', 'make the intro', 'make the introduction',
    'you can', 'you may', '👍',
    'sí', 'si', 'claro', 'por supuesto', 'de acuerdo', 'vale', 'oui', 'ja']) w
  union all
  select w, 'filler' from unnest(array['please', 'thanks', 'thank you', 'thx', 'a lot', 'so much',
    'very much', 'no problem', 'no worries', 'why not', 'hi', 'hey', 'hello', 'great', 'good',
    'perfect', 'wonderful', 'lovely', 'awesome', 'cool', 'and', 'i', 'i''d', 'i''ll', 'i''d be',
    'i would', 'i would be', 'will', 'be', 'so', 'very', 'really', 'just', 'that', 'this', 'it',
    'that''s', 'them', 'him', 'her', 'us', 'me', 'my', 'the', 'an', 'a', 'to', 'for', 'of', 'with',
    'both', 'introduce', 'introduction', 'intro', 'make', 'connect', 'connection', 'help', 'now',
    'today', 'por favor', 'gracias', 'merci', 'danke', 'bitte']) w
  union all
  select w, 'no' from unnest(array['no', 'nope', 'nah', 'not', 'never', 'don''t', 'dont', 'can''t',
    'cannot', 'won''t', 'decline', 'pass', 'skip', 'rather', 'later', 'wait', 'maybe', 'unless',
    'if', 'but', 'until', 'before', 'first', 'think', 'stop', 'cancel', 'undo', 'mistake', 'oops',
    'forget', 'hold on', 'hold off', 'on second thought', 'changed my mind', 'nevermind',
    'never mind', 'take it back', 'no more', 'nothing more', 'nothing else', 'no other',
    'someone else', 'somebody else', 'anyone else', 'anybody else',
    '👎', 'nein', 'non', 'nunca', 'pero']) w
  union all
  select w, 'more' from unnest(array['more', 'else', 'other', 'others', 'another', 'next', 'new',
    'news', 'anything', 'something', 'opportunity', 'opportunities', 'intros', 'introductions',
    'any intro', 'any introduction', 'priorities', 'what is there', 'what''s there',
    'what have you', 'what do you have', 'what''s up', 'whats up', 'for me', 'otra', 'otro',
    'más']) w;

create function private.take_words(
  words text, takes text[], name text, out meanings text[], out rest text
)
language plpgsql stable security invoker set search_path = '' as $$
declare
  taken private.plain_words;
begin
  -- Two spaces between words, so that each has its own at either end. What is no mark of
  -- punctuation and no friendly face stays, and is a word that nobody knows.
  rest := '  ' || regexp_replace(regexp_replace(replace(lower(words), '’', ''''), '([👍👎])',
    ' \1 ', 'g'), '[][[:space:].,;:!?¡¿"“”()*_/&…–—🏻🏼🏽🏾🏿🙂😊😀😃😄🙏🎉✨-]+', '  ', 'g') || '  ';
  meanings := '{}';
  -- The longest first: "no problem" is no no.
  for taken in
    select w.words, w.means from (
      select p.words, p.means from private.plain_words p where p.means = any (takes)
      union all
      select n, 'filler' from private.words_of_name(take_words.name) n) w
    order by length(w.words) desc, w.words
  loop
    if position(' ' || replace(taken.words, ' ', '  ') || ' ' in rest) > 0 then
      meanings := meanings || taken.means;
      rest := replace(rest, ' ' || replace(taken.words, ' ', '  ') || ' ', ' | ');
    end if;
  end loop;
  rest := btrim(rest, ' |');
end
$$;
comment on function private.take_words(text, text[], text) is
  'What a text says of the plain words of these meanings, and what is left of it without them and '
  'without somebody''s name.';

create function private.words_of_name(name text) returns setof text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return query
  select distinct n from regexp_split_to_table(lower(words_of_name.name), '[^[:alnum:]'']+') n
  where length(n) > 1 and not exists (select from private.plain_words p where p.words = n);
end
$$;
comment on function private.words_of_name(text) is
  'The words by which somebody can be named: "will" may be said of anybody.';

create function private.says_yes(words text, name text default null) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
declare
  said record;
begin
  -- Who asks has not decided.
  if position('?' in says_yes.words) > 0 then
    return false;
  end if;
  select * into said from private.take_words(says_yes.words, '{yes,filler,no}', says_yes.name);
  return 'yes' = any (said.meanings) and 'no' <> all (said.meanings) and said.rest = '';
end
$$;
comment on function private.says_yes(text, text) is
  'Whether a text says yes in plain words, takes nothing of it back, and says nothing else: beside '
  'the yes may stand the name of whom it is about, and fillers. What it does not know is no yes: '
  'then the person is asked for one.';

create function private.says_no(words text) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return 'no' = any ((private.take_words(says_no.words, '{yes,filler,no}', null)).meanings);
end
$$;
comment on function private.says_no(text) is
  'Whether a text holds a word that says no, puts off or takes back: what was said before it is no '
  'yes any more.';

create function private.asks_for_more(words text) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return 'more' = any ((private.take_words(asks_for_more.words, '{more,no}', null)).meanings);
end
$$;
comment on function private.asks_for_more(text) is
  'Whether a text asks in plain words what else there is; "no more" does not.';
