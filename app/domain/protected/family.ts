import type { Frames } from "#app/domain/protected/frame.ts";

export const family: Frames = {
  plain: `
    (?:{poss}|{number}|young|small|little|toddler|no|has|have|had|having|got|wants?|want|with
      |and|about|school age|older|teenage|adult|for|the|for) (?:own |{number} |young |small |little |other |school age |teenage |adult |sick )*kids(?! (?:app
      |apps|gloves|these|product|mode|club|section|account|accounts|profile|profiles|tv|games?
      |content|channel|catalogue|clothes|shop|brand|website|site|books?|department|who use))
    {poss} (?:own |{number} |young |small |little |sick |teenage |eldest |youngest |oldest |newborn |baby |unborn |first |new |older |younger )*(?:kid
      |kids|children|child|toddlers?|bab(?:y|ies)|newborn|twins|triplets|son|sons|daughter
      |daughters|grand ?(?:kids|children|child|sons?|daughters?|ma|pa|mother|father|parents)
      |nephews?|nieces?|little (?:one|ones|girl|boy)|eldest|teenagers?)(?! (?:process|processes
      |node|nodes|steps|span|spans|class|classes|component|components|table|tables|rows?
      |records?|topic|topics|threads?|workflows?|pipelines?|resource|resources|elements?
      |tickets?|issues?|projects?|project|domain|account|accounts))
    (?:mum|mom|mother|dad|father|parent|parents|mummy|daddy|mam) (?:of|to) (?:{number}
      |a (?:toddler|newborn|baby|teen{ending}|young|small|little|new|boy|girl|son|daughter
      |{word} year old)|one|an? infant|twins|triplets|young|small|little|[1-9]|teenagers?|girls
      |boys|kids)
    (?:new|young|single|working|busy|proud|first time|expectant|lone|solo|divorced|devoted
      |stay at home|full time|tired|recent) (?:mum|mom|mother|dad|father|parents?|mummy|daddy
      |mam)s?
    (?:as|being|become|became|becoming|is|'s|be|also|was|like) (?:a|an) (?:{word} )?(?:mum|mom
      |mother|dad|father|mam)(?! (?:board|ship|of all))
    (?:he|she|they|who)(?:'s|'re| is| are| was| were) (?:a )?parents?{end}
    (?:has|have|had|having|got|with|raising|looking after|and|expecting|mentioned
      |carrying) (?:{number} |small |young |newborn |baby |year old |their |his |her )*(?:twins
      |triplets|toddlers?|newborns?|infants?|babies)
    (?:has|have|had|having|got|with|raising|holding|nursing|feeding) (?:a|an|another|one|the|his
      |her|their|our) (?:{word} )?(?:baby|babies|toddler|newborn|infant|small child|young child
      |little one|daughter|son|kid|wee one|bairn)(?! (?:process|step|steps|elephant))
    toddlers?|newborns?
    (?:new |a )?baby (?:on the way|at home|shower|due|brain|bump|keeping|kept|crying|monitor
      |plans?|arriv{word}|in the (?:house|background)|boy|girl|leave|was|just)
    new baby|a baby (?:in|due|and|soon|next)
    (?:he|she|they|who|wife|girlfriend|partner|cand|candidate|i|we|and)(?:'s|'re|'m| is| are| am| was| were)?(?: also| now| visibly| clearly| obviously| already)* expecting(?:{end}| in {month}| soon| next| again| {their}| too| a (?:baby
      |child|boy|girl|son|daughter|second|third|first)| twins)
    expecting (?:a (?:baby|child|boy|girl)|twins|(?:her|his|their|my|our|the) (?:first|second
      |third|fourth|next|baby|child|kid)|number (?:two|three|four)|no ?[0-9]|another (?:baby
      |child))
    (?:she|wife|partner|girlfriend|they)(?:'s|'re| is| are| was| were)?(?: both)? due (?:in|any
      |at|around|next) (?:{month}|day|moment|week|month|the)
    (?:heavily |visibly |very |clearly |obviously |currently |{number} months? |[0-9] months? |maybe |possibly |get |got |gets |getting |be |is |was |'s |'m |i'm |probably |could be |wife |been |while |being |looks |looked |already )(?:be |a bit )?(?:pregnant
      |preggers)(?! pause| silence)
    months gone|weeks gone|(?:her|wife's|my|baby) (?:bump|pregnancy|due date)|trimester
    morning sickness|antenatal|breast ?feed(?:ing|s)?|breast ?fed|express(?:ing)? milk|ivf
    fertility treatment|miscarriage|biological clock|broody|child ?bearing age|of child ?bearing
    child ?less|child ?free|kid ?free|empty nest(?:er|ers)?
    (?:mat|pat|maternity|paternity) (?:leave|cover|break|pay)(?! (?:feature|module|product|flow
      |calculator|rules|policy engine|request|requests|calculation|type|types|form|app|service
      |screen|workflow))
    (?:on|from|after|take|takes|took|taking|for|her|his|their|my|extended|long|during|of
      |back from) (?:{word} )?(?:maternity|paternity|parental|family|adoption
      |baby)(?: leave)?(?= leave| cover|{end})(?! leave (?:feature|module|product|flow
      |calculator|rules|request|app))
    (?:planning|plan|plans|wants?|wanting|hoping|hopes|trying|ready|likely|going|looking|about
      |intend|intends|soon|will|might|may|she'll|they'll|he'll) (?:to |on )?(?:soon )?(?:start(?:ing)?
      |have|having|begin|try(?:ing)? for) (?:{word} )?(?:a family|kids|children|a baby|babies
      |a child|more kids|another)(?! (?:look|go|table|round))
    start(?:ing|ed|s)? (?:a|his|her|their|our|the) family
    trying for (?:a baby|kids|another|a family|children)|child ?minder|nanny|au pair|cr[eè]che
    day ?care|kindergarten|school run|school pick ?ups?
    nursery (?:run|pick ?up|drop ?off|fees|place|closes|called|rang)
    (?:from|at|to) (?:the )?nursery|half term|school holidays
    bed ?time (?:stories|routine|story)|night feeds?|babysitter|kids' bedtime|packed lunch|nappy
    nappies
    (?:collect|collects|collected|pick|picks|picked|drop|drops|dropped|fetch|fetches|fetched|get
      |getting|collecting|fetching|dropping|picking) (?:up |off )?(?:a |the |his |her |their |my |our )?(?:{word} )?(?:kids?
      |child|children|son|daughter|little one|toddler|twins|baby)(?: (?:up|off|from))?
    (?:asked|ask|talked|chatted|worry|worried|concern|arrange|arranging|sort|sorting|cost of
      |sorted|juggling|issues with|about|without|no|her|his|their|my
      |has) (?:{word} )?(?:child ?care|caring responsibilities|care responsibilities)
    (?:caring|cares|care|carer|looks|looking|looked) (?:for|after|of) (?:an? |his |her |their |my )?(?:elderly |sick |ill |disabled |dying |ailing |old |ageing |aging |frail )?(?:mother
      |father|mum|mom|dad|parents?|relative|wife|husband|grand{word}|in laws|son|daughter|sister
      |brother|kids?|children|family member)
    (?:his|my|the|your|a|with|and|whose|ex|trophy|new|wonderful|lovely|kwame's|{word}'s) (?:ex |lovely |new |own |late |future |first |second )?wife
    wife and (?:kids|children|family|two|three|baby)
    wife (?:is|was|works?|got|just|who|has|wants|works|had|won't|would|lives|in|from|teaches
      |also)
    wifey|missus
    (?:her|my|the|your|with|and|whose|ex|a|{word}'s) (?:ex |lovely |new |own |late |future |first |second )?(?:husband
      |hubby)
    husband (?:is|was|works?|got|just|who|has|wants|had|won't|lives|also|earns)|hubby
    (?:her|my|the|a|{word}'s) (?:new |ex )?boyfriend
    (?:his|my|the|a|{word}'s) (?:new |ex )?girlfriend
    (?:his|her|their|my) (?:fianc[eé]e?|spouse|in laws|other half|better half|betrothed
      |significant other)
    spouse|fianc[eé]e?|trailing spouse
    (?:his|her|their|my) (?:life |long term )?partner(?: (?:is|was|works?|got|has|had|lives|just
      |who|and (?:kids?|the|two|he|she|they)|wants|moved|moving|moves|'s|walked|came|called|also
      |in|expects|gave|had|teaches|lost|found|at home))
    (?:with|follow(?:s|ing|ed)?|join(?:s|ing|ed)?|for|lives with|living with|moved in with
      |left) (?:his|her|their|a) (?:{word} )?(?:partner|girlfriend|boyfriend){end}
    {whois} (?:happily |newly |recently |freshly |already |un)?(?:married|unmarried|divorced
      |widowed|separated|engaged|single|a bachelor|a widow|a widower){end}
    (?:got|getting|gets|get|recently|newly|happily|just|freshly|been|never|not|still|are|both
      |already|long) (?:re)?married(?! (?:up|the|to (?:the|that|this|an?|our|one|kafka|postgres
      |java|his (?:idea|plan|design|first|own|solution|approach)|her (?:idea|plan|design|first
      |own|solution|approach)|their (?:idea|plan|design|first)|microservices|event)|them|these
      |those|it))
    (?:getting|got|gets|recently|newly|going through|messy|nasty|middle of|just|his|her|their|my
      |after|since|mid|through|a bitter|bitter|acrimonious) (?:a |his |her |their |the )?(?:{word} )?divorced?(?! (?:from
      |between|of|the))
    divorc[eé]e|(?:split|broke) up with (?:his|her|their)|custody (?:battle|of|case|of the)
    shares custody|alimony|widow(?:er|ed)?|orphaned at
    lost (?:his|her|their) (?:wife|husband|mother|father|mum|dad|mom|parents?)|newly ?weds?
    honeymoon(?! (?:period|phase|is over|ended|over))
    wedding (?:ring|band|planning for|next|in|day|anniversary|soon|to)
    (?:his|her|their|my|own|upcoming) (?:own )?wedding|no (?:wedding )?ring(?: on)?{end}
    ring on (?:his|her|their)|marital status|marital
    (?:his|her|their|second|third|first|my) marriage|bachelor(?! of|'s| degree|s degree)
    spinster|settl(?:e|ed|es|ing) down(?: with)?|marriage (?:material|plans)|tie the knot
    tied the knot
    single (?:mums?|moms?|mothers?|dads?|fathers?|parents?|man|woman|guy|girl|lady|and (?:free
      |no|flexible|childless|ready|available|young|can)|no kids|with (?:no|two|a|three)
      |, )(?:kids|children|no)?
    family (?:man|guy|life|commitments?|reasons|obligations?|duties|matters|emergency
      |responsibilit(?:y|ies)|person|circumstances|first type|type|issues?|problems?|stuff|woman
      |at home|abroad|back home|in (?:the )?background|situation|ties|oriented|comes first
      |pressures?|planning for)
    (?:his|her|their|my|your|young|large|big|small|whole|own|relocating|entire|and|with|with a
      |has a|have a|having a|support a|supporting a|feed a|raising a|with the|for the
      |whose) (?:own |young |whole |big |large |new |growing |entire |extended )*family(?! (?:of (?:{word} )?(?:services
      |products|microservices|apis|tools|functions|tables|events|protocols|databases|algorithms)
      |tree|plan|plans|account|accounts|sharing|app|name|column|columns))
    (?:his|her|their|my|elderly|sick|dying|late|old|ageing|aging) (?:elderly |sick |own |ill |dying |late |old |ageing |aging |big |little |older |younger |twin )*(?:mum
      |mom|mother|dad|father|parents|brother|sister|uncle|aunt|cousins?|step{word}|mother in law
      |father in law|siblings?)(?! (?:teams?|process|processes|node|nodes|class|classes|company
      |org|companies|span|component|components|table|service|services|project|tongue|board|ship
      |product|products|jokes?|site|repo|squad|record|records|app|apps|shard|replica))
    (?:mum|mom|dad|mother|father) (?:and|to) (?:a |of |two|three|be){end}?|mum to be|dad to be
    mother to be|fatherhood|motherhood|parenthood|mommy|mummy track|mommy track|grandkids
    grand ?children|grandchild|grandson|granddaughter
    (?:a|is a|'s a|proud|young|new) grand(?:father|mother|dad|ma|pa|ad)|play ?dates?|soccer mom
    hockey mom|school gate|parents' evening|school age children|sole (?:earner|breadwinner)
    breadwinner|bread winner|primary carer|primary caregiver|stay at home
    house ?(?:wife|husband)|home ?maker
    foster(?:ing)? (?:kids?|child|children|a|parents?|carer|two|three)
    adopt(?:ing|ed)(?: (?:a|an|his|her|their|two|three|another))? (?:kids?|child|children|son
      |daughter|baby|boy|girl|siblings|from)
    stepson|stepdaughter|step ?kids|step ?dad|step ?mum
    no (?:kids|children|dependants|family|little ones)(?: of (?:his|her|their) own)?(?:{end}| at home| yet| to)
    little ones (?:at|and|around|in|to)|with little ones|dad ?bod|dad mode|dad guilt|mum guilt
    mum brain|mum mode|mom brain
    (?:rais(?:e|es|ed|ing)|bring(?:s|ing)? up|brought up) (?:{word} ){0,2}?(?:boys|girls|kids
      |children|family|sons?|daughters?|child|twins|toddlers?|two|three|four)
    ^(?:happily |newly |recently |just )?(?:married|unmarried|divorced|separated|widowed
      |engaged)(?:,|[.]| with| and)
    unmarried|school places|catchment
    custody (?:thing|battle|stuff|case|dispute|arrangement|weekends|days|of the)|joint custody
    every other weekend|fosters?{end}|(?:he|she|they) fosters?|empty nest|household of
    with a baby|a bun in|up the duff|with child|expectant|gave birth|giving birth|just had a
    c section|nursing (?:a|her|mother|mum)|teething|colic|sleepless nights (?:with|from)
    up all night with (?:the|a|his|her|their|my)|new arrival at home
    little (?:boy|girl|lad|man) (?:at home|is|was|came|started|has)
    (?:my|his|her|their) (?:eldest|youngest|middle one|lot|brood|tribe of)
    bring(?:ing)? the (?:kids|family|baby)|single household
    live in (?:boyfriend|girlfriend|partner)
    moved (?:here |over )?(?:for|because of) (?:a |the |his |her |their )?(?:girl|boy|wife
      |husband|love|girlfriend|boyfriend|partner|spouse|relationship)
    relationship (?:status|break ?up|breakdown)|love life
    dating (?:someone|somebody|one of|a|our)|break ?up with
    [1-9] months (?:pregnant|along|gone|old at home)
    (?:starting|thinking about|thinking of) (?:kids|a family)|family (?:and|with) kids
    in law problems
    (?:kid|kids|children|child|son|daughter|baby|toddler|twins|little one|boy|girl)(?:'s|s'
      |s)? (?:school (?:play|concert|run|place|fees|holidays|fete|assembly)|birthday
      |football match|nativity|parents'? evening|sports day|bedtime|sick|ill|unwell|kept|was up
      |woke|walked in|came in|burst in|screaming|crying|interrupted|at home|off school
      |off nursery|in the background|on (?:his|her|their) lap|teething)
    (?:first|second|third|fourth|fifth|another) (?:child|kid|baby|one) (?:due|on the way|coming
      |arriving|in {month})
    (?:has|have|got|gets|with) the (?:kids|boys|girls) (?:on|at|for|every|weekdays|weekends
      |half)
    (?:a |is |being a |as a )parent (?:himself|herself|themselves|too|like me|as well|of)
    kids? under (?:two|three|four|five|six|ten|[0-9])
    (?:his|her|their|my) (?:ex|ex partner|ex wife|ex husband){end}
  `,
  ofPeople: `
    kids
    (?:{number}|young|small|had|has|have|with|without|about|wants?|having|raising) (?:young |small |little |grown up |grown )?(?:children
      |child|sons|daughters|boys|girls)
    pregnan(?:t|cy)|preggers|maternity|paternity|parental leave|family leave|child ?care|nursery
    baby|babies|twins|triplets|infants?|caregiver|carer
    (?:wife|husband|boyfriend|girlfriend|spouse)s?|marriage|divorce|wedding|fianc[eé]e?
    (?:a|the|good|as a|like a|working|nice) (?:mum|mom|mother|dad|father)|mums|dads|moms|parents
    bachelor|custody|married{end}|divorced|grandparents?|grandmother|grandfather|in laws|family
    partner (?:is|works|got|has|lives) |(?:his|her|their) partner{end}|ring finger|dependants
  `,
  ofTheJob: `
    (?:vicar|pastor|preacher|rabbi|imam|priest|minister)'s (?:son|daughter|kid|wife)
    explain(?:ed|s|ing)? (?:{word} ){1,3}?to (?:my|your|his|her|their) (?:{word})
    (?:my|your|his|her|a) (?:mum|mother|mom|gran|grandmother|grandma) (?:could|would
      |can) (?:read|use|follow|understand|run)
    (?:toddler|parent|mother and baby) groups?|grand(?:ma|pa) energy
    pregnant (?:pause|silence|moment|with (?:meaning|possib{word}))
    (?:a |an |the |whole |this |that |each |one |its |our |{number} )?famil(?:y
      |ies) of (?:{word} )?(?:{word})
    column famil(?:y|ies)
    family (?:tree|plan|plans|account|accounts|sharing|app|apps|name|names|silver|resemblance)
    instance family|font family|protocol family|product family|address family|same family
    gc family
    (?:parent|child|mother|sibling|orphan|orphaned|adopted|children|parents|descendant
      |grandchild|grandparent) (?:process(?:es)?|nodes?|class(?:es)?|components?|span|spans
      |tables?|rows?|records?|topics?|threads?|workflows?|resources?|elements?|tickets?|issues?
      |commit|commits|directory|directories|folders?|compan(?:y|ies)|orgs?|organisations?|team
      |domains?|accounts?|pointers?|keys?|ids?|entit(?:y|ies)|objects?|selectors?|scope|scopes
      |context|event|events|boards?|ship|pid|pids|job|jobs|pages?|queue|queues|query|queries
      |block|blocks|widgets?|window|frame|dag|task|tasks|epic|epics|service|services|partition
      |partitions|zones?|repos?|modules?|theme|hash|hashes|link|links)
    (?:mother|father|sister|brother|daughter|child|parent|sibling|grandparent) (?:teams?|squads?
      |compan(?:y|ies)|services?|projects?|orgs?|boards?|boxes|tongue|cards?)
    sister (?:teams?'?s?|squads?'?s?)
    (?:mother|father) of (?:all|invention|unix|c|modern|the|relational)|dad jokes?|mother lode
    motherboard|mothership|founding fathers?|nanny state|nanny process
    marri(?:ed|es|age|ages) (?:of|the|two|both|it|them|between|up|these|those|this|that|with
      |to (?:the|that|this|an?|one|his|her|their|kafka|postgres|java|aws|microservices)|well
      |nicely|kafka|postgres|a )
    marry (?:the|two|both|it|them|up|these|those)|marriage (?:of|between|made)
    divorc(?:e|ed|es|ing) (?:from|between|of|the|it|them|our|two|read|write)
    (?:clean|amicable|messy) divorce (?:between|of|from)|honeymoon (?:period|phase)
    (?:engaged|engaging) (?:with|in|the)|well engaged
    baby (?:steps?|sat|sit|sitting|sits|elephant|yoda|project|out with|services?|monolith)
    (?:throw|threw|throwing|throws) (?:the|out the) baby|bathwater
    {their} baby (?:project|service|is the)
    babysit(?:s|ting)? (?:the|a|it|each|every|deploys?|jobs?|releases?|migrations?|that)
    pet projects?|digital twins?|twins? of (?:each|the|every|a)
    twin (?:region|regions|cluster|clusters|writes|write)
    (?:single|one) (?:point|source|writer|reader|node|solution|table|file|page|threaded|tenant
      |responsibility|region|digit|approach|option|test|question|service|design|instance|machine
      |process|sign)
    adopt(?:ed|ing|ion|s)? (?:of )?(?:the|a|an|kafka|our|it|that|this|typescript|kubernetes|new
      |by|curve|rate|plan)
    kill(?:s|ed|ing)? (?:the |all |its |every )?(?:child|children|parent)
    children of (?:the|a|each|that|this) (?:node|root|span|tree|row|record)
    (?:tree|node|root|recursive|recursion|dom)[^.]{0,30} children
    children (?:nodes|prop|props|array|in the tree|recursively)|zombie children
    (?:partner (?:in|for|on) (?:the|our|this|that|his|her) (?:pairing|exercise|round|session
      |rollout|project|pair|crime|talks?)|partner (?:teams?|banks?|apis?|services?|companies
      |integrations?|portal|channel|programme|program|systems?|orgs?|stores?|data|feeds?
      |hospitals?|schools?|squads?)|(?:pairing|business|trading|integration|delivery|technology
      |conversation|external|channel|launch|thinking|sparring) partners?)
    single (?:thread|threaded)|separated (?:the|into|out|concerns|from the|by)
    engaged (?:well|properly|fully|deeply|throughout|and|from)|family wedding app
  `,
};
