begin;
set local search_path = extensions, public;
select plan(42);

select is(private.says_made(said, true), null, said) from unnest(array[
  'I''ll have it done', 'They’ll be introduced, done', 'to be done by Friday', 'should be made by now',
  'I want it made', 'they were supposed to have met', 'once we met', 'almost done', 'let me know when made',
  'nobody introduced us', 'nothing happened', 'they failed to get introduced',
  'Done without them', 'it happened to nobody', 'We met, and it is off', 'I made a mistake',
  'Ok, I''m done', 'I am done with you', 'who made it', 'why was it made']) said;
select is(private.says_made(said, true), null, said || ': to our question, too') from unnest(array[
  'Sure, tell me more', 'Ok I''ll do it', 'yes, in a week', 'Ok, who']) said;
select is(private.says_made(said, false), false, said) from unnest(array[
  'it hasnt happened', 'it hasn’t happened', 'we havent met', 'they werent introduced',
  'nobody could, call it off', 'it wouldn''t be made']) said;
select is(private.says_made(said, false), true, said) from unnest(array[
  'Done! Great guy', 'We met on Tuesday', 'We spoke yesterday, a nice talk', 'We met once',
  'What a talk, made!', 'yes of course it was made', 'they have met after lunch', 'Made']) said;
select is(private.says_made(said, true), true, said || ': to our question') from unnest(array[
  'yes', 'Yes, it was', 'yes they did', 'Ok']) said;

select * from finish();
rollback;
