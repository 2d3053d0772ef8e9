/** What a dictionary would list a word under: enough to know "going", "went" and "goes" for one. */

const irregular: Readonly<Record<string, string>> = Object.fromEntries(
  `be: am are been being is m re was were
have: had has having ve
do: did does doing done
go: goes going gone went
can: ca could
will: ll wo
not: n't nt
accept: accepted accepting accepts
admit: admitted admitting
argue: argued argues arguing
become: became becomes becoming
begin: began begins begun beginning
bite: bitten
break: broke broken breaking
bring: brings brought
build: builds built
buy: bought buys
candidate: cand cands candidates candiate canidate cdt
catch: caught
choose: chose chosen chooses choosing
come: came comes coming
cut: cutting cuts
decide: decided decides deciding
draw: drawn drew drawing draws
drive: drove driven driving
drop: dropped dropping
fall: fallen fell
feel: felt
fight: fought
find: found
fold: folded folding folds
forget: forgot forgotten
freeze: froze frozen
get: gets getting got gotten
give: gave given gives giving
grow: grew grown
hang: hung
hear: heard
hide: hid hidden
hold: held
keep: kept
know: knew known knows
lead: led
leave: leaving left
let: lets letting
lie: lying lied
lose: lost losing
make: made makes making
mean: meant
meet: met
mention: mentioned mentioning mentions
name: named names naming
offer: offered offering offers
own: owned owning owns
pay: paid
pick: picked picking picks
plan: planned planning plans
put: puts putting
read: reading reads
rely: relied relies
rewrite: rewrote rewritten
run: ran running runs
say: said saying says
see: saw seen sees seeing
sell: sold
send: sent
set: sets setting
shift: shifted
ship: shipped shipping ships
show: showed shown shows
sit: sat sitting
speak: spoke spoken
spend: spending spent
stand: stood
stick: stuck
stop: stopped stopping
swear: swore sworn
take: took taken takes taking
teach: taught
tell: told
test: tested testing tests
think: thought
throw: threw thrown
try: tried tries trying
understand: understood
use: used uses using
wait: waited waiting
win: won
write: wrote written writing
person: people
with: w/
without: w/o
because: b/c bc cos cuz coz
though: tho altho although
about: abt
minute: min mins minutes
question: q qs
answer: ans
requirement: req reqs
implementation: impl
database: db dbs
engineer: eng engs
manager: mgr mgrs
and: &
definitely: definately
separate: seperate
alternative: alternatives alternitive alternate alternates
interesting: intresting
recommend: reccomend recomend recommended recommends recommending
one: ones
he: him
she: her
they: them
we: us
i: me
i've: ive`
    .split("\n")
    .flatMap((line) => {
      const [lemma = "", forms = ""] = line.split(": ");
      return forms.split(" ").map((form) => [form, lemma] as const);
    }),
);

/** Words that end like a form of another and are none. */
const whole = new Set(
  `always as across business is its his this thus us yes less unless process access address was has
does during nothing something anything everything thing king bring string ring spring morning
evening need feed speed seed red bed bus plus class glass pass mess stress express loss boss css dns
https kubernetes redis postgres aws series species analysis basis crisis perhaps besides sometimes
towards afterwards status focus bias canvas various previous obvious serious dubious
their other whether rather never ever over under after before`.split(/\s+/),
);

const vowel = /[aeiouy]/;

/** The lemma of a word in lower case, apostrophes plain. */
export function lemmaOf(word: string): string {
  if (Object.hasOwn(irregular, word)) return irregular[word] ?? word;
  if (word.startsWith("'")) return lemmaOf(word.slice(1));
  if (word.length < 4 || whole.has(word) || !/^[a-z-]+$/.test(word)) return word;
  return american(withoutEnding(word));
}

function withoutEnding(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  if (/[^su]s$/.test(word) && !/(?:is|ous)$/.test(word)) return word.slice(0, -1);
  if (/[^aeiou]ied$/.test(word)) return `${word.slice(0, -3)}y`;
  if (word.endsWith("eed")) return word;
  const stem = /^(.+)(?:ed|ing)$/.exec(word)?.[1];
  return stem && stem.length > 2 && vowel.test(stem) ? mended(stem) : word;
}

/** The stem of a verb as it stands alone: "hedg" is hedge, "hopp" hop, "list" list. */
function mended(stem: string): string {
  if (/([bdgklmnprt])\1$/.test(stem) && !/(?:ll|ss)$/.test(stem)) return stem.slice(0, -1);
  if (
    /(?:[^aeiou]l|[csvzu]|dg|rg|ng|[^aeo]at|[^aeiou][aiou]r|[aeiou]s|[^aeiou][aiu][kmp]|it[ui]t|id|[^aeiou]ot|ut|[lp]et)$/.test(
      stem,
    )
  )
    return /(?:ss|[aeiou]ng|x|ew|[^n]ang|ing|ong|fid|void|[^aeiou]aid|it|cut|put|visit|edit)$/.test(
      stem,
    )
      ? stem
      : `${stem}e`;
  return stem;
}

/** British and American spelling are one word: -ise and -ize, colour and color. */
const american = (word: string): string =>
  word
    .replace(
      /(?<=[a-z]{3}(?<!exerc|otherw|likew|prom|prec|no|ra|surpr|expert|conc|enterpr))is(e|ation)$/,
      "iz$1",
    )
    .replace(/(?<=behavi|col|fav|lab|flav|harb|neighb|hon|rum)our/, "or")
    .replace(/^(.*[^l])l?ling$/, "$1ling");
