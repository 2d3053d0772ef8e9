/** What the demo's interviewers wrote for the debrief, by the recommendation it goes with. */
export const summaries: Readonly<Record<string, readonly string[]>> = {
  "strong-no": [
    "I looked for a reason to argue for this and did not find one. {strong} was the best part and it was still below what we need. I would not go on.",
    "Friendly, and clearly has shipped things, but the round stayed on the surface. Prompted often, little came back. {weak} is far from the bar.",
    "Every probe ended in a general statement. I would worry about their on-call weeks more than about their design work.",
    "Not at this level on what I saw. {weak} and a lot of certainty make a mix that I would not want near {system}.",
    "We ran out of answers before we ran out of time. Happy to be told I had a bad hour with them.",
  ],
  no: [
    "Solid engineer, not what this role asks. {strong} was good. {weak} is where it fell apart, and I tried it from two sides.",
    "Close for me. I liked the way they listen. What is missing is {weak}, and I doubt six months would close that.",
    "Does good work when the problem is given. Left alone with an open one it took a lot of steering. No, without hard feelings.",
    "I would work with them on a well-bounded project. For a domain across teams I did not see enough, {weak} above all.",
    "Uneven. {strong} was better than most we see; {weak} was worse. At this level I can't average those.",
    "Good stories, thin when I dug. Each time I asked what changed afterwards the answer got shorter.",
    "Knows systems like {system} well, from one angle. Not convinced they would see trouble coming from another.",
  ],
  yes: [
    "Yes. {strong} carried the round, and they were honest about {weak}. I would want them on {system} from the first week.",
    "Calm, concrete, and says what they don't know. A couple of gaps around {weak}, nothing I would not expect them to close.",
    "Good round. Took the hint that was right and left the one that was wrong. I would be glad to have them in our reviews.",
    "Meets the bar on everything I probed and is above it on {strong}. My only doubt is {weak}, where I ran out of time.",
    "I tried hard to break the design and they enjoyed it. Would hire. Someone should look at {weak} once more.",
    "Clear yes one level down, probable yes at this one. {strong} is there already; I would like another view on {weak}.",
    "They asked better questions about {system} than I had prepared for. {weak} was fine rather than strong.",
    "Slow start, then very good. From about the middle I forgot it was an interview.",
  ],
  "strong-yes": [
    "Best round I have had this year. {strong} without a prompt, and modest with it. I would move things to get them.",
    "Strong yes. Would raise how we talk about {strong} here, and I think the team would follow.",
    "Found a problem in our own task that I have used for two years. Then fixed it with me. Please hire.",
    "They did in forty minutes what I hope for in a quarter: named the hard part, said who would be hurt, and left the rest alone.",
    "Exactly what the role needs. I looked for the weak spot on purpose; {weak} was the closest and it was good.",
    "I would have them lead {system} tomorrow. Explains so that you could do it yourself the next time.",
  ],
  "no-decision": [
    "The fire alarm took twenty minutes and the round never recovered. I rated what I saw and would rather not count.",
    "I have worked with them before, so I leave the recommendation to others. Ratings are on this round only.",
    "Connection dropped four times and we ended on the phone. Too little for a yes or a no.",
    "We spent the time on {strong} because it was interesting, which is my fault. I can't speak for the rest.",
  ],
};

/** Reasons recorded with a decision. */
export const reasons = {
  offer: [
    "The panel agrees on {strong}, with concrete moments to show for it. {weak} was the open point; read side by side, what was seen of it meets the bar for the level.",
    "Clear evidence of owning a problem across teams. The lower score on {weak} rests on one short exchange and is outweighed by the rest.",
    "Taken together the panel is above the bar, and by some way on {strong}, where the evidence is best too.",
    "We spent the debrief on {weak}. The quoted moments support a solid level, not a risk. The rest was not in dispute.",
    "Consistent signal from independent cards. We read the doubts line by line, and none of them would keep us from working with them.",
    "They change their mind for reasons, and say so. For a team that argues as ours does this is worth more than the gap in {weak}.",
  ],
  below: [
    "Strong at {strong}, but the evidence is of one system and one team. We offer one level below the role, and said why to the hiring manager.",
    "A good engineer at the level below. Little in the cards shows work across teams, although it was asked for directly.",
  ],
  "no-offer": [
    "The evidence for {weak} stays below what the role leans on. {strong} was good and does not make up for that.",
    "The same doubt stands in more than one card. We looked for moments that speak against it and found too few.",
    "Close. The scores alone could have gone either way. What decided it is that every example ended at the border of their own team.",
    "The panel is together on this: pleasant rounds, little depth. The same answers came back when the question changed.",
    "On {weak} the kinder cards are thin and the careful ones are low. Nobody in the room wanted to argue for more.",
    "A good engineer one level down, but the opening is for this level and the team has no other this year. Keep in touch.",
  ],
} as const;

export const dissents = [
  "{name} would have gone the other way: the evidence on {weak} is one exchange of three minutes, and the question was put badly.",
  "{name} asks to record that {weak} matters more for this team than the weights say, and would look at that again before the next loop.",
  "{name} disagrees with the level. The work across teams is there in the deep dive, only told without drama.",
  "{name} thinks we were charmed. The best moments come from rounds without code.",
  "{name} saw more risk in {weak} than the panel, and would have asked for one more round on it.",
] as const;
