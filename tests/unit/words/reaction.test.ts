import { describe, expect, test } from "vitest";
import { type Reaction, readReaction } from "../../../supabase/functions/_shared/words/reaction.ts";

type Rating = Reaction["rating"];

describe("a reaction that a phone spells out", () => {
  test.each<[string, Rating, string | null]>([
    ["Liked “See you at 5”", "up", "See you at 5"],
    ["Loved “Hi”", "up", "Hi"],
    ['Laughed at "Hello"', "up", "Hello"],
    ["Emphasized “Hi”", null, "Hi"],
    ["Emphasised “Hi”", null, "Hi"],
    ["Disliked “Hi”", "down", "Hi"],
    ["Questioned “Are you there?”", null, "Are you there?"],
    ["Liked “A long text that the phone cut…”", "up", "A long text that the phone cut…"],
    ["Liked “A long text that the phone cut…", "up", "A long text that the phone cut…"],
    ["Liked “He said “hi” to me”", "up", "He said “hi” to me"],
    ['Liked "He said "hi" to me"', "up", 'He said "hi" to me'],
    ["Loved “line one\nline two”", "up", "line one\nline two"],
    ["Liked “Reply STOP to end”", "up", "Reply STOP to end"],
    ["Liked an image", "up", null],
    ["Laughed at a movie", "up", null],
    ["Loved 3 photos", "up", null],
    ["Reacted 😂 to “Hi there”", "up", "Hi there"],
    ["Reacted ❤️ to “Hi”", "up", "Hi"],
    ["Reacted ❤ to “Hi”", "up", "Hi"],
    ["Reacted 🤔 to “Hi”", null, "Hi"],
    ["Reacted 👨‍👩‍👧 to “Hi”", null, "Hi"],
    ['Reacted 👍🏽 to "Ok"', "up", "Ok"],
    ["Reacted 💩 to an image", "down", null],
    ["👍 to “Hello”", "up", "Hello"],
    ["\u200a\u200b👍\u200b to “\u200a\u200bHello\u200b\u200a”", "up", "Hello"],
    ["\u200b😡\u200b to “\u200b Hello \u200b”", "down", "Hello"],
    ["👍 a “Hola”", "up", "Hola"],
    ["Le gustó “Hola”", "up", "Hola"],
    ["Le encantó “Hola”", "up", "Hola"],
    ["No le gustó “Hola”", "down", "Hola"],
    ["Se rio de “Hola”", "up", "Hola"],
    ["Se rió de «Hola»", "up", "Hola"],
    ["Enfatizó “Hola”", null, "Hola"],
    ["Cuestionó “Hola”", null, "Hola"],
    ["Le ha gustado “Hola”", "up", "Hola"],
    ["Reaccionó con 😂 a “Hola”", "up", "Hola"],
    ["Le gustó una imagen", "up", null],
  ])("%j", (body, rating, quoted) => {
    expect(readReaction(body)).toEqual({ rating, removed: false, quoted });
  });
});

describe("a reaction that is taken back", () => {
  test.each<[string, Rating, string | null]>([
    ["Removed a like from “Hi”", "up", "Hi"],
    ["Removed a heart from “Hi”", "up", "Hi"],
    ["Removed a laugh from an image", "up", null],
    ["Removed a dislike from “Hi”", "down", "Hi"],
    ["Removed an exclamation from “Hi”", null, "Hi"],
    ["Removed a question mark from “Hi”", null, "Hi"],
    ["Removed 😂 from “Hi”", "up", "Hi"],
    ["Eliminó un Me gusta de “Hola”", "up", "Hola"],
    ["Eliminó un “Me gusta” de “Hola”", "up", "Hola"],
    ["Eliminó un No me gusta de “Hola”", "down", "Hola"],
    ["Quitó un corazón de “Hola”", "up", "Hola"],
  ])("%j", (body, rating, quoted) => {
    expect(readReaction(body)).toEqual({ rating, removed: true, quoted });
  });
});

test.each<[string, Rating]>([
  ["👍", "up"],
  ["👍🏽", "up"],
  [" 👍 👍🏿\n", "up"],
  ["👎", "down"],
  ["👎🏻👎", "down"],
])("the bare thumb %j is about the text before it", (body, rating) => {
  expect(readReaction(body)).toEqual({ rating, removed: false, quoted: null });
});

test.each([
  "Liked the demo a lot",
  "👍 sounds good, book it",
  "👍 to that",
  "👍👎",
  "Liked “A” and “B”",
  'Loved "The Bear" and "Succession"',
  'Liked "it" a lot',
  "Liked “the” demo a lot",
  "Loved the video",
  "Liked",
  "Liked “”",
  "Removed the paragraph from “Intro”",
  "Reacted badly to “Hi”",
  "I liked “Dune”",
  "Le gustó el café",
  "Enfatizó el punto",
  "😂",
  "",
])("%j is a person's text", (body) => {
  expect(readReaction(body)).toBeNull();
});
