import type { Frames } from "#app/domain/protected/frame.ts";

export const vagueFit: Frames = {
  plain: `
    cultur(?:e|al|ally)? (?:and team |/ ?team |or team |and values )?(?:fit(?:s|ting|ted|ness)?
      |match(?:es)?|add|mis ?fit|mis ?match|unfit|alignment|clash|contribution)
    fits? culturally
    (?:fit|fits|fitting|suits?|matches?|aligned|gel|gels|aligns?|blend|blends|works?|jar|jars
      |clash|clashes|mesh|meshes) (?:in )?(?:well |nicely |right )?(?:with|into|in with|the|in
      |our)? ?(?:the |our |this )?(?:team |company |office )?(?:culture|vibe|ethos
      |spirit)(?! of)
    culture wise
    (?:the )?culture (?:thing|side|question|piece|box|concerns?|worr(?:y|ies)|doubts?)
    (?:for|with|in|to|into) (?:the|our) culture(?: (?:we|here)|{end})
    concerns? (?:about|on|around|re) culture|meh on culture
    culturally (?:{word} )?(?:fit|off|aligned|a fit|not|wrong|right|different from us|suited
      |one of)
    (?:team|personality|personal|company|group|social|chemistry) fit{end}|team fit
    personality (?:fit|clash|match|mismatch|wise)
    a fit (?:culturally|personally|personality|with (?:us|the (?:team|group|gang|lads|crowd
      |culture)))
    (?:our|the company|company|team's|startup|this company's) dna{end}
    (?:in|not|have|share|shares|has|without|got) (?:our|the company|the startup|that) dna
    values fit|fit question|question marks? (?:next to|over|on|about) (?:the )?(?:{word} )?fit
    (?:have|having|had|get|getting|go for|going for|grab|grabbing|share|sharing|buy|sink|enjoy
      |enjoying|drink|a|for a|another|over a|over|to|some|imagine) (?:a |an |one |some |the |a few |another |couple of |me a )*(?:beers?
      |pints?|glass of wine|curry|wine|bevv?y|cider)(?: or (?:two|three))? with(?: (?:him|her
      |them|this (?:guy|one|chap|person|woman|candidate)|the cand{ending})|{end})
    (?:i'd|i would|would|could|wouldn't|i'd love|love to) (?:{word} )?(?:have|get|go for|grab
      |share) (?:a |an |some )?(?:coffee|lunch|dinner|drink|drinks|meal) with (?:him|her)
    (?:beer|pint|pub|airport|drinking) test(?! (?:suite|harness|run|data|case|cases|rig
      |environment|server|plan|app))
    (?:stuck|trapped|stranded|marooned|locked) (?:in|at|on) (?:an? |the )(?:airport|lift
      |elevator|train|plane|long (?:flight|haul|journey)|delayed (?:flight|train)|desert island
      |bunker|lifeboat|boat|car) with
    hang(?:ing)? out with (?:him|her|them)|(?:down|to) the pub with (?:him|her|them)
    drinking buddy
    (?:sit|sitting) (?:next to|beside|opposite) (?:him|her|this (?:guy|one|person|chap|man
      |woman))
    (?:spend|spending|sit|sitting|share|sharing) (?:all day|eight hours|every day|forty hours
      |40 hours|the day|an office|a desk|a room) with (?:him|her|them|this (?:guy|one|person))
    (?:beer|pint|pub) (?:buddy|material|worthy|mate)|beer o'?clock
    (?:my|our|pure|purely|mere|bad|sheer|listen to (?:my|the|your)|trust (?:my|your|the)
      |based on|going (?:by|on|with)|go with (?:my|the)|call it|just|only|say it's|on|by|in my
      |in the|first) gut(?: (?:feel|feeling|feelings|instinct|instincts|reaction|call|says?|said
      |tells?|told|is|was|response|level|sense|no|yes|thing|impression|still|wasn't|isn't
      |screams?|screamed|kept|and|keeps?|decision|not|on this|on (?:him|her|them)|leans?
      |check))?(?! (?:estimate|number|figure|guess on|estimates|sizing|for (?:the|what|where)
      |check(?:ed|s)? (?:the|her|his|their)|renovat{word}|it|the|that|this service))
    gut (?:feel|feeling|instinct|reaction|says?|said|tells?|told|no|yes|level|decision
      |impression|thing|response)(?! (?:estimate|number|figure|estimates|sizing|for (?:the|what
      |where|data|scale)|was the|for))
    gut:|gutfeel
    (?:my|all|our|first|mere|own|pure|a|just|some|every|animal|basic) instincts? (?:is|are|was
      |were|says?|said|tells?|told|here|only|about (?:him|her|them|this)|on (?:him|her|them)
      |alone|more than|rather)
    instinct (?:says?|said|tells?|told|alone|only|rather|more)
    instinctive(?:ly)? (?:no|yes|dislik{ending}|lik{ending}|trust{ending}|drawn|distrust{ending}
      |i)
    sixth sense|spid(?:ey|er) sense
    (?:just|purely|only|call it|it's|no more than|more of|bit of) a (?:hunch|feeling|sense|vibe
      |feel|gut)(?! of| for| that (?:the|we|this (?:system|query)))
    (?:weird|strange|odd|funny|bad|good|uneasy|nagging|queasy|warm|nice|great|uncomfortable
      |wrong|off) (?:feeling|feelings)(?: (?:about|around|from|with|off|in my|throughout|but|and
      |,|that|when (?:he|she|they))|{end})
    (?:not|wasn't|isn't|n't|never|aren't) (?:really |quite |just )?feel(?:ing)? (?:it|him|her
      |them|the (?:love|spark|magic|connection|vibe))(?: (?:with|from|for|on|at)|{end})
    feel it in my|in my (?:bones|waters|water|heart)
    (?:can't|cannot|couldn't|could not|can not|unable to) (?:quite |really |exactly |seem to )?put (?:my
      |a) finger on
    (?:i can't|i couldn't|i cannot|hard to|difficult to|impossible to|tricky to|i struggle to
      |struggling to|find it hard to|hard for me to) (?:quite |really )?(?:put|express) (?:it |this |that )?in(?:to)? words
    (?<!(?:she|he|they|cand|candidate|who|she'd|he'd|they'd|and|but) )(?:i (?:can't|couldn't
      |could not|cannot|can not|don't|do not|wouldn't be able to)|hard to|no way to|difficult to
      |unable to) (?:really |quite |exactly |actually |fully |honestly )*(?:tell|say|explain
      |articulate|justify|name|pin ?down|describe|quantify|defend|point (?:at|to)
      |spell out)(?: (?:you|it|me|to you))? (?:exactly |quite |precisely |really )?(?:why(?: exactly)?{end}
      |what(?: it (?:is|was)| is| was| exactly)?{end}|what (?:bothers?|it is about)
      |it(?: rationally| properly| in words){end})(?! (?:the (?:queue|cache|index|service
      |schema)|a (?:queue|cache)|he (?:chose|picked|used|wanted|needed|would|did)|she (?:chose
      |picked|used|wanted|needed|would|did)|they (?:chose|picked|used|wanted|needed)
      |it (?:failed|works|broke|matters)))
    (?:can't|couldn't|could not|cannot) (?:really |quite |exactly |honestly )?tell you (?:exactly )?(?:why
      |what it (?:is|was)){end}
    no (?:rational|good|particular|real|objective|concrete|specific|clear
      |logical) reason(?:s)? i can
    for no reason i can|can't give (?:you )?a reason|reasons i (?:can't|couldn't)
    call me (?:irrational|superstitious|unfair|shallow|old fashioned)
    irrational(?:ly)? (?:but|dislike|no|i know)|je ne sais quoi|x factor
    (?:that|some|missing|no|the|lacks?|certain|a|any|lacked) (?:certain )?(?:spark|magic
      |special something|sparkle|something special|zing|pizz?azz|wow factor|it factor
      |twinkle)(?:{end}| in| with| between| about| there| for me)(?<!(?:apache|pyspark|in|with
      |on|of) spark)
    vibe[ds]?(?: (?:was|were|with|from|off|check|wise|is|isn't|wasn't|are|well|between|here|just
      |about|of (?:him|her|them)|that|i|on|in the room|and))?
    vibing|vib(?:e|y)
    (?:bad|weird|odd|strange|off|negative|wrong|creepy|funny) (?:energy|aura|karma|juju|mojo
      |chemistry|atmosphere)(?! (?:consumption|usage|meter|meters|data|market|company|client))
    (?:no|zero|good|great|instant|personal|lack of|lacked|little|any|bad|there was|the|much|some
      |such|team|human|our|of|interpersonal|poor) (?:{word} )?(?:chemistry|rapport
      |connection with (?:him|her|them|me|us|the panel))(?: (?:with|between|was|wasn't|isn't|in
      |at|for|there|on|to|from)|{end})
    chemistry
    (?:same|on (?:the same|our|my|a different|another)|different|not on (?:the|our
      |my)) wave ?length
    kindred spirit|soul ?mate|creepy|creeped (?:me|us)
    gave (?:me|us) the (?:creeps|ick|willies|heebie)|the ick|odd duck|odd ?ball|weirdo
    strange one|odd one|odd fish|queer fish|bit (?:of an? )?(?:weird|odd|strange|off){end}
    something (?:of the night|missing)(?= (?:about|in|with) (?:him|her|them)|{end})
    (?:something|sth|smth|somethings) (?:(?:just|still|was|is|felt|feels|seemed|seems|not|quite
      |a|bit|little|slightly|isn't|wasn't|really|that|about (?:him|her|them)|didn't|doesn't
      |kept) )*(?:off|bothers me|bothered me|bugs me|bugged me|bugging me|bothering me
      |nags at me|nagged at me|nagging at me|sit right|sits wrong|sit well|sat right|sat wrong
      |feel right|felt wrong|fishy|rubs me|rubbed me|grates?|grated|put me off|puts me off
      |made me (?:uneasy|hesitate)|makes me (?:uneasy|hesitate))(?: (?:about|with|in|for) (?:him
      |her|them|this (?:one|guy|candidate|person)|the (?:guy|candidate|man|woman|person|cand
      |chap))|{end})
    something (?:{word} )?(?:off|odd|weird|strange|wrong|missing|funny|not right) (?:about
      |with) (?:him|her|this (?:one|guy|candidate|person)|the (?:guy|candidate|man|woman|person
      |cand|chap))
    somehow (?:felt |feels |just )?(?:off|wrong){end}
    (?:not|isn't|isnt|never|hardly|n't|wasn't|nt|be|become|already|is|feels?(?: like)?
      |felt(?: like)?|very much|clearly|definitely|seems? like|instantly|just|really|obviously
      |totally|almost|like|she's|he's|they're|truly|properly|quite) (?:really |quite |just |exactly |yet |ever |like |truly |be |going to be |totally |quite |somebody who's )*(?:one of (?:us
      |ours|our own|the (?:gang|team|lads|family|boys|good (?:ones|guys|eggs))|our (?:kind|sort
      |people|tribe|lot|own))(?:{end}| in (?:the|any|that)| yet| here| at| already| from| the)
      |(?:our|my) (?:kind|sort|type|cup of tea|people|tribe|style|crowd|cuppa
      |brand)(?: of (?:person|people|guy|engineer|human|candidate|woman|man|crazy|weird|geek
      |nerd|chap|dev|developer|hire|folk))?)
    (?:our|my) (?:kind|sort|type) of (?:person|people|guy|human|crazy|weird|geek|nerd|chap|folk
      |humour|humor|woman|man|lad|candidate)
    cup of tea
    (?:right|wrong|odd|good|sort of|kind of) (?:sort|type|kind|stuff) of (?:person|chap|guy
      |people|character)
    (?:one of us){end}|us material|{word} material (?:through|culturally)|people like us
    person for us{end}|somebody for us|someone for us|for us(?= just| somehow| personality)
    (?:good|bad|rotten) (?:egg|apple|eggs)(?: ?,| and| but|{end})
    top (?:bloke|lad|guy|chap|man|notch human)|(?:salt of the earth)|good people{end}
    part of the (?:furniture|family|gang|tribe|crew) (?:already|from)
    like (?:he|she|they)(?:'d| had|'ve| has| have)? (?:always |already )?(?:been|worked) (?:here
      |with us)
    (?:won't|wouldn't|doesn't|don't|didn't|not|n't|never|would|will|'d|'ll|could|can't|cannot
      |couldn't|can|might|may|may not|might not|should|shouldn't|see|seeing|imagine|picture|sure
      |he|she|they|if|how|where|whether|struggle to|bring her|bring him|really|not sure|he'd
      |she'd|they'd|he'll|she'll|they'll|to|just) (?:him |her |them |he'd |she'd |they'd |he'll |she'll |they'll |he |she |they |really |quite |ever |just |easily |instantly |actually |exactly |naturally |perfectly |properly |totally |really |sort of |kind of |be |not )*(?:fit
      |fits|fitting|blend|blending|slot|slotting|gel|gels|gelling|jell|mesh|meshing)(?:s|ed|ting
      |ling)? (?:right |straight |nicely |well |in well |easily |perfectly |really |so well |at all |that well |in easily |in nicely )*(?:in(?:{end}| here| with (?:us
      |the (?:team|group|gang|lads|others|crowd|rest|guys|squad|people|folks|girls|boys|crew
      |panel|bunch|family)|our (?:team|group|gang|lads|people|guys|crowd|squad|culture|lot
      |bunch))| w/| on (?:the|our|my)| to (?:the|our) (?:team|group|gang|culture|family|crew
      |squad|lot)| round| around| socially| culturally)|with (?:us|the (?:team|group|gang|lads
      |others|crowd|rest|guys|squad|people|folks|girls|boys|crew|panel|bunch|family|ops (?:team
      |lads|crew))|our (?:team|group|gang|lads|people|guys|crowd|squad|lot|bunch|culture))
      |into (?:the|our) (?:team|group|gang|family|culture|crew|squad|lot)|the (?:team|group|gang
      |mould|mold|profile (?:socially|personally)|bill socially)|our (?:team|group|gang|mould
      |mold|lot|culture|style|ways|vibe)|socially|culturally|personally|among us|on (?:the|our
      |my) team)
    {whois} (?:{word} ){0,3}?(?:the |a |an )?(?:right|good|great|bad|poor|perfect|natural|odd
      |strange|wrong|quite the|real|obvious|lovely|brilliant|awkward|ideal
      |nice)? ?fit (?:for (?:us|the (?:team|group|gang|company|crew|squad|culture|office|family)
      |our (?:team|group|culture|little|company|crew|office|lot))|here|with (?:us|the (?:team
      |group|gang|others|crowd|rest|guys|squad|lads))|on (?:the|our|my) team|personality wise
      |in the team|socially|as a person)
    (?:good|great|bad|poor|perfect|natural|odd|strange|right|wrong|not a|no|better|lovely
      |brilliant|real|awkward|ideal|nice|any|personality|obvious) fit (?:for (?:us|the (?:team
      |group|gang|company|crew|squad|culture|office|family)|our (?:team|group|culture|little
      |company|crew|office|lot))|here (?:as a|socially|personally|culturally)|with (?:us
      |the (?:team|group|gang|others|crowd|rest|guys|squad|lads)|our (?:team|culture|gang|lot))
      |on (?:the|our|my) team|personality wise|in the team|socially|as a person)
    (?:team|the team|squad|gang|office|panel|people|everybody|everyone) (?:would|will|won't
      |wouldn't|might|might not|may|may not) (?:{word} )?(?:love|like|hate|take to|warm to|adore
      |struggle with) (?:him|her|them){end}
    (?:we|i|me)(?: (?:{word} )?(?:and|&) (?:him|her|me|i|the cand{ending}|he|she))?(?: just| never| really| didn't| did not| don't| instantly| all| immediately| clearly| do| sort of| kind of| also| totally| absolutely| simply| somehow| personally| quite| honestly| truly| can't say (?:we
      |i)| all of us)* (?:click|clicked|gel|gelled|vibe|vibed|hit it off|jell|jelled|bonded
      |got on (?:famously|great|brilliantly|like))(?:{end}| with (?:him|her|them|me|us
      |the (?:cand{ending}|guy|chap|person|panel|team|rest))| to (?:him|her|them|this (?:one
      |candidate|guy|person)|the (?:cand{ending}|guy|man|woman|chap|person))| (?:him|her|them)| from the| at all| straight| immediately| instantly| right| on a| much| as (?:people
      |persons)| personally| like a house)
    (?:just |really |never |instantly |didn't |not |totally )(?:quite |really |just )?click(?:ed)?(?: with
      |{end}| between)
    (?:not|n't|never|couldn't|failed to|struggled to|hard to|difficult to|did not|no) (?:really |quite |much |ever )?warm(?:ed
      |ing)? to (?:him|her|them|this (?:one|candidate|guy|person)|the (?:guy|man|woman|chap
      |person|candidate))
    rub(?:bed|s|bing)? (?:me|us|people|the panel|everyone|the team
      |several people) (?:up )?(?:the )?wrong
    (?:wrong|rub(?:s|bed)?) (?:way up|me the wrong)
    (?:i didn't|i did not|i don't|i do not|didn't|don't|can't say i|i never|not sure i|just
      |i really|really do|instantly|immediately|personally|somehow) (?:really |much |quite |particularly |just |personally |instantly |immediately |simply |rather |exactly )*(?:like
      |liked|dislike|disliked|take to|took to|fancied|loved) (?:him|her|the (?:guy|man|woman
      |chap|person|candidate|cand|bloke|lad|girl))(?: (?:as (?:a person|people|a human|much
      |a bloke)|much|a lot|at all|personally|very much|for (?:some|no|whatever|reasons)
      |from (?:the|minute|second|hello)|instantly|immediately|the (?:moment|minute|second)
      |straight away|somehow|for it|more than|enough|tbh|to bits)|{end})
    (?:likeab|likab)(?:le enough to|ility (?:wins|counts|alone))|put me off|puts me off
    (?:reminds?|reminded) (?:me|us) of (?:me|myself|us|ourselves|a younger me|a young me
      |my(?:self)? (?:younger|at))
    younger me|(?:my|our) (?:younger|former) self
    (?:just like|so like) (?:me|us)(?: at| when)(?<!(?:looks?|feels?|felt|looked|sounds?|it|seem
      |seems|people|would|teams?|companies|company|shops?|systems?) (?:just )?like (?:me|us))
    mini me|i see myself in
    (?:he|she|they) just (?:feels?|felt|seem(?:s|ed)?) (?:right|wrong|off|like (?:a yes|a no|one
      |us|home)|it{end}|he's (?:right|wrong|the one|a yes|a no)|she's (?:right|wrong|the one
      |a yes|a no)|from the)
    (?:feels?|felt) (?:like home|like family|like an? (?:outsider|alien|stranger
      |natural))(?:{end}| to me| somehow| for us| from)
    know it when|(?:an|such an|total|bit of an|feels like an|forever an) outsider
    looks? the part
    doesn't look (?:like )?(?:a |an |the )?(?:part|engineer|staff|leader|architect|senior)
    not (?:a |really )?(?:staff|leadership|senior|principal|our|management|company|us) material
    (?:wouldn't|would not|don't|not|never|'d hate to|i'd hate to|no one would|nobody would
      |wouldn't want to|can't imagine) (?:really |ever )?(?:want|wanting|like|have
      |having) (?:him|her|them|to (?:be|spend|travel|share|sit|work)) (?:around|near|on my team
      |next to|in (?:my|our|the) (?:office|team|room|squad)|stuck|an hour|a day|time|with (?:him
      |her|them)|a desk|beside)
    (?:fun|joy|nice|pleasure|great|lovely) to (?:have around|be around|sit next to|hang)
    (?:friends?|mates?|friendship|pals|besties) (?:with (?:him|her|them)|outside (?:of )?work
      |material|already|in another life)
    (?:could|would|'d|can|imagine|see us|we'd|i'd|we could) (?:totally |easily |definitely |really |happily |be(?:ing
      |come)? )*(?:friends|mates|pals)
    something about (?:him|her|them|this (?:guy|one|candidate|person|man|woman|chap)|the (?:guy
      |candidate|man|woman|person|cand|chap|way (?:he|she|they) (?:talks|talked|looks|looked
      |sits|sat|smiles|smiled|speaks|spoke)))
    (?:came|come|went|walked) away (?:{word} )?(?:cold|uneasy|unconvinced and|feeling (?:flat
      |odd|uneasy|cold|meh))
    (?:left|leaves) (?:me|us) (?:{word} )?(?:cold|uneasy|flat|feeling (?:flat|odd|uneasy|cold
      |meh))
    "(?:one of )?us"|"fit"
    (?:he|she|they) (?:feels?|felt) (?:right|wrong|off) (?:for|about|in) (?:us|him|her|them
      |the team|our)
    (?:doesn't|didn't|don't|did not|does not) feel (?:right|like (?:one|us|a fit|somebody
      |someone))
    (?:meh|lukewarm|iffy|unsure|torn|not sold) on (?:him|her|them|the person) (?:as a|personally
      |but)
    personality (?:isn't|is not|wasn't|didn't|doesn't|grates|grated)|no personality
    lacks? personality|(?:big|great|winning|fun|lovely|wonderful) personality|rubs? people
    (?:i|we) (?:just|simply) (?:don't|didn't|do not|did not) (?:see|feel|get|buy|want) (?:it|him
      |her|them){end}
    don't see (?:him|her|them) (?:here|with us|in our|among|on our)
    can't see (?:him|her|them) (?:here|with us|among|hanging|at our|in our (?:office|kitchen
      |team|standups?)|on our|at the)
    wouldn't (?:last|survive) (?:a (?:week|day|month)|five minutes) (?:here|with us|in this)
    (?:my|our|the team's) kind of (?:humou?r|weird|crazy|nerd|geek|fun)
    humou?r (?:fits?|matches|doesn't|didn't)|(?:banter|jokes?) (?:was|were|fell)
    friday (?:beers?|drinks|pints?)|after work (?:beers?|drinks|pints?)|table football|foosball
    (?:would|'d|be) (?:be )?fun at (?:the )?(?:parties|christmas|office|offsite|socials?
      |the pub)
    life and soul|good craic|craic
    (?:nice|good|lovely|great) (?:guy|bloke|chap|lad|lass|girl|person|fella
      |human being),? (?:so )?(?:hire|yes|strong yes|take|i'd take|let's|we should)
    likes? the same (?:bands?|music|football|games|team|books|films)
    supports? (?:the same|arsenal|chelsea|liverpool|spurs|united|city|bayern|the wrong)
    same (?:school|university|college|uni) as me
    fellow (?:cyclist|runner|climber|gamer|nerd|geek|arsenal|liverpool|chelsea|spurs|dog)
    went to my (?:school|uni|university|college)
    (?:he|she|him|her)(?:'d|'ll)? (?:(?:{word}n't|would|will|never|really|ever|just|not|quite
      |could|might|may) ){0,3}(?:fit|fits|fitting|belong|belongs|slot|blend|gel|mesh)(?:s
      |ting)? (?:right |well |nicely )*(?:in|here|us|at all|with us|our style)
    (?:not|isn't|wasn't|n't|hardly|never|no) (?:really |quite |exactly )?(?!(?:staff|senior|lead
      |principal|management|leadership|promotion|architect|hire|manager|director|executive
      |source|reference|training|reading|course|test|raw|senior staff|cto|tech lead
      |team lead) ){word} material{end}
    (?:he|she|they)(?:'d|'ll| would| will)? (?:{word} )?(?:stick|sticks|stuck) out|sore thumb on
    (?:like|as if|as though) (?:we|i)(?:'d|'ve| had| have) (?:known|worked with) (?:each other
      |him|her|them)
    known each other (?:for years|forever|all our lives)
    (?:super|so|very|really|just) lik(?:e)?able{end}
    (?:guy|person|people|woman|chap|dude|lady|someone|somebody|bloke|lad|fun|great
      |cool) to (?:hang(?: out)?|drink|party|have a (?:beer|pint|drink)|grab (?:a beer
      |beers)) with
    (?:exactly|totally|just|really|very much|so|definitely|clearly|100%) (?:our|my) (?:type|kind
      |sort|people|vibe|tribe)
    our type{end}|grab(?:bing)? (?:a )?(?:beers?|pints?) with
    cool (?:guy|dude|girl|chick|kid|person),? (?:hire|so|would|i'd|let's|yes|fits)
    (?:hire|yes|pass|no) (?:on|based on|purely on) (?:vibes?|feel|feeling|gut|instinct|chemistry
      |personality)
    (?:just |simply )?(?:doesn't|didn't|don't) do it for me
    not feeling (?:him|her|them|this one|it)|no click{end}
    (?:the|our|my) (?:whole )?(?:team|panel) (?:just )?(?:loved|hated|adored
      |didn't take to) (?:him|her)
    (?:one of|part of) the (?:tribe|gang|crew|family) already|no soul|all head no heart
    heart says|head says {word},? heart|my heart|soft spot for
    (?:can't|couldn't) (?:really )?substantiate|not quite us{end}
    (?:isn't|not|wasn't) (?:quite |really |very )?{word} ?y enough for us
    {word} enough for us{end}|rings? (?:my )?alarm bells?,? (?:no|can't|don't)
    red flag,? (?:no|can't|don't|but no)|trust my (?:gut|nose|instincts?)|my nose (?:says|tells)
    spark between|one of our own{end}|good company{end}|good company (?:on|at|over|in|for|to)
    not (?:quite |really )?our (?:sort|kind|type)
    gut (?:isn't|won't|wasn't|is not|keeps|kept) {word}
    uneasy (?:feeling|about (?:him|her|them))|cultural match
    (?:great|good|perfect|bad|poor|right|wrong) (?:personality|attitude) (?:fit|match)
    (?:just|somehow) (?:isn't|is not|not|wasn't) (?:for us|right for us|us){end}
    not for us{end}(?<=(?:he's|she's|they're|he is|she is|just|simply) (?:just |simply )?not for us)
    (?:he|she)(?:'s| is| was) (?:just )?not for us
    (?:would|i'd|could|'d) (?:{word} )?(?:go for|have|grab|sink|share) a (?:beer|pint|drink){end}
    about (?:the|his|her|their|team|culture) fit{end}|(?:i|i've) (?:just |simply )?(?:have|got|had) a feeling{end}|felt a (?:real |genuine |personal )?connection{end}
  `,
  ofPeople: `
    (?:not |isn't |wasn't |never )(?:quite |really )?(?:a|the right|the) (?:good |right |great )?fit{end}
    (?:good|great|bad|poor|wrong|perfect) fit{end}|off somehow|rapport|fit wise|vibes?
    fits? in{end}|energy (?:was|is) (?:off|weird|wrong|odd|low)|outsider
  `,
  ofTheJob: `
    vibes? based
    gut (?:reaction|instinct|feel(?:ing)?|call) (?:from|of) (?:him|her|them|the cand{ending})
    (?:mean|mum|girl|frat|bro|posh|student) (?:girl )?vibes?
    (?:autistic|grandpa|boomer|old|young|gay|religious|camp|hippie|lefty|tory|dad|mum|teacher
      |boyish) vibes?
    vibe cod(?:e|ed|er|ing)|vibecod{word}
    (?:his|her|their|candidate's|customers?|the team's|(?:he|she|they) (?:trusted|trusts
      |follows?|followed|had an?|has an?|used)) (?:own )?(?:gut|instincts?)(?: (?:feel(?:ing)?s?
      |instincts?|says?|said|was|is|told|reaction|call))?
    (?:over|instead of|than|rather than|not|no longer|against|beyond|from) (?:a |on |by |the |his |her |their |just )*(?:gut
      |instinct|hunch(?:es)?|vibes|gut feel(?:ing)?s?)
    gut(?:ted|ting|s|sy)
    gut (?:renovat{word}|check(?:ed|s|ing)? (?:the|her|his|their|that|it|against|with|by|and))
    (?:a|the|first|gave a|quick) gut (?:feel )?(?:estimate|number|figure|guess)
    gut feel(?:ing)? (?:estimate|number|figure|for (?:the|what|where|data|scale)|was the)
    (?:fit|fits|fitted|fitting|fit's) (?:in|into|on|onto|inside|within) (?:(?:a|the|one|memory
      |ram|cache|l1|l2|two|his|her|their|an|our|its|less|under|my|40|25|30|[0-9]+|place|nicely
      |there|budget|half|that|this|with (?:the|our|his|her|their|an?|what|its
      |existing)? ?(?:roadmap|existing|architecture|rest of the (?:system|design|architecture
      |code|stack)|stack|system|design|plan|platform|rfc|schema|api|current|wider|larger|bigger
      |strategy|deadline|budget)))
    fit for purpose
    (?:it|this|that|which|data|dataset|index|everything|all|table|service|rows?|kafka|postgres
      |redis|queue|pattern|tool|library|framework|grpc|rest|graphql|dynamo(?:db)?|cassandra
      |design|solution|approach|model|schema|store|cache|saga|cqrs|they all|these|those|parts
      |pieces|feature|change|module|component|sql|nosql|mongo|elasticsearch|clickhouse|lambda
      |kubernetes|rust|go|java|typescript|elixir|websockets|polling|batch|cron|crdts?|vendor
      |product)(?:'s|'d|'ll| is| was| are| isn't| wasn't| isnt| would be| were| might be| may be| doesn't| don't| won't| didn't| never| really| would| will| wouldn't| looks?| seems?| not| n't)* (?:a |an |the |not |such |quite |really |any )*(?:good |great |poor |bad |perfect |natural |right |better |odd |fine |obvious |awkward )?fits?
    fit (?:between|of the (?:model|curve|tool|store|index|queue)|the (?:data|problem|constraint
      |use|case|requirement|access|budget|workload|prompt|bill|need|load|context)|our (?:data
      |scale|constraint|use|case|load|stack|problem|needs|traffic|workload))
    best fit|first fit|over ?fit{ending}|outfit|retro ?fit{ending}|benefit{ending}
    curve fit{ending}|product market fit|market fit
    (?:it|that|things?|penny|this|everything|answer|idea|constraint|problem|users?|customers?
      |the user|she then|he then|somebody|someone|people) (?:just |finally |then |suddenly |all |never |really |only |had |eventually |should |would |must |can |has )*click(?:s
      |ed)?
    click(?:ed|s)? (?:on|the|through|buttons?|into|a|rates?|events?|stream|house|analytics
      |around|together (?:for|once|when))
    (?:apache|pyspark|in|with|on|of|a|the|via|using|to|for|uses?|used|from|kafka and
      |flink or) spark
    spark (?:jobs?|streaming|cluster|sql|on|and flink|or|batch|executors?)
    (?:coffee|lunch|beer|wine|drink|drinks|dinner|restaurant|pub|curry) (?:orders?|ordering|app
      |shop|machine|service|booking|kiosk|delivery|break|chain|menu|list|room|subscription)
    (?:restaurant|network|browser|database|tcp|http|smoke|load|pull|data|db|vpn|wifi|phone
      |internet|bad|lost the) connections?
    connect(?:ed|s|ion)? (?:with (?:the (?:problem|design|question|constraint|prompt|kiosk
      |database|broker)|our)|to (?:the|a|our|it|kafka|postgres)|it|them|the|back|those|this|his
      |her|their)
    warm(?:ed|s|ing)? (?:up|to (?:the|it|his|her|their) (?:task|theme|topic|subject|cache
      |problem|prompt|exercise|second))
    warmed to (?:it|the (?:task|topic|theme|problem|idea))
    (?:one of us) (?:asked|said|misread|was|had|led|should|could|will|would|has|needs|took
      |dropped|on the|misheard|interviewers)
    something (?:is|was|were|goes|went|had gone|has gone|that|could be|might be|would be|will
      |'s)? ?(?:off|wrong|missing|odd|strange) (?:in|with the|with its|on|by|at|upstream|between
      |there|during|the|after|when|behind|inside|under)(?! (?:him|her|them))
    (?:notice[sd]?|noticing|spot(?:s|ted)?|spotting|know(?:s)?|knew|saw|see(?:s)?|sense(?:d|s)?
      |smelled|smelt|suspect(?:ed|s)?|realised|realized|when|if|told me|says|said|felt|once|that
      |before|until|whether|finds?|found|signal(?:s|led)?|show(?:s|ed)?|flag(?:s|ged)?|hear
      |alert(?:s|ed)?) (?:that )?(?:something|things?) (?:was|is|were|felt|looked|seemed|'s
      |had gone|has gone|goes|went|smelled)(?: not)? (?:off|wrong|odd|strange|weird|missing
      |fishy|right)
    (?:low|dark|green|smart|solar|renewable|wind) energy
    energy (?:company|client|grid|meters?|market|usage|consumption|data|provider|supplier|bills?
      |readings?|trading)
    chemistry (?:app|lab|degree|dataset|domain|between services|background|phd|teacher)
    rapport with (?:the (?:team|ops|stakeholders|business|junior|customer|other)|stakeholders
      |ops|sales|legal)
    (?:built|builds|building|establish{ending}) (?:{word} )?rapport
    gut (?:says|said) (?!no|yes|not|pass|hire|maybe|otherwise|there|he|she|they|it's|this|strong|i){word}
  `,
};
