/** One thing that happens in the demo; replies are waited for after each step. */
export interface Step {
  /** Who texts. */
  who: "newcomer" | "member";
  /** Posted one after the other without waiting: more than one is a burst. */
  texts: string[];
  /** The carrier delivers the last text a second time. */
  twice?: boolean;
  /** Then they mail from there to the address that they were texted. */
  email?: string;
}

/**
 * Two people, ten texts: a burst of three, a duplicate delivery, an emoji, a long answer; and the
 * email that makes the newcomer a member.
 */
export const scriptFor = (email: string): Step[] => [
  { who: "newcomer", texts: ["hi, who is this?"] },
  {
    who: "newcomer",
    texts: ["I'm Ada Lovelace", "I work at Analytical Engines", email],
  },
  { who: "member", texts: ["Hello! What do you know about me?"], twice: true },
  { who: "newcomer", texts: ["🎉🎉 so happy to be here 🛥️"] },
  { who: "newcomer", texts: ["I'm the CTO"], email },
  { who: "newcomer", texts: ["What do you know about me?"] },
  {
    who: "member",
    texts: ["Please give me a long answer, 2000 characters: how do I name a boat?"],
  },
  { who: "member", texts: ["Thank you, that helps"] },
];
