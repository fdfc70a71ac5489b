/** What is said on one call: a disclosure that is left alone, a good question, and a vague end. */
const LINES = [
  "REP: Thanks for making the time, Hollis. I thought we could look at how invoices reach you today, then decide together whether a second call is worth it. And if it is not, that is fine too.",
  "BUYER: Sounds good. I have got until half past.",
  "REP: How do supplier invoices get into your system at the moment?",
  "BUYER: They come by mail, mostly as attachments, and Greta types them in. On a bad day that is two hundred of them.",
  "REP: What happens on those bad days?",
  "BUYER: They pile up. Last March we missed the discount at our biggest supplier and it cost us forty thousand euros. Our finance director was furious, and honestly I was afraid I would lose my job over it.",
  "REP: Okay, great. So let me show you our dashboard. It reads every attachment, it matches the order, it flags what does not fit, and it has a mobile app as well that most of our customers like very much. There are also reports that you can schedule for every Monday morning, and you can choose the colours yourself.",
  "BUYER: Right.",
  "REP: And the approval flow is very flexible. You can have two approvers, three approvers, or none at all, whatever you like.",
  "BUYER: Mm. Before we buy anything it has to go past the security committee. That usually takes them a while.",
  "REP: Sure. The app also works on tablets. Do you use tablets?",
  "BUYER: Some of us do.",
  "REP: What would change for Greta if the typing went away?",
  "BUYER: She could finally do the supplier checks she was hired for. She told me last week she is looking at other jobs because of the typing, so that one matters to me.",
  "REP: How would you notice, after three months, that it had worked?",
  "BUYER: If nobody asks me where an invoice is any more. That would be it.",
  "BUYER: What does it cost, roughly?",
  "REP: It is about nine hundred a month, but I can do seven hundred for you if that helps.",
  "BUYER: Okay, that is good to know.",
  "REP: Great. I will send you some material and we can talk again at some point.",
  "BUYER: Yes, let us be in touch.",
];

const clock = (seconds: number) =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");

/** The call as WebVTT; `mark` makes its bytes, and so the call, another one. */
export function invoiceCall(people: { rep: string; buyer: string; mark?: string }): string {
  const cues = LINES.map((line, index) => {
    const [side = "", text = ""] = line.split(/: (.*)/s);
    const from = index * 17;
    return `${clock(from)}.000 --> ${clock(from + 15)}.500\n${side === "REP" ? people.rep : people.buyer}: ${text}`;
  });
  return ["WEBVTT", `NOTE ${people.mark ?? "first"}`, ...cues].join("\n\n");
}

/** Two people of whom nobody can say who sells. */
export function undecidedCall(first: string, second: string): string {
  return LINES.slice(3, 16)
    .map((line, index) => `${index % 2 === 0 ? first : second}: ${line.split(/: (.*)/s)[1]}`)
    .filter((line) => !/dashboard|approval|customers/.test(line))
    .join("\n");
}

export const GERMAN_CALL = [
  "Maya Okafor: Guten Morgen, schön dass es geklappt hat. Wie kommen die Rechnungen denn heute bei Ihnen an?",
  "Jana Vogt: Die kommen per Post und per Mail, und dann tippt sie jemand ab. Das dauert uns einfach zu lange.",
  "Maya Okafor: Und was passiert, wenn es mal richtig viele sind?",
  "Jana Vogt: Dann bleiben sie liegen, und wir zahlen zu spät. Das ist letztes Jahr zweimal passiert.",
  "Maya Okafor: Wer ärgert sich darüber am meisten?",
  "Jana Vogt: Unser Chef natürlich, und die Lieferanten auch. Wir haben uns schon oft entschuldigen müssen.",
].join("\n");
