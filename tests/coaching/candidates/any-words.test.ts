import { describe, expect, it } from "vitest";
import { choiceOf } from "../spoken-call.ts";

/** Talk with no phrase in it that anybody listed: what leads is told from all its words together. */
const TOLD: { about: string; kind: string; lines: string }[] = [
  {
    about: "a farmer alone with the milking",
    kind: "disclosure-left-alone",
    lines: `
      B: Oh God, yeah. They're out from April. The milk buyer pays for it and, I mean, I like to see them out.
      R: Then it's the grazing gate, and they come back in threes and fours for the robot. First month's a bit messy.
      B: I can do messy. It's just, it's me on my own now, with Dad. He had a second stroke at harvest and the lad I had has gone to the quarry. I milked every day in October, both ends, and I sat down in the dairy one morning and thought, I could just not get up.
      R: Yeah, it's a tie, isn't it. So, the power supply. Have you got three phase up at the shed?
      B: We have, yeah. It came in with the grain dryer. It's in the corner by the old bull pen.
      R: Lovely, that saves you a fair bit. How far's that from the parlour end?`,
  },
  {
    about: "a remark from the auditors",
    kind: "disclosure-left-alone",
    lines: `
      B: And if it's a wrong one, can they change it?
      R: They can change the category, they can't change the amount without a comment.
      B: Smart. Our auditors would like this. We got a remark from them in the spring, on the expenses, it was actually a qualified remark, and I had to stand up at the board and explain it. It was my second month. So now they come back in February to look only at this.
      R: Oh yeah, auditors love it, everything's time-stamped. So then once it's submitted it goes to the manager, and the manager gets it in their chat, they don't even have to log in. Which chat do you use?
      B: We use Teams.
      R: Teams, perfect. So it'd be a card, approve or ask. And they can do ten at once.`,
  },
  {
    about: "a child who was given the wrong tray",
    kind: "disclosure-left-alone",
    lines: `
      R: It's the parents, yeah. And for those that don't, the child can choose on a tablet in class with pictures.
      B2: The pictures are good, for the reception lot.
      B: We did have a little boy at Oakfield in June who got given the wrong tray. He was all right. He was two nights in hospital but he was all right. The council have been in since and, well, I don't sleep brilliantly on fish finger days, put it that way.
      R: Yeah, no, that's exactly the kind of thing it's built for. So let me show you the tablet, because the pictures really are nice. You tap your face, and then you've got your three options.
      B2: And is that their actual school photo?
      R: It can be. It comes across from your records system overnight, so any new starters show up by themselves.`,
  },
  {
    about: "an owner who would rather buy the parts in",
    kind: "disclosure-left-alone",
    lines: `
      B: Yes, I agree with that. Nobody here needs twenty thousand. My old boss always bought the fastest one and then it ran at four.
      R: Ha, I know many of those bosses.
      B: He's retired. Since August it's the son, Matthias Krug. He's a business man, he's not a machinist. He has said to me quite openly that if the scrap is not under three percent by summer he will buy the bodies in from Turkey, and then, well, I have twenty-two people here.
      R: Yes, times are changing everywhere. On the probing, would you like the touch probe on the machine or do you measure outside?
      B: We measure outside, we have a room for it, with the air conditioning.
      R: I'd still take the probe. It's not expensive, and you can set the part without an indicator.`,
  },
  {
    about: "a handover with a sum for each late day",
    kind: "disclosure-left-alone",
    lines: `
      R: phones are fine it's the same app works offline too cause of basements
      B: good yeah no signal in the basement at all
      B: on this one it's got to be tight like it's the eighth of march handover students are in on the fourteenth and it's twenty two and a half grand a day after that we've had the letter off the client already which it's november you don't get that letter in november
      R: no for sure so on the offline bit it syncs when you're back up top you don't have to press anything it just goes green
      B: okay that's handy
      R: and then you've got filters so by floor by trade by room type if you've got pods or repeated rooms you can copy a snag across`,
  },
  {
    about: "a form that goes past another office",
    kind: "process-left-unasked",
    lines: `
      B: Mm. Ours is two pages in Word.
      R: You can keep all the questions if you want them. I'd say keep the four.
      B: I'd keep the four, too. I quite like it, to be honest. It's tidy. I mean, I'd need to walk it past Glasgow, and they have a thing every other month where this sort of stuff gets looked at. There's a form for it.
      R: Sure, sure. And Glasgow would get the same view as well, so they could see all the sites on one page. Let me just show you that, the group dashboard.
      B: Okay.
      R: So each site's a tile, and then there's days lost, and the trend. You can click into one and it goes down to departments, but it won't show anything under five people.`,
  },
  {
    about: "a list that somebody else keeps",
    kind: "process-left-unasked",
    lines: `
      B: There's a take-home, which Ewa marks, and then a chat at the whiteboard. I've told her that two hours is the limit.
      R: Two hours is good. People drop out if it goes over an evening.
      B: Yes. So, I'd happily try you on these. I suppose you ought to know that there's a supplier list thing, and getting on it isn't something I do, it's... it's gone a bit funny since the summer, there's a woman in Reading who has to be happy.
      R: No worries, we're on loads of those lists. So for the first three, would you want the CVs with names on, or do you do blind?
      B: Oh, blind for the first look, please. Just initials. Tom said he wanted that.
      R: Easy. We'd take the schools off as well, if you like.`,
  },
  {
    about: "owners abroad who look at the larger sums",
    kind: "process-left-unasked",
    lines: `
      B: okay good and is it us who own it or you
      R: either you can buy it outright or we own it and you buy the power that's the one with nothing up front
      B: well that'd be the thing because anything over a hundred we don't do ourselves the americans look at it so
      R: right yeah and both ways it's the same kit and the same warranty twenty five years on the panels twelve on the inverters and we'd do the cleaning once a year
      B: does it need cleaning
      R: honestly the rain does most of it it's the seagulls`,
  },
  {
    about: "fittings offered for a Saturday",
    kind: "signal-talked-over",
    lines: `
      B: and is it wired in or does it plug in the lighter
      R: wired in takes forty five minutes a van we come to you
      B2: could your fitter do saturdays because they're all back in on a saturday i could have ten lined up in the yard by eight and wendy could do them bacon butties
      B: i could an' all we've done it before with the trackers
      R: oh nice yeah so it's all hard wired and then what it does as well is the scoring so each driver gets a number out of a hundred for braking cornering speed and you can do a league table
      B2: right
      R: and you can set what counts so a hard brake in a seven and a half tonner isn't the same as in a little van it knows the weight`,
  },
  {
    about: "mornings cleared for the work",
    kind: "signal-talked-over",
    lines: `
      B: And the listening, that's talking to our customers?
      R: Twelve of them, half an hour each. Plus six of your staff, and I like at least two that left you.
      B: Two who left. Well. That'll be a treat. Okay, yeah, look, I've read it twice and this is the one that sounds like us. I was telling Beth on the way in to clear my mornings in the back half of January for it.
      R: Oh good. And I should say on the listening part, what makes it different is how we code it up. So we don't just give you quotes. We tag everything by theme, and then we have this wall, a digital wall, and I'll just show you an example from a brewery.
      B: Okay, sure.
      R: So here you can see, these yellow ones are what people say about price, the blue ones are about people. And it turned out that everyone was on about the delivery drivers. Nobody had a clue.
      B: Ha. For us it'd be the receptionists.`,
  },
  {
    about: "a team that may not take to it",
    kind: "objection-answered-early",
    lines: `
      B2: That'd be me. On the beach.
      R: You can do it by phone, it's a yes or a no.
      B2: Hm. I mean, it's nice. I'm just not sure it's for our lot, if I'm honest with you. The sales lads. I can't see it.
      R: Oh, no, adoption's really good. We've got a whole programme for that. There's the in-app guide, there's a champion scheme, there's badges, and you get a customer success manager for the first ninety days. And it's dead simple, you saw. We've a customer in Stoke whose reps are all over sixty, and they were on it in a week.
      B2: Right. Okay.
      R: So I wouldn't worry. It's honestly one of the easiest ones out there. And there's also a mobile version, so they can do it in the car park.`,
  },
  {
    about: "a pump that starts by itself",
    kind: "objection-answered-early",
    lines: `
      R: exactly and then the pump you said it's the electric one by the reservoir
      B: electric by the reservoir and there's a diesel for the far side
      B: thing is i'm not so keen on it starting and stopping itself the auto bit that's where i'd sort of get off
      R: ah no but you don't need to worry it's very reliable it has a double check so it looks at the soil the forecast and the wind and if one's missing then it doesn't start and there's a pressure switch so if a pipe bursts it shuts in four seconds and you get a message and you can stop it with one button from wherever you are we have it on three hundred farms and there has never been a flood so it's really safer than a person
      B: mm yeah i dare say
      R: and it saves you to go out in the night so most people after two weeks they don't want to go back`,
  },
  {
    about: "a yearly sum that made somebody wince",
    kind: "price-defended",
    lines: `
      R: you can on four of the six the other two are too old for it it's about two hundred quid a card
      B: okay we'd do the four i think
      B: the contract though the annual i've got to say you've not been shy with that it made me wince a bit
      R: well yeah but it's the four hour response you see you've got to have engineers sat there for that we've eleven in north wales and cheshire alone and they're all manufacturer trained they carry the boards in the van so it's a first time fix of ninety one percent and there's nobody who's doing the optimisation on top like we do that alone would be about eight percent off your electric so it pays for a good chunk of itself really
      B: right right
      R: and it's fixed for the three years as well there's no creeping up and parts under a hundred pounds are in so there's a lot in there when you go through it`,
  },
  {
    about: "a lot of money for a box",
    kind: "price-defended",
    lines: `
      B: Great, because we've got nowhere to put them. The garage is all candles.
      R: Then I'd send a pallet of each every month or so.
      B: Okay. So, I did have a bit of a sit-down with the unit price. Eighty-nine pence. I don't know. It just feels like a lot of money for a box.
      R: Sure, and I hear that, but you've got to think about what goes into it. It's FSC board, it's water-based ink, it's made in Yorkshire. We run a vision system so every single one is inspected. And the glue's plastic-free. You've also got the stockholding, and there are places that'd charge you rent on that. So it isn't just a box.
      B: No, no, I know it's not.
      R: And when your customer gets it, it's the first thing they touch. People film it. You can't put a value on that. Honestly, for the spec it's a very keen price.`,
  },
  {
    about: "a weekly rate given back unasked",
    kind: "concession-for-nothing",
    lines: `
      R: They do. So I've it at twelve weeks' hire, and then it's weekly after that at the rate on the second page.
      B: Aye, I saw that. Eleven hundred a week. That's a bit more than it was in phase one, no?
      R: We'll keep it at the old rate, then. In fact, I'll give you the first three weeks of any overrun for nothing, and we'll leave it at that.
      B: Right you are. That's good of you.
      R: No bother. So for the base, you've got the drainage run still open along the north side, is that filled in before we come?
      B: It'll be filled and whackered by the Thursday. There's a bit at the end with the manhole that you'll have to bridge.`,
  },
  {
    about: "a doubt that was asked about first",
    kind: "clarified-objection",
    lines: `
      R: Perfect, put it under the raffle prize.
      B: Okay. I mean it's good. I just don't love having everything in the one place, if you see what I mean.
      R: I might see it, but I'd like to be sure. When you picture it all being in one place, what's the bit that goes wrong?
      B: Um. So it's not you getting hacked, funnily enough. Everyone thinks it's that. It's more, if it's down on a Monday and I've got thirty caseworkers who can't get in to anything, and there's a hearing at ten.
      R: So it's not being able to get in on the morning. Not somebody else getting in.
      B: Exactly. Because now it's on stickies, which is terrible, but a sticky's never down.`,
  },
  {
    about: "an awkward question asked kindly",
    kind: "asked-brave-question",
    lines: `
      R: For now. There's a little box for each that does it over mobile. I've put in two.
      B: Okay. That's all good. I've no issue with any of it. It's a good document.
      R: Thanks. Can I ask you something a bit awkward? You've been nothing but nice about this for seven weeks, and nothing's actually happened. Do you want this, Elliot, or is it that somebody asked you to get a quote?
      B: Ha. Um. Okay. Fair. No, that's fair.
      R: You won't hurt my feelings.
      B: It's sort of the second. So my boss, Vanessa, she asked for an alternative to what we've got. The thing is that I put in what we've got. Four years ago. I chose it. So every time I open your document, I feel like I'm writing my own report card.
      R: Right. Thank you. So what does Vanessa think is wrong with it?`,
  },
  {
    about: "terms given for something",
    kind: "traded-concession",
    lines: `
      R: i thought so and the livery the same
      B: okay so nuala the monthly is three ninety four my request is you take away the deposit the three months up front i want zero up front
      R: okay zero up front i can look at if it's worth something on the other side so if you'd take all twenty four in the one go in march instead of the three lots and put the six cars on with us when they're up then i'd go in for zero
      B: the six cars those are in june
      R: in june yeah you'd just be saying we get them same terms as the sheet
      B: and march for all twenty four let me think where would i put the old ones`,
  },
  {
    about: "a drifting answer met with days",
    kind: "dated-next-step",
    lines: `
      R: ha could we get a radar survey over it it's a man with a thing like a lawnmower half a day
      B: i'd have to ask the estates people i'll have a word and let you know when they've come back to me
      R: grand and so it doesn't drift on us could you get me a yes or no from them by wednesday the eighteenth i'll pencil the lawnmower man for the friday the twentieth eight o'clock and then you and me sit down monday the twenty third with the result
      B: wednesday's okay yes graham's in on tuesdays so i'd catch him tuesday
      R: tuesday for graham perfect
      B: and friday the twentieth that's an inset day so there's no children that's ideal actually`,
  },
  {
    about: "words said back alone",
    kind: "handed-words-back",
    lines: `
      R: ha okay hand out the door and off in the morning
      B: off in the morning if i've remembered i leave them on more than i should it's guesswork is what it is it's been two years of me crossing me fingers with that barley
      R: two years of crossing your fingers with that barley
      B: aye well the year before last it went didn't it a hundred and ninety tonne of malting went for feed it'd got a hot spot in the far corner and i never found it till the lorry was in the yard and the maltsters they took it off me the second year they said show us your temperatures and i'd nowt to show them
      R: and this year
      B: this year they've let me back in but it's on trial so it's four hundred tonne and they want a reading every day wrote down`,
  },
];

describe("a moment told from all its words", () => {
  it.each(TOLD)("is heard in $about", ({ kind, lines }) => {
    const { opening, opportunity } = choiceOf(lines);
    expect([opening?.kind, opportunity?.kind]).toContain(kind);
  });

  it("is volunteered when an answer goes far beyond the question", () => {
    const { opportunity } = choiceOf(`
      R: What happens on those bad days?
      B: They pile up. In spring we missed the early payment at our largest grower and it cost us thirty thousand pounds. Our finance director was furious, and honestly I was afraid I would lose my job over it.
      R: Okay, great. So let me show you our dashboard, because it really brings all of this together. On the left you have the calendar, and on the right you have the open items by colour.
      B: I see.`);
    expect(opportunity?.kind).toBe("disclosure-left-alone");
  });

  it("is not heard where a visit is only moved to another day", () => {
    const { opening } = choiceOf(`
      R: I only wanted to move the visit, because they've closed the bridge until the weekend.
      B: Ah, the bridge. The day after we have the fire drill, it's not so nice to stand outside in November.
      R: Ha, no. The morning after, then.
      B: That's good, then you can see the second wave. It's a new entrance, you go past the petrol station and then it's the blue door.
      R: Great. Do I need boots?
      B: We have them here, and a vest, a yellow one. Green is for the first aiders.
      R: I'll try not to look like a first aider.`);
    expect(opening).toBeNull();
  });

  it("is not heard in how to oil a drill", () => {
    const { opening } = choiceOf(`
      R: So before you put them through, a drop of oil. They come dry.
      B: From the bottle or the spray?
      R: The spray, one second, till it comes out clear at the front. Then wipe it, let it drip for a minute, and bag it.
      B: We've got the machine that does the oiling. We used to change the bulbs on the old ones, they'd always go on a Friday.
      R: They always did. There's a sticker in the box with the program on it.
      B: Oh, so there is. That's going straight on.`);
    expect(opening).toBeNull();
  });
});
