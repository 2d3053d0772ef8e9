import type { Frames } from "#app/domain/protected/frame.ts";

export const age: Frames = {
  plain: `
    (?:in|into|of|past|hit|hits|hitting|late|early|mid) {their} {decades}
    (?:early|mid|late) (?:twenties|thirties|forties|fourties|fifties|sixties
      |seventies)(?! (?:in the|of the|on the))
    (?:(?:early|mid|late) )?[2-7]0 ?'?s (?:guy|man|woman|chap|bloke|person|lady|gent|candidate)
    (?:twenty|thirty|forty|fifty|sixty|seventy|[2-7]0) ?something(?: (?:year old|{person}))?
    (?:near|nears|nearing|nearly|pushing|getting on for|knocking on|rising|turn|turns|turned
      |turning|wrong side of|right side of|north of|nudging|approaching|closer to|well over
      |well past|well into) (?:about |around |nearly |over |past |at least |his |her )?{age}{end}
    {who}{be}(?: only| just| now| about| nearly| already| all of| barely| over| under| around| almost| maybe| past| what| at least| not even)* {age}{end}
    {who}{be}(?: only| just| now| about| nearly| already| over| under| around| almost)* {age} (?:years
      |yrs|yo|and|with|if a day)
    aged (?:about |around |over )?{age}|{age} if (?:a|he's a|she's a) day
    (?:a|any) day over {age}|[2-7][0-9] ?y[/.]?o|(?:[2-7][0-9]|{age}) year olds
    (?:at|for|given|despite|considering|because of|of|half|twice|about|around|nearer) (?:his|her
      |their|my|your|our) (?:young |old |advanced |tender |ripe |middle )?ages?
    (?:at|of) (?:a certain|an? advanced|such an?|the ripe old|that sort of
      |this kind of) (?:{word} )?age
    (?:his|her|their|my|our|your|the candidate's|the cand's|the guy's|the woman's|the man's
      |the chap's) (?:real |actual |own )?ages?(?! of)
    age (?:wise|aside)
    (?:act|acts|acted|look|looks|looked|feel|feels|felt|show|shows|showed|showing) (?:his|her
      |their|my) age
    half the age of (?:the )?(?:team|squad|panel|others|rest|anyone|everyone|candidates?|people)
    stage of (?:his |her |their )?life|point in (?:his|her|their) life|at this time of life
    autumn of (?:his|her|their)|ageis[mt]
    (?:{whois}) (?:young|youthful|elderly|middle aged)(?: for| to|{end})
    (?:he|she|i|cand|candidate|guy|who)(?:'s|'m| is| am| was| seems| looks)(?: {adv}| getting){0,3} (?:old
      |ancient|aged)(?: for| to|{end})
    (?:too|so|how|looks?|looked|awfully|terribly|dead|seems?|bit) (?:young|youthful|elderly)
    (?:looks?|looked|felt|seems?|seemed) (?:a bit |very |so |quite |too |rather |really |pretty )?(?:old
      |ancient|tired and old)
    (?:too|rather|a bit|bit|a little|a touch|much too|perhaps) old (?:for (?:this|the|a|our|us
      |that|startups?|on call|such)|to (?:learn|change|start|be|keep|adapt|pick|do)
      |fashioned for|imo|tbh|i)
    (?:old|young|elderly|aging|ageing|middle aged|older|younger|youngish|oldish
      |mature) (?:{word} )?(?:man|woman|men|women|lady|ladies|guy|guys|chap|chaps|lads?|fella
      |fellow|gent|gents|gentleman|gentlemen|girls?|boys?|people|persons?|folks?|bloke|blokes
      |dude|crowd|timers?|codger|geezer|coot|fogey|fart|dog|dogs|candidates?|applicants?
      |workers?|gun|guns|pup|blood|whippersnapper|mother|dad|mum|talent|hire|hires|student|thing
      |faces)
    young (?:engineers?|developers?|devs?|teams?|graduates?|grads?|company culture|office
      |at heart|professional|colleagues?|buck|turks?|hotshot|one)
    young (?:and|&|but|, ) ?(?:hungry|keen|eager|energetic|ambitious|dynamic|cheap|cocky|naive
      |inexperienced|bright|sharp|fresh|talented|confident|enthusiastic|motivated|restless|brash
      |it shows|green)
    (?:hungry|keen|eager|energetic|bright|sharp|fresh|dynamic) and young
    (?:young|old|younger|older|mature) for (?:a|an|his|her|their|the) (?:staff|senior|lead
      |principal|age|role|post|years|level|architect|job|team|position|startup)
    (?:younger|older) (?:than (?:me|i|us|we|most|my|anyone|anybody|everyone|everybody|our|his
      |her|him|you|the (?:rest|others|team|average|squad|panel|others))|generation|colleagues
      |engineers?|developers?|devs?|staff|employees?|team mates?|teammates|self)
    (?:years|decades|decade|generation) (?:older|younger)(?: than)?|older generation
    younger generation
    (?:(?:his|her|their|my)|another|an older|a different|a younger|that) generation(?! of| gap in| garbage| gc| heap| collector)
    (?:the )?(?:oldest|youngest) (?:person|candidate|engineer|dev|applicant|member|one here
      |by (?:far|a|some)|on (?:the|our|this|my)|in (?:the (?:room|team|office|squad|building
      |group)|our)|i've|we've|of (?:us|the (?:team|panel|candidates)))
    grey ?hair(?:s|ed)?|gray ?hair(?:s|ed)?|gr[ea]y ?beards?|gr[ea]ying|silver haired|silver fox
    white haired|white beard|balding|wrinkl(?:es|y|ed)|crow's feet|baby faced?|fresh faced
    bald (?:guy|man|head|chap|bloke|spot)|acne|spotty|pimply
    grand(?:pa|dad|father|ma|mother) (?:type|energy|vibes?|figure)|grandpa|gramps|grandfatherly
    pensioners?|geriatric|senile|doddery|doddering|over the hill|long in the tooth
    no spring chicken|spring chicken|getting on a bit|getting on in years
    not getting any younger|no longer young|past (?:his|her|their) (?:prime|best|sell by)
    (?:bit|little|well|frankly|clearly|rather|is|was|'s) past it|past it (?:for|at)
    has been around since the dinosaurs|wet behind the ears
    out of (?:nappies|diapers|short trousers)|still in (?:nappies|diapers)|bus pass|free bus
    midlife|mid life crisis|mutton|boomers?|millennials?|gen ?z(?:er|ers)?|gen ?x(?:er|ers)?
    gen ?y|generation [xyz]|zoomers?|digital natives?|digital immigrants?
    (?:near|close to|nearing|approaching|before|until|till|'?til|from|coasting (?:to|towards
      |into)|ready for|years off|years from|eyeing|eye on|heading (?:for|into|to)|thinking of
      |edge of|verge of|winding down to|day of|into|early|semi|up to|{their}) retire(?:ment|s)?
    (?:he|she|they|who|cand)(?:'ll| will|'d| would|'s going to| might| may)?(?: soon| probably)? (?:retire
      |retires|be retiring|be retired)(?! (?:the|it|that|them|this|our|an?|those))(?: soon)?
    (?:he's|she's|they're|he is|she is|he was|she was) (?:semi )?(?:retired
      |retiring)(?: soon)?{end}
    (?:could|might|would|may) (?:be|have been|almost be|easily be|nearly be) (?:my|his|our|their
      |her|your) (?:dad|father|mum|mother|mom|son|daughter|grand{word}|gran|nan|uncle|aunt|kid
      |parent)
    old enough to (?:be|remember|know better|have (?:kids|children|met|taught|voted|seen|been
      |known))
    same age|(?:my|our) (?:dad|father|mum|mom|mother|son|daughter|kid)'s age
    (?:could've|could have) been my (?:dad|mum|mom|son|daughter)
    reminds me of my (?:dad|father|mum|mother|mom|gran{ending}|son|daughter|kid|little brother
      |nan)
    born (?:in|after|before|around) (?:the )?(?:'?[0-9]{2}'?s?|(?:19|20)[0-9]{2}'?s?|sixties
      |seventies|eighties|nineties|noughties)
    before (?:i|we|he|she|they|you|the rest of us|half the team|most of us) (?:was
      |were) (?:even )?born
    (?:wasn't|weren't|was not|not) (?:even |yet )?born
    child of the (?:sixties|seventies|eighties|nineties|[6-9]0s)
    graduat(?:ed|ion|ing)(?: from {word})? (?:in|back in|year|class of|of) ?'?(?:19|20)?[0-9]{2}
    class of '?(?:19|20)?[0-9]{2}
    (?:smart|bright|clever|nice|good|great|sweet|this|that|talented|cocky|sharp|poor|just a
      |only a|like a|some|skinny|cool|lovely|another|promising|such a|kind of a|mere|still a
      |basically a) (?:{word} )?kid
    kids? these days|the kid|kiddo|youngsters?|teenage(?:r|rs)?|teen|schoolboy|schoolgirl
    school ?boyish|boyish|adolescent
    (?:looks?|looked|sounds?|sounded) (?:about |barely |like |all of |maybe |hardly )*(?:twelve
      |thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|1[0-9]|{age}|(?:he's|she's
      |they're) (?:about |barely |still )*(?:twelve|fourteen|fifteen|sixteen|at school
      |in school))
    (?:fresh|straight|just|barely|right|newly|only just) (?:out of|from|off) (?:uni|university
      |college|school|high school|the classroom)
    (?:recent|new|fresh|young) (?:uni |college |university )?(?:graduate|grad), ?(?:young|hungry
      |keen|eager)
    recent(?:ly)? grad(?:uate|uated)?s?
    old school (?:type|gent|gentleman|guy|chap|bloke|sort|fella|coder|greybeard)
    overqualified (?:at|for) (?:his|her|this|that) age|dinosaurs?|fossil|relic from|fuddy duddy
    old fogey|old fart|set in (?:his|her|their) ways|old dogs?|can't teach an old
    from (?:another|a different) (?:era|century)|belongs? in a museum
    not (?:a|that|so|as) (?:young|old)(?: (?:one|man|woman|anymore|any more))?{end}
    no longer (?:that )?young|youthful(?: (?:energy|enthusiasm|looks|arrogance))?
    (?:his|her|their) youth|middle aged|elderly
    age (?:discrimination|bias|gap|difference|bracket)|(?:because|on account|by reason) of age
    age (?:isn't|is not|was|might be|may be|could be|will be|won't) (?:an? )?(?:issue|problem
      |factor|concern|against|just|barrier|on)
    one last (?:job|gig|role) before
    (?:looking for|wants) (?:an easy|a quiet) last (?:job|few years)|last job before
    (?:nobody|no one|everyone|everybody|all|most|average age|people|folks|anyone|team
      |half the team|us|we) (?:{word} ){0,3}?(?:under|over|below|above|past|in their|is
      |of) (?:{age}|{decades}){end}
    at (?:1[89]|[2-7][0-9]|{age}),? (?:he|she|they|you|one|i)(?:'s|'d|'ll|'re)?
    when i (?:was|were) (?:still |only |barely )?(?:at|in|a|still at|learning|out of
      |starting) (?:{word} )?(?:school|primary|nursery|nappies|diapers|college|uni|university
      |teenager|kid|child|student|boy|girl|cot|pram|young|walk|crawling)
    since before (?:i|we|half|most|anybody|anyone)|still at (?:school|uni)
    back in (?:the )?(?:19)?'?[6-8][0-9]'?s? when|runway (?:left|than)
    (?:years|mileage|tread|petrol|fuel) left in (?:him|her|them|the tank)
    how many (?:more )?years (?:he|she|they|we)(?:'s|'ve|'d)? (?:has|have|got|get|would)
    many (?:good )?years left
    (?:like|felt like|as if|it's like) (?:{word} ){0,3}?(?:my|your|somebody's
      |someone's) (?:{word} )?(?:dad|father|mum|mom|mother|grand{word}|gran|granny|nan|son
      |daughter|nephew|niece|uncle|aunt|kid brother|little brother|little sister|kids?|teenager)
    (?:a day|a minute) (?:over|under|older than|younger than) {age}
    (?:older|younger) than (?:our|my|his|her|half|most|anyone|any of|the whole
      |the entire) (?:of |the |whole |our |on )*(?:cto|lead|manager|vp|director|boss|founders?
      |average|oldest|youngest|team|squad|panel|us|parents|dad|mum|kids|son|daughter|head)
    gran(?:ny|nies)|old biddy|old bird|crone|codger|fogey|oap|senior citizen|silver surfer
    old soul|baby of the team|(?:wise|grand) old|whippersnapper|school ?leaver|fresher
    wunderkind|child prodigy|prodigy|young 'un|young'un|youngun|oldie|golden oldie|show of age
    advanced years|advancing years|of his vintage|of her vintage|of a certain vintage
    of (?:that|my|our|his|her) vintage|at (?:his|her|their) time of life|menopausal|twilight of
    last years? before|last lap|see out (?:his|her|their)|(?:he|she|they)'ll be [5-7][0-9]
    two years off|in (?:his|her|their) dotage|second childhood
    energy of (?:a|an|somebody|someone) (?:half|much|way|far|{word} year|twenty|teen|young
      |younger)
    for (?:a|an) (?:older|old|young|younger|elderly|{word} year old|sixty|fifty|forty
      |[2-7][0-9])(?: year old| something)?(?: one| man| woman| guy| person| chap| dev| engineer){end}?
    (?:{who}){be}(?: only| just| now| about| maybe| probably)* (?:like|around|roughly|what
      |somewhere around|maybe|perhaps|probably|at most) {age}{end}
    (?:{who}){be}[^.!?;]{0,40}(?:,| )(?:maybe |probably |about |like |around )?[2-6][0-9] or [2-6][0-9]{end}
    (?:still|startup|start up|energy|stamina|learn|change|coding|code|career|keep up|keeping up
      |relocat{word}|job|role|want|chance|hired?|hiring)[^.!?;]{0,30} at (?:4[5-9]|[5-7][0-9]
      |fifty|sixty|seventy){end}
    gr[ea]y (?:in (?:his|her|the|their)|at the temples|streaks?)
    last job (?:he|she|they|you)(?:'ll|'d)?|grand(?:ma|pa) energy|high ?schoolers?
    (?:like|looks?|looked|sounds?|still) (?:like )?(?:a|an|my) (?:school ?kid|student|intern
      |freshman|sophomore|undergrad(?:uate)?|schoolboy|schoolgirl|child|toddler|choirboy
      |paper ?boy|work experience kid|first year)
    generation(?:al)? gap
    (?:coding|programming|working|around|been at it|in the game|in it|doing this
      |writing code) since (?:punch ?cards|cobol|before|the (?:dawn|stone|ark|flood|[5-8]0s
      |19[5-8]0s|fifties|sixties|seventies|eighties|'?[5-8]0s)|i was|the dinosaurs)
    (?:not|isn't|no longer|hardly|wasn't) (?:exactly )?(?:the youngest|getting any younger
      |in the first flush|a youngster|a young (?:man|woman|lad)|so young)
    (?:too|so|very|quite|how) (?:fresh|green) out of|been around since
    (?:dad|mum|mom)'?s? (?:age|generation)
    (?:uncle|aunt|auntie|grandad|granddad|old man|old lady) (?:energy|vibes?|type|figure)
    time of retirement|soon to retire|about to retire|pre retirement|post retirement
    early retire{ending}
    put (?:him|her|them|this one) (?:at|in|around|about|somewhere)(?: (?:his|her|their|around
      |about))? (?:about |around |in )?(?:{age}|{decades})
    (?:{age}|[4-7]0) plus{end}|(?:twenty|thirty|forty|fifty|sixty|seventy) ?ish{end}
    (?:student|guy|lad|girl|kid|man|woman|candidate|chap|cand|graduate|dev|engineer), (?:about |maybe |probably |only |just )?(?:{age}){end}
    not as young as|of a (?:different |certain |younger |older )?generation(?! of)
    (?:barely|just started|not even|hardly) shav(?:es|ing)
    (?:lad|girl|man|woman|chap|guy|boy|kid|bloke|lady|person|candidate) of (?:{age}
      |[1-7][0-9]){end}
    longer than (?:i|we|most of us|half the team|anyone)(?:'ve| have)? (?:{word} )?(?:been )?(?:alive
      |lived|born|on this earth)
    than i've been alive
    (?:he|she|they|who|cand|candidate)(?:'s|'re| is| are| was)? (?:{word} )?older than (?:the (?:web
      |internet)|google|linux|git|java|unix)
    youth of today|today's youth|kids today|young(?:ster|sters) (?:today|of today)|no kid{end}
    under 2[0-9]s?{end}|over [4-6]0s{end}|our (?:resident )?(?:pensioner|grandad|granddad|elder)
    elder statesman|ripe old|advanced in years
    (?:he|she|they)(?:'ve|'s| has| have)? (?:got )?(?:one|a) foot in the grave|sprightly|spry
    youthful
    (?:impatience|arrogance|confidence|energy|enthusiasm|exuberance|certainty|optimism|naivety) of youth
    (?:nearer|closer to) (?:{age}) than|(?:twice|half|double) the age of (?:his|her|their|my|our|your)|^(?:very |too |a bit |rather )?young for {word}{end}
  `,
  ofPeople: `
    {who}{be} (?:{word} )?[2-7][0-9] years old|[2-7][0-9] years old
    [1-7][0-9] ?(?:years?|yrs?|yr) ?old(?:{end}| {person})|(?:{age}) year old(?:{end}| {person})
    (?:late|mid|early) [2-7]0 ?'?s{end}
    (?:close on|nearer|touching|going on) (?:about )?(?:forty|fourty|fifty|sixty|seventy
      |(?:forty|fifty|sixty) (?:{number}|one|five)){end}
    at (?:this|that|such an) age|at age{end}|of (?:this|that) age
    age (?:shows|showed|is|was|thing)|older (?:staff|{person})|younger (?:staff|{person})
    the (?:youngest|oldest){end}|young ?(?:est|er) of
    {decades} (?:i'd (?:say|guess)|at a guess|if i had to guess|maybe|probably)|maybe {decades}
    probably {decades}|retirement|pension|too junior in years
  `,
  ofTheJob: `
    ages? of (?:the |an? |each |every |our |that |this )?(?:{word} )?(?:entry|entries|cache
      |record|records|message|messages|file|files|key|keys|token|tokens|row|rows|code|codebase
      |repo|data|backup|snapshot|session|certificate|queue|ticket|branch|system|service|table
      |log|index|job|lock|lease|value|event|item|items|cookie|connection|oldest)
    (?:[0-9.]+|{number}|{age}|one) ?(?:years?|yrs?|yr|months?|weeks?|days?|hours?|minutes?
      |second)s? ?olds? (?:{word} )?(?:code|codebase|repo|service|system|branch|bug|ticket|table
      |schema|framework|library|monolith|pr|api|script|app|stack|java|perl|module|database
      |server|incident|company|startup|product|project|team|platform|cobol|mainframe|dependency
      |tech|design|package|config|version|commit|backlog|process|tool|pipeline|cron|index|data
      |cache|entry|snapshot|backup|job|integration|test|tests|migration|rfc|doc|docs)
    (?:stone|bronze|iron|dark|middle|golden|ice|space|information|coming of|of that) ages?
    page age
    age (?:out|outs|verification|gate|gating|check|checks|limit|limits|header|field|column|range
      |ranges|based|rating|ratings|threshold|filter|distribution)
    max age|aged? receivables
    old school (?:unix|sql|c|java|approach|solution|design|pipeline|way|style|engineering|bash
      |perl|server|web|html|and)
    (?:young|mature|old|ageing|aging|elderly|ancient|venerable|immature) (?:{word} )?(?:code
      |codebase|repo|service|services|system|systems|platform|product|project|framework|library
      |stack|technology|tech|language|ecosystem|tooling|tools?|org|organisation|organization
      |company|market|api|database|generation|gen|process|processes|design|data|object|objects
      |monolith|module|design system|practice|practices|setup|infrastructure|version|cluster
      |release|table|index)
    old hands?|old git|old boy network|new generation of|next generation
    generations? of (?:gc|servers|hardware|devices|machines|chips|phones)
    (?:code|id|key|report|token|pdf|image|query|young|old|eden) generation|third generation
    born (?:as|out of|from) |boomerang|early retirement of the|{their} teenage api|legacy
    kid gloves
    pension (?:fund|funds|provider|scheme|schemes|system|client|app|platform|product|calculator
      |data|domain|service|calculation|calculations|rules)
    (?:at|over|under|around|about|near|nearly|past|close to|pushing|approaching) (?:twenty
      |thirty|forty|fifty|sixty|seventy|eighty|[1-9][0-9]) ?(?:%|k|m|ms|rps|qps|tps|gb|mb|per
      |percent|requests?|services|minutes?|mins?|seconds?|secs?|questions?|people|users|nodes
      |tables|lines|engineers|hours?|days?|weeks?|times|reqs?|instances?|shards?|partitions?
      |writes?|reads?)
    retirement of (?:the |our |an? )?{word}[0-9]*|(?:a|the|their|our|its) young teams? at
  `,
};
