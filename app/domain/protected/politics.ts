import type { Frames } from "#app/domain/protected/frame.ts";

export const politics: Frames = {
  plain: `
    (?:about|on|for|with|of|supports?|supporting|hates?|loves?|likes?|against|anti|pro|under
      |over|voted|thinks|to|by|defend{ending}|mention{ending}|and|quoted|quoting|praised
      |praising) (?:donald )?trump(?! (?:all|any|every|everything|card|the|that|it|cards|over))
    trump (?:supporters?|voters?|fans?|hat|rally|talk|tariffs?|was|is|jokes?|type|merch|mug
      |stuff|sticker|guy|man|came|fan|administration|impression|2[0-9])
    trump's|trumper|trumpist|trumpism|donald trump|maga|make america|biden|obama|bernie
    corbyn(?:ista|ite)?|starmer|farage|boris johnson|rishi|sunak|thatcher(?:ite|ism)?|blairite
    macron|merkel|le pen|orb[aá]n(?:'s)?|putin|bolsonaro|erdo[gğ]an|netanyahu|milei|kamala
    hillary|desantis|aoc|elon|brexit(?:eer|eers|er)?|remainer|remoaner|leaver
    (?:he|she|they|i|who|cand|candidate|you|we|probably|clearly|surely|obviously|definitely
      |would|must|never|always|must have|probably|bet|told us|said|proud|people|someone|how
      |likely|openly|family|also|him|her|them)(?:'d| would| must have| has| had| also| always| probably| clearly| surely| openly| apparently| proudly| never| once| even
      |'s)* (?:vot(?:e|es|ed|ing)) (?:for (?:the |a )?)?(?:{party})(?! (?:node|leader|replica
      |candidate))
    (?:how|who|which way) (?:he|she|they|i|you)(?:'d)? (?:vote[sd]?|voted for)
    votes? (?:for )?(?:{party}){end}
    (?:labour|tory|green|republican|democrat|conservative|leave|remain|brexit|trump|afd|snp
      |lib dem|ukip|reform|swing|floating) voters?
    voted (?:in|for|against) (?:the )?(?:{party}|election|referendum|brexit|independence
      |indyref)
    tor(?:y|ies)
    (?:labour|tory|conservative|green|greens|republican|democratic|communist|socialist|pirate
      |workers'?|liberal|left|nationalist|social democratic|political|ruling|opposition|reform
      |populist|local|young) (?:party|member|members|activist|councillor|supporter|supporters|mp
      |candidate for|branch|conference|politics|man through|sympath{word}|leanings?|stickers?
      |badge|poster|leaflets?)(?! (?:node|partition|follower))
    lib ?dem(?:s)?|ukip|snp|afd|cdu|spd|reform uk|sinn f[eé]in|plaid|bjp|psoe|momentum member
    social(?:ist|ists|ism)|commun(?:ist|ists|ism)|commie|marxis[tm]s?|trots?ky{ending}|trot
    anarchis[tm]s?|fascis[tm]s?|nazi
    {whois} (?:very |quite |a |rather )?(?:liberal|conservative|political|politically active
      |politicised|leftist|libertarian|woke|green party|republican|democrat|lefty|populist
      |nationalist|centrist)(?:{end}| wing| leaning| politically| type)
    left (?:wing(?:er|ers)?|leaning|ist|of centre|ie|y|ies)
    right (?:wing(?:er|ers)?|leaning|of centre)
    far (?:left|right)(?! (?:of|side|corner|column|edge|box|end|join|hand))|alt right|lefty
    lefties|leftie|leftists?|leftism|libertarians?|anti ?capitalis[tm]|capitalis[tm]s?
    republicans?{end}|democrats?{end}|champagne socialist|tankie|antifa|neocon
    (?:conservative|liberal|progressive) (?:views?|values|politics|party|voter|opinions?
      |leanings?|elite|bubble|snowflake|type|background|upbringing|worldview|causes?|circles)
    nationalis[tm]|patriot(?:ic|ism)?|royalist|monarchis[tm]|republicanism|separatist|unionists?
    irredentist|zionis[tm]|anti ?semit{word}|tree ?hugger|eco ?warrior|greenie|greens{end}
    conspiracy (?:theor{word}|stuff|nut)|anti ?vax{ending}
    vaccine (?:sceptic|skeptic|denier|views)
    climate (?:denier|sceptic|skeptic|protests?|strikes?|activis[tm]s?|march{ending}|marches
      |hoax|change denier)
    extinction rebellion|just stop oil|last generation|fridays for future|greenpeace|blm
    black lives|gun (?:rights|control|nut|owner|lobby)|nra|pro ?life|pro ?choice|abortion
    palestin(?:e|ian)s?|gaza|free palestine|israel(?:i)? (?:flag|politics|war)
    ukraine (?:war|flag)|referendum|second amendment|deep state|culture wars?|identity politics
    social justice|sjw|virtue signal{ending}|snowflake (?:generation|type|about)
    (?:too|very|so|bit|quite|a bit|all|rather|super|over|ultra|the|anti|being|terribly
      |pretty) woke(?! (?:me|up|us|at|in|by|when))
    woke (?:brigade|nonsense|type|types|stuff|warrior|agenda|crowd|mob|ideas|language|politics
      |and|,)
    wokery|wokeness|political correctness|pc brigade
    politically (?:correct|active|left|right|outspoken|motivated|engaged|minded|opinionated
      |charged|homeless|aligned)
    {their} (?:{word} )?politics(?! (?:of|at|between|in))
    (?:his|her|their|my|strong|party|national|uk|us|french|german|american|left|right|world
      |talked|talking|about|into|discuss{ending}|rant{ending}|local|student|identity|extreme
      |loud|of|chat|with) (?:{word} )?political(?:ly)? (?:views?|opinions?|beliefs?|leanings?
      |activ{word}|stance|rant|affiliation|convictions?|background)
    political (?:views?|opinions?|beliefs?|leanings?|party|activ{word}|stance|rants?
      |affiliations?|debate|convictions?|stickers?|badge|t ?shirt|campaign(?:s|er|ing)?|slogans?
      |science|refugee|prisoner|posts?|stuff on|causes?|jokes?)
    (?:talk|talks|talked|talking|discuss|discussed|chat|chatted|rant|ranted|ranting|argue|argued
      |arguing|lecture|lectured|lecturing|joked|banged on|going on|went on|opinions|views|on to
      |into|onto|us|british|american|world|party|student|local|national|national|left wing
      |right wing|climate) (?:{word} )?(?:about |on )?politics
    got (?:a bit |quite |very |rather )?political
    (?:get|gets|getting|turned|went|all|bit|too|very) political{end}
    politics (?:came up|student|graduate|junkie|nerd|aside for|on (?:his|her|their) sleeve|chat
      |degree)
    politician|councillor
    (?:ran|runs?|running|stands?|stood|standing|up) for (?:the )?(?:{word} )?(?:council
      |parliament|election|office|mayor|congress|senate|bundestag|local office|mp|assembly)
    on the (?:local |town |city |parish )?council{end}
    (?:town|city|local|parish|county|municipal) council(?:lor)?(?! (?:client|project|website
      |system|app|prompt|portal|exercise))
    canvass(?:es|ed|ing)?(?! (?:api|element|size|tag|render{ending}|the options))
    leaflet(?:s|ed|ing)
    (?:campaign(?:s|ed|er|ing)?) (?:for|against) (?!emails?|a campaign|the launch){word}
    petition(?:s|ed|ing)?
    (?:trade|labou?r|trades|credit less|workers'?|student|teachers'?|tech workers'?|company|his
      |her|their|in a|in the|a|joined a|joined the|join a|old|the local|former|active|started a
      |organi[sz]ed a|pro|anti|involved in the|is|big|strong|paid up|sort of|of a
      |into) union(?:s|ism|ist|ists|ised|ized|ising|izing)?(?: (?:rep|reps|member|members|man
      |woman|organi[sz]er|official|steward|background|activis[tm]|drive|membership|guy|shop
      |leader|stuff|work|business|dues|card|badge|meetings?|talk|delegate|history|people|type
      |at (?:his|her|their)))(?! (?:in typescript|in sql))
    (?:trade|trades) union(?:s|ist|ists|ism)?
    union (?:rep|reps|organi[sz]er|official|steward|activis[tm]|drive|membership|shop|dues|badge
      |delegate|background|busting|buster|leader|guy|man|woman|card|stuff|sympath{word}|baron
      |meeting|meetings|talk|history|work|business|member|members|active|trouble
      |sticker)(?! (?:portal|app|database))
    unioni[sz](?:e|ed|es|ing|ation)|shop steward
    (?:his|her|their) (?:old |last |current |former )?union{end}
    (?:in|joined|started|founded|formed|organi[sz]ed|with|belongs to|part of|member of
      |involved in|active in) (?:a|the) (?:{word} )?union{end}
    collective bargaining|ver[.]?di|ig metall|unite (?:rep|member)
    works council (?:member|rep|chair|man|woman|type|past|background|there|at)
    (?:on|chairs?|chaired|member of|sat on|sits on|elected to|head of|led|joined|ran|in
      |stood for|founded) (?:the |his |her |their |a |its )?(?:{word} )?works council
    staff council rep|(?:walk ?out|picket(?:s|ed|ing| line)?|general strike)(?! of the)
    (?:went|goes|going|gone|go|been|were|was|on) on strike
    (?:led|organi[sz]ed|leading|organising|joined|joining|called|planned|supported|during
      |in) (?:a|the|an|last year's|two|that) (?:{word} )?(?:strike|walkout|protest|protests
      |sit in|boycott)(?! price)
    (?:climate|school|rail|teachers'|junior doctors'|tube|train|political|anti war
      |anti government|street|student) (?:strike|strikes|strikers?|protest|protests|protesters?)
    protest(?:er|ers|ing)? (?:against|march|marches|movement|camp|at the|outside)
    (?:went|goes|been|going) (?:on|to) (?:a |the |several )?(?:protests?|march|marches
      |demos?(?= against)|demonstrations?|rall(?:y|ies)|pickets?)
    march(?:ed|es|ing) (?:for|against|with|at|on (?:washington|parliament))
    rally (?:for|against|last)
    (?:an|is an|active|climate|political|as an|animal rights|former|big|environmental|peace
      |digital rights|human rights|union|party|'s an|anti war|housing|local|student
      |well known) activis[tm]
    activists?|activism
    (?<!third )(?<!third-)party (?:member(?:ship|s)?|activist|official|conference|faithful|badge
      |card)
    card carrying
    (?:member of|joined|active in|works for|in) (?:a|the|his|her|their) (?:local |same |{word} )?(?:political )?party{end}
    daily mail|guardian (?:reader|reading|ista|type)|fox news
    reads? the (?:guardian|telegraph|daily mail|sun|spectator|morning star|new statesman)
    gb news|breitbart|newsmax|tax(?:es)? (?:is|are) theft|taxation is theft|eat the rich
    down with|landlords? are|abolish (?:the )?(?:police|ice|borders|rent)|defund
    immigration (?:views|policy|politics|rant|debate)
    (?:his|her|their) views on (?:{word} )?(?:politics|immigration|brexit|trump|the war|gaza
      |israel|climate|tax|taxes|capitalism|the government|gender|abortion|the election|welfare
      |eu|nato|russia|china)
    (?:slagged off|ranting about|rant about|ranted about|complain{ending} about
      |moan{ending} about|blames|blaming|critici{word}|loves|hates|went off on|against
      |lecture on) (?:the )?(?:{word} )?(?:government|capitalism|immigrants|immigration|the eu
      |brussels|parliament|westminster|washington|congress|ruling class|establishment
      |billionaires)
    (?:after|about|on|of|discussed|because of|chat about|over|during|before
      |talked) the (?:{word} )?elections?(?: (?:result|results|night|chat|went|and)
      |{end})(?! (?:algorithm|timeout|protocol))
    (?:general|presidential|local|midterm|us|mayoral|european|federal|state
      |last) elections?(?! (?:system|app|client|results? (?:service|page|site)|night (?:traffic
      |load|peak)|timeout|data|commission))
    left the country over|(?:soft|hard) left|hard right|old labour|new labour|blair|reagan
    (?:trots|blue collar|red) union
    (?:views?|opinions?|take|thoughts|rants?|lecture|speech|stance|position|banging on|going on
      |sermon|tirade|monologue|soapbox|tangent|comments?|remarks?|posts?|tweets?) (?:on|about
      |against|over) (?:the )?(?:{word} )?(?:middle east|war in|war|government|immigration
      |immigrants|migrants|refugees|climate (?:change|policy|crisis)|brexit|capitalism|socialism
      |taxes|tax policy|nato|the eu|eu|russia|ukraine|israel|gaza|palestine|china policy
      |gun control|guns|vaccines?|lockdowns?|covid rules|welfare|state|the state|monarchy|royals
      |police|feminism|trans rights|gay rights|equality|woke{ending}|elections?|politics
      |politicians|billionaires|landlords|parliament|president|prime minister|chancellor)
    pro (?:russian?|putin|israeli?|palestin{word}|eu|brexit|gun|ukraine|european|union|trump
      |democracy|china|assad|regime)
    anti (?:war|government|establishment|eu|immigration|immigrant|israel|american|western|union
      |monarchy|royal|globalist|police|fascist|racist|nuclear|trump|brexit|vaccine|lockdown
      |mask)
    hammer and sickle|che guevara|che (?:t ?shirt|tee|poster)|cnd|extinction rebels
    greta(?: thunberg)?|karl marx|das kapital|lenin(?:ist)?|stalin(?:ist)?|mao(?:ist)?
    momentum (?:member|activist|type)|dei (?:zealot|rant|nonsense)
    (?:maga|momentum|greenpeace|lib dem|dsa|tory|political|campaign|protest|election|slogan|che
      |bernie|trump|obama|labour|green party|union|yes|remain|leave|palestin{word}|ukraine
      |solidarity) (?:hat|cap|badge|pin|tote|tote bag|bag|scarf|hoodie|t ?shirt|tee|sticker
      |stickers|poster|flag|mug|lanyard|button)
    (?:picket|barricades?|agitator|rabble rouser|firebrand|revolutionary type
      |trouble ?maker at (?:his|her|their) union)
    bolshie|bolshy|lobbyist|think tank|spin doctor|voted (?:the )?other way
    (?:deep|true) (?:blue|red) (?:tory|voter|republican|democrat|state)
    westminster (?:politics|bubble|job)|capitol hill|white house|downing street
    (?:the |those |all |hates |loves |blames |like most )?(?:democrats|republicans|the left
      |the right|the woke|liberals|conservatives)(?= (?:ruined|are|want|who|in (?:congress
      |washington|power|charge)|won|lost|did|have|do|and|always|never|should|will))(?<!(?:on|to
      |from|of|at|in|down|with|for) the (?:left|right))
    (?:organi[sz]ed|organi[sz]ing|joined|led|started|founded|formed|ran|helped|helping|set up
      |unionised|pushing for|pushed for|fan of|against) (?:{word} ){0,2}?union(?! (?:types?|of
      |all|quer{word}|find|and|the|over|in typescript))
    dsa
    (?:conservative|liberal|progressive|lefty|republican|democrat|socialist|communist
      |libertarian|political|patriotic|leftie|woke) (?:guy|man|woman|person|girl|lady|chap|bloke
      |family|christian|candidate|fella|dude|kid|lad|hippie|hippy|activist|student|blogger
      |tweeter|twitter|linkedin|feed|timeline|posts?|tattoo)
    anti dei|about dei|like dei|dei{end}|january 6(?:th)?{end}|jan 6(?:th)?
    january 6 (?:thing|riot|crowd)|stormed the capitol|capitol riot
    climate change (?:is|was|denial|denier|hoax)
    (?:very|so|too|overtly|openly|super|highly|quite|pretty|extremely|bit|getting|got
      |gets) political{end}
    military contracts?(?= (?:and|,|so|on principle)|{end})(?<=over the military contracts
      |over military contracts)
    (?:protest|rally|march) (?:pic|picture|photo|selfie|avatar|t shirt|sign|poster|badge)
    (?:left|quit) {word} over (?:gaza|israel|the war|palestine|ukraine|politics|politic{word})
    hippie|hippy|student loans?(?= for|{end})(?<=biden's student loans?)|tax the rich
    antifascist|brownshirt|far out left|qanon|q anon|conspiracy|chemtrails|flat earth(?:er)?
    great replacement|new world order|george soros|soros|wef{end}|bill gates microchip
  `,
  ofPeople: `
    political (?:opinion|view)|politics {end}|union(?:s)? (?:and|or) (?:politics|strikes)
    trade unions?|activis[tm]|strikers?|elections?|brexit
    trump(?= |$)(?! (?:all|any|every|card|the))|communist|socialist|republican|democrat|tory
    parliament|woke{end}
  `,
  ofTheJob: `
    (?:right|left) wing of
    (?:will|would|should|can|to|must|does|may|might|always|never|doesn't|don't|could|not|n't
      |consistency|correctness|safety|latency|availability|simplicity|clarity|speed) trump
    trump(?:s|ed|ing)|trump cards?
    (?:discriminated|tagged|disjoint|sql|typescript|type|string|a|of|as|the|with|via|sealed|ts
      |literal|using|closed|use|used|uses|modelled as|return|returns|and|or|into|set
      |graph) unions?{end}
    (?:discriminated|tagged|disjoint|typescript|type|string|sealed|literal|sum|sql|set) unions?
    unions? (?:types?|all|find|query|queries|of|over|for|and exhaustive|in typescript|in sql
      |select|with|set|distinct|is exhaustive|or an|return|instead of|rather|not)
    credit unions?(?:'?s)?|european union|customs union|reunion
    student union (?:app|site|booking|client|system)|(?:union )?jack flag|leader elections?
    (?:raft|paxos|bully|re|zookeeper|etcd|controller|primary|broker|coordinator|master
      |ring) elections?
    elections? (?:timeout|timeouts|algorithm|protocol|term|storms?|systems?|apps?|clients?
      |platform|results? (?:service|page|site|feed|dashboard)|night (?:traffic|load|peak|spike)
      |data|commission|software|prompt|exercise|site|service|counting|product)
    (?:split|quorum|majority|up|down|dot|fist of five|raft|node'?s?|casting|replica'?s?) votes?
    vot(?:e|es|ing|ed) (?:algorithm|system|app|apps|service|machine|machines|feature|product
      |table|widget|endpoint|platform|buttons?|counts?|nodes?|for (?:the (?:leader|first|simpler
      |second|queue|option|other|design|boring)|itself|a leader|option|postgres|kafka|boring
      |simple|simplicity|the simple))
    green (?:build|builds|tests?|light|bar|field|fields|deploy|deployment|pipeline|button|again
      |before|after|ci|thread|threads)
    (?:blue|red|all|went|go|goes|was|still|stays|back to|is|turned|tests|ci|pipeline|build) (?:/
      |and |then )?green(?:s)?
    (?:office|internal|company|corporate|org|organisational|organizational|team|stakeholder|the
      |inter team|workplace|no|much|some|vendor|departmental|local|committee|platform
      |microservice|roadmap|playing|plays?|played|avoid{ending}|naming) politics{end}
    (?:office|internal|company|corporate|org|organisational|organizational|team|inter team
      |workplace|departmental) politics
    "?politics"? (?:of the|between|at (?:his|her|their|the) (?:last|old|company|previous)
      |of (?:other|his|her|their)|there|around|inside|in the (?:org|company|other|last))
    political (?:capital|will|skills?|savvy|nous|cover|problem|question|decision|reasons
      |boundaries|game|games|cost|map|awareness|weight|battle|fight|support|minefield|one)
    politically (?:savvy|astute|hard|difficult|aware|expensive|possible|feasible|tricky
      |sensitive|naive|impossible)
    third part(?:y|ies)
    (?:first|second|each|either|other|relying|guilty|search|watch|lan|launch|trusted|counter
      |injured|every|which|both) part(?:y|ies)
    conservative(?:ly)? (?:timeouts?|estimates?|defaults?|approach|limits?|choices?|figure
      |numbers?|with|about|on|in|retry|backoff|guess|rollout|assumption|assumptions|design|by
      |end|side|gc|option|migration|schedule|caching|number|budget|pick|plan|changes?)
    (?:more|too|very|being|a|quite|rather|deliberately|fairly|bit|so|be
      |slightly) conservative (?:with|about|on|in|than|estimate|approach|choice|timeouts?|here
      |default|number|plan|design|rollout)
    liberal(?:ly)? (?:use|with|in|about|timeouts?|retries|dose|amounts?|sprinkl{word}|licen[cs]e
      |caching|arts|defaults?|approach|comments?|interpretation|lacing)
    (?:uses?|used|applies|applied|comments|sprinkles|sprinkled|borrows?|adds?|logs?
      |quotes?) liberally
    campaigns? (?:service|emails?|manager|id|ids|table|tool|data|traffic|mail|mails|budget
      |product|send|sends|launch|management|engine|builder|for (?:black friday|emails?
      |the launch))
    (?:marketing|email|ad|mail|sales|promo|e mail|newsletter|push|advertising) campaigns?
    strike (?:price|prices|a|one|two|three|me|the|through|that|out|rate|team)
    (?:three|lightning|first|price|one|two) strikes?
    march (?:release|launch|outage|deadline|incident|[0-9]+|of|on|through|the|20)|since march
    in march|(?:by|until|from|last|next|this|early|late|mid) march
    snowflake (?:servers?|ids?|schema|warehouse|db|database|queries|credits|pipeline|cluster|and
      |or|bill|account|connector|data|to|for|tables?|sql|cost|costs)
    (?:in|into|to|on|from|of|with|and|snowpipe|dbt|bigquery|redshift|using|used|not a
      |the) snowflakes?
    woke (?:up|me|him|her|us|them|at|the|by|in|on|somebody|someone|people|everyone|half)
    activism in the|(?:green|technical|internal) revolution
    (?:left|right) (?:join|joins|hand|shift|of the|to|side|pad|as|out|alone|off|for|in|it|the|a
      |over|behind)
    the (?:right|left) (?:node|child|subtree|half|side|answer|question|one|call|place|tool
      |choice|abstraction|way|thing|level|people|words?)
    "?union types"?|movement of|che{end}
    (?:wasn't|isn't|not|purely|more|less|partly|nothing|mostly|turned|too|so|is|was|were
      |becomes?|became|inherently|highly|deeply|problem|as|got|gets|get|the) (?:technical (?:but
      |and|or|not|than) )?(?:political)(?: (?:not technical|than technical|at (?:his|her
      |their) (?:last|old)|problem|decision|one|question))
    white house (?:style|colou?rs?)
    campaign(?:s|ed|ing)? against (?:the )?(?:flak{word}|test{ending}|bug{ending}|{word} tests?|tech debt|legacy|meetings?|alert{ending}|toil|yaml|duplicat{ending})|protest(?:s|ed)? (?:against|about) (?:the )?(?:wiki|design|rfc|deadline|standards?|linter|process)
  `,
};
