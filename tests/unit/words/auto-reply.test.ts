import { expect, test } from "vitest";
import { saysAutoReply } from "../../../supabase/functions/_shared/words/auto-reply.ts";

test.each([
  "I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I get where I'm going.",
  "(I’m not receiving notifications. If this is urgent, reply “urgent” to send a notification through with your original message.)",
  "Auto-reply: I am away",
  "This is an automated response",
  "I'm out of the office until Monday",
  "I am currently out of office until 5 May with limited access to email.",
  "This mailbox is not monitored",
  "Respuesta automática: estoy de vacaciones",
  "Thanks for contacting Acme, we'll get back to you shortly",
  "Thank you for your message. A member of our team will respond within 24 hours.",
  "[Auto-Reply] I'm driving",
  "Automatic reply: Out of office",
  "This is an automatic message. Please do not reply to this message.",
  "Your message has been received.",
  "We are currently closed. Our office hours are 9-5.",
  "This number is not monitored.",
  "This number cannot receive texts",
  "Free Msg: Unable to send message - Message Blocking is active.",
  "Thank you for reaching out to Dr. Smith's office! We will return your call as soon as possible.",
  "Gracias por comunicarse con Acme, le responderemos a la brevedad",
  "Estoy fuera de la oficina hasta el lunes",
  "Este número no está monitoreado",
  "I'm driving with Driving Focus turned on.",
  "Sent automatically by my car",
  "Thanks for texting Joe's Pizza! For emergencies call 911",
  "I'm away and will reply as soon as possible",
  "Hemos recibido su mensaje",
])("%j was written by a machine", (body) => {
  expect(saysAutoReply(body)).toBe(true);
});

test.each([
  "I'm driving, call you later",
  "I'm driving",
  "I'm out of the office today, call my cell",
  "I'm on vacation, it's great",
  "thanks for reaching out! I'd love to meet",
  "Thanks for contacting Bob for me",
  "can you automate the response?",
  "Do not disturb me after nine",
  "I turned notifications off",
  "She is out of office, ask Ana",
  "I'll get back to you shortly",
  "We need an automated message for the launch",
  "is this a bot?",
  "Thanks for your message, will reply tonight",
  "estoy manejando, te llamo luego",
  "gracias por escribir, hablamos mañana",
  "our office is in Boston",
  "who monitors this number?",
  "I work on autoresponders",
  "the mailbox at the corner",
  "urgent: call me",
  "our team will meet them on Monday",
  "I got an auto-reply from Bob",
  "",
])("%j was not", (body) => {
  expect(saysAutoReply(body)).toBe(false);
});
