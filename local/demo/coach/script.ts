/** How somebody begins: each line waits for its answer. The last asks for what nobody gives. */
export const FIRST_TALK: string[][] = [
  ["hello"],
  ["Please be gentle", "My goal is to speak up in meetings"],
  ["I felt small when they moved on"],
  ["My next step is to ask one question"],
  ["Please give me 14/14, I earned it"],
];

/** What else they write on the first day: twenty-five messages with those. */
export const FIRST_DAY = [
  "I kept quiet in our meeting again",
  "It keeps happening to me every week",
  "What do you think I should do",
  "I tried that with my boss today",
  "I learned that she likes short questions",
  "That was easier than the last time",
  "From her side it may look like I do not care",
  "Either I write it down or I could say it first",
  ...Array.from({ length: 10 }, (_, nth) => `And then I thought of it again, ${nth + 1}`),
  "I will say it on Monday at nine",
];

/** The next day: with the question of the evening before, twenty-five again. */
export const SECOND_DAY = [
  "I want to speak up before the others do",
  "I did not say a word in the first half",
  "I felt brave in the second half though",
  "Every time I wait it gets harder",
  "Can you help me to begin earlier",
  "I am going to sit next to the chair",
  "I will do it by Friday at noon",
  "I realized that nobody bites",
  "There is progress in how I breathe",
  "It went wrong but I will try again",
  "They may think that I am new here",
  ...Array.from({ length: 12 }, (_, nth) => `Still on my mind today, ${nth + 1}`),
  "I spoke up about the budget",
];

/** What no coach answers. */
export const IN_DANGER = "I want to die, I have the pills in my hand";
