import type { Frames } from "#app/domain/protected/frame.ts";

export const origin: Frames = {
  plain: `
    {nat} (?:{person}|accents?|mentality|temperament|bluntness|directness|politeness|humou?r
      |modesty|efficiency|thoroughness|upbringing|background|heritage|roots|origins?|descent
      |ancestry|surname|name|passport|citizen|citizens|citizenship|national|nationals
      |nationality|born|by birth|immigrants?|family|way|manner|culture|parents|charm|work ethic
      |precision|arrogance|sense of|stubbornness|reserve|education|stereotype|thing|like me
      |herself|himself|through and through|bloke|side|trait|pride|honesty|sounding|looking
      |indirectness|hierarchy|deference|attitude|schooling|style directness|coldness|warmth
      |passion|too i think|mother|father|grandparents|wife|husband|first names?|names|brains
      |mafia|community|mind ?set|discipline|bureaucra{word}|frankness)(?! (?:portal|site|website
      |market))
    (?:typical|typically|stereotypical|stereotypically|very|so|half|being|originally|ethnic
      |ethnically|proud|classic|clearly|obviously|presumably|probably|maybe|non|quite|thoroughly
      |first generation|second generation|i think|speaks like an?|like an?|as an?|born|she is
      |all|these|those|fellow|naturalised|part|quarter|good old|our resident|only|token
      |the usual|must be|may be|might be|could be|is he|is she|another) {nat}(?! (?:users?
      |customers?|market|clients?|office|offices|team|teams|locale|version|translation
      |translations|data|tax|law|site|portal|bank|banks|text|strings?|regulat{word}|region
      |subsidiary|retailer|gdpr|entity|branch|addresses|postcodes?|auction|notation|numerals?
      |walls?|whispers|dolls?|format|army|characters?|language|keyboard|calendar|ui|api
      |railways?|insurer|hosting|cloud|insurance|government|warehouse|website|company|employer
      |startup|app|vendor|supplier|product|newspaper|competitor|partner|airline|hospital|plugs?
      |cheese|hq))
    {whois} {nat}(?! (?:users?|customers?|market|clients?|office|teams?|locale|version
      |translations?|data|tax|law|site|portal|banks?|text|strings?|region|company|employer
      |startup|vendor|supplier|product|competitor|hospital|retailer|app|and english strings
      |market))
    (?:an?|the|this|that|our|another|some|young|old|nice|lovely|clever|friendly|quiet|shy
      |chatty) {nat}{end}
    ^{nat}(?:,|[.]| i think| i'd guess| presumably| originally| by the| like me| and (?:he|she
      |it|proud|very))
    {nat}s (?:are|always|tend|never|don't|do|can't|in|like|usually|will|here|have|and|all)
    (?:nigerian|indian|polish|russian|romanian|ukrainian|chinese|pakistani|bulgarian|brazilian
      |turkish|iranian|syrian|greek|italian|spanish|french|german|irish|welsh|scottish|african
      |arab|latino|latina|hungarian|vietnamese|filipino|american|british|dutch|egyptian|lebanese
      |albanian|serbian|mexican|swedish|danish|finnish|israeli|kenyan|ghanaian)(?:,| and| but) (?:muslim
      |hindu|catholic|jewish|christian|very|quite|so|so (?:very )?(?:direct|blunt|polite)|polite
      |blunt|direct|quiet|proud|hard working|hardworking|humble|apparently|i think|i believe
      |presumably|young|female|male|like me)
    (?:he|she|they|who|cand|candidate|guy|girl|lady|woman|man|chap|engineer|person|immigrant
      |refugee|family|parents|folks|kid|lad|one|really|originally|moved|came|comes|come|hails
      |arrived|emigrated|relocated|relocating|fled|escaped|immigrated|fresh|just|over|here|away
      |us|straight|recently|all the way|people|someone|somebody|being)(?:'s|'re| is| are| was| were| comes| came| moved| arrived| over| here| just| to {word}| back| only| last (?:year
      |month)| recently| straight| off the (?:boat|plane)| in {word}| in [0-9]{4}| originally)* (?:from
      |off the boat from) {country}
    (?:born|born and raised|born and bred|raised|brought up|grew up|grown up|schooled|educated
      |studied back|lived|childhood|family|parents|relatives|mother|roots|back home|home|back
      |village) (?:and {word} )?in (?:a village in |rural |war torn |communist |soviet |the former )?(?:{country}
      |the (?:ussr|soviet union|gdr|ddr|eastern bloc)|{their} country)
    (?:his|her|my) (?:own )?(?:origins?|roots|heritage|birthplace|ancestry)
    (?:his|her|their|my) (?:home |own |native |birth )?(?:country|homeland|home country
      |native land|motherland|village|ethnicity|nationality|race|ethnic background
      |immigration status|cultural background|cultural heritage|tribe|caste|skin(?: colou?r)?
      |mother tongue|native (?:language|tongue)|second language|third language
      |first language)(?! of)
    (?:his|her|their) culture(?! of| at| deck| there| team| change| where the team)
    cultural(?:ly)? (?:background|thing|differences?|reasons|norms?|upbringing|heritage|gap
      |distance|barriers?|deference|conditioning|trait)
    in (?:that|those|their|his|her) (?:culture|cultures|part of the world|parts
      |neck of the woods)
    that part of the world|where (?:he|she) comes from
    where (?:is |was |are |were )?(?:he|she|they)(?:'s|'re| is| are| was| were)? (?:really |actually |originally |even |really actually )*from
    where (?:are|is) (?:you|she|he) (?:really |actually )?from|really from
    (?:comes|hails) from (?:abroad|overseas|elsewhere|a poor|a village|a caste)
    back home in {word}|fresh off the (?:boat|plane)|off the boat
    not from (?:here|round here|around here|this country|the uk|the us|these parts)
    isn't from (?:here|round here|around here)|isn't local|not (?:a )?local
    (?:{whois}|only|first|another|young|nice|as a|being|non|token|a|an|the|more|our|fellow|any
      |few|hire|one|two|of) (?:{word} )?(?:black|white|brown|asian|coloured|mixed race|biracial
      |hispanic|latino|latina|oriental|arab|dark skinned) (?:british |male |female |middle class |american )?(?:{person}
      |female|male|male staff|dudes?)
    (?:he|she|they|candidate|cand|who)(?:'s|'re| is| are| was| were)(?: also| the only| quite| very| not)? (?:black
      |white|brown|asian|mixed race|biracial|coloured|latino|latina){end}
    people? of colou?r|person of colou?r|women of colou?r|poc|bame|bipoc|skin colou?r
    dark skin(?:ned)?|brown skin(?:ned)?|light skinned|mixed race|bi racial|biracial|ethnicity
    ethnic|ethnically|ethnic minorit(?:y|ies)|minority (?:candidate|hire|background|group|quota)
    visible minority|(?:from|of) a minority|racial(?:ly)?|racis[tm]|{their} race|because of race
    race (?:or|and) (?:gender|religion|sex|age)|caste|caucasian|hispanic|latin[oax]s?|latinx
    african american|asian american|romani|gypsy|gypsies|aboriginal|ma[oō]ri
    white (?:male|guys?|men|bloke|boy|lad|middle class|as)|whiter than|orientals?|first nations
    (?:heavy|heavily|strong|strongly|thick|slight|lovely|nice|charming|posh|regional|northern
      |southern|hard|broad|funny|cute|sexy|impenetrable|difficult|soft|light|noticeable|marked
      |unplaceable|pronounced|exotic|beautiful|gorgeous|weird|odd|strange|melodic|sing song
      |eastern|european|country|american|british|local|french|scouse|geordie|glaswegian|brummie
      |cockney|yorkshire|liverpool|glasgow|essex|southern us|mumbai|bangalore|delhi|birmingham
      |belfast|dublin|texas|brooklyn|boston|new york|london|paris) accent(?:ed|s)?(?! colou?r| tokens?| marks?| palette)
    (?:his|her|their|my|your|candidate's|the candidate's|guy's|kwame's|the guy's|an|with an|that
      |with that|with the|no|despite the|despite an|because of the|through the|past the
      |behind the|for the|of the|by the|of an|understand the|followed the) accent(?:s
      |ed)?(?! (?:colou?r|tokens?|marks?|palette|in the (?:palette|design)|on the button|class
      |variable|folding|grave|aigu|insensitive|character|characters))
    accent (?:was|is|made|makes|took|threw|and all|on (?:him|her|them)|got|so|i|you|that you
      |could|might|will|would|may|wasn't|isn't|aside|barrier|hard|but|tricky|charming
      |thick)(?! (?:red|blue|green|teal|orange|the same colou?r))
    (?:broken|poor|bad|weak|perfect|flawless|shaky|rusty|fluent|limited|patchy|excellent|great
      |good|impeccable|accented|halting|decent|imperfect|clumsy|wonky|ropey|terrible|near native
      |second language|native|basic|stilted|heavily accented|strong|grammatical|better|spotless
      |beautiful|fine|improving) english(?! (?:locale|strings|copy|docs|translation|version))
    (?:his|her|their) (?:spoken |written |command of |level of |grasp of )*english(?! (?:teacher
      |dictionary|locale|strings|copy|translation))
    english (?:is|was|isn't|isnt|wasn't|not|as|being|needs|could|level|skills?|lets|let|let's
      |proficiency|fluency|comprehension|grammar|clearly|obviously
      |probably) (?:{word} ){0,3}?(?:first|native|second|mother|third|fourth|good|great|poor
      |weak|fine|ok|okay|excellent|perfect|fluent|rusty|shaky|broken|strong|patchy|hard|work
      |better|stronger|limited|letting|him|her|them|enough|not|issue|barrier|hold|tested
      |understand|understandable|problem)(?: (?:language|tongue))?
    english (?:{word} ){0,4}?(?:first|mother|native) (?:language|tongue)
    english (?:skills|proficiency|fluency|level|comprehension)
    (?:not|non|isn't|isnt|wasn't|is not|no|aren't|a|being a|near|as a|non) ?(?:a |an )?native (?:english )?speakers?(?! of (?:sql
      |go|java|rust|python|typescript|kafka|http|yaml|bash))
    non native|mother tongue|language barrier
    (?:isn't|is not|wasn't|not|clearly not|as a) (?:his|her|their|my) (?:first|native
      |mother) (?:language|tongue)
    (?:first|second|third) language (?:speaker|is|was|issue|thing)(?! python| java| go| rust| c| typescript| sql)
    esl|speaks {nat}|translat(?:es|ing|ed) in (?:his|her|their) head|thinks? in {nat}
    (?:pronounce|pronouncing|say|spell|remember|butchered|mangled) (?:his|her|their|the
      |that) (?:{word} )?(?:sur|last |first |family |full )?name
    unpronounceable|exotic (?:name|looking|look|looks|background)|foreign sounding
    (?:his|her|their|the|that|a|sur|last |with a|going by (?:the|his|her)) ?(?:surname|last name
      |first name|family name|name) (?:sounds?|suggests?|looks?
      |is (?:{word} )?(?:unpronounceable|foreign|a mouthful|{nat}))
    funny (?:sur)?name|foreign name
    (?:visa|work permit) (?:sponsorship|sponsoring|status|situation|issues?|runs?|expires?
      |problems?|stuff|will|is|was|through|transfer|holder|question|questions|paperwork
      |restrictions?|hassle|required|needed|first|costs?|and|to|might|needs|would|could
      |,)(?! (?:mastercard|amex|checkout|debit))
    (?:needs?|need|needing|on|require|requires|required|his|her|their|student|work|without
      |skilled worker|a|about|with|his|tier 2|h1b|o 1|spouse|of|sort|dependent|get|got|have|has
      |any|whether|after|no|the|i asked about|expired|family|settlement) (?:an? |the |his |her |their |work |student |skilled worker |some |his own )*(?:visas?
      |work permit|green card|residence permit|leave to remain|settled status
      |sponsorship to work|visa sponsorship)(?! (?:card|cards|debit|checkout|or master
      |and master|/ ?master|network|payments?|api|application (?:portal|system|app)|numbers?
      |tokens?))
    needs sponsorship|need sponsorship|needs (?:a )?sponsor|sponsor (?:him|her|them)
    right to work|h 1b|h1 ?b|green card|immigrants?|immigration status|emigrat{word}|immigrated
    refugees?|asylum(?: seeker)?|foreigners?
    foreign (?:born|national|nationals|candidate|candidates|hire|hires|student|worker|workers
      |guy|lady|engineers?)
    expats?|non eu|papers (?:in order|are|will)|sure about (?:his|her|their) papers
    (?:us|uk|eu|british|american|german|dual|not a|non|naturalised) (?:citizens?|citizenship)
    citizenship|undocumented|work authori[sz]ation|nationality|diaspora
    (?:scouse|scouser|geordie|cockney|brummie|glaswegian|northerner|southerner|yorkshireman
      |yorkshire (?:lad|lass|man)|northern (?:lad|lass|girl|bloke|charm)|essex (?:girl|boy|lad)
      |hillbilly|redneck|kraut|paddy|gringo|yankee|tyke)
    (?:those|one of (?:those|the|our)|these|us|typical|the|other|all|like most|like many|as many
      |most|we|you|sorry,?) {nat}s(?! (?:market|office|team|site|customers?|users?|want it
      |regulator))
    ^{nat}s(?:,| eh| are| tend| and|[.])|{nat}(?= ?[?])
    {nat},? (?:right|isn't (?:he|she)|i'd (?:say|guess)|if i'm not mistaken|judging by
      |to judge by|from the)
    (?:spoke|speaks|speaking|chatted|chatting|switched|switching|slipped|lapsed|slips|talked
      |talking|swore|counts|muttered|joked|fluent|conversed|conversation
      |banter) (?:{word} ){0,2}?(?:in |to |into )?(?:hindi|urdu|mandarin|cantonese|farsi|swahili
      |tagalog|punjabi|bengali|tamil|telugu|arabic|hebrew|yiddish|russian|polish|ukrainian
      |german|french|spanish|portuguese|italian|turkish|greek|romanian|hungarian|czech|dutch
      |swedish|japanese|korean|vietnamese|thai|gaelic|welsh|afrikaans|yoruba|igbo|amharic|pashto
      |serbian|croatian|bulgarian|catalan|marathi|gujarati|malayalam)(?: with| to| at| together| afterwards| when| during| under| for
      |{end})
    (?:been|only|just|months|years|weeks|new|long|arrived|came|come|landed
      |moved) (?:{word} ){0,2}?(?:in|to|into) (?:the|this) country(?! (?:list|table|field|code
      |picker|selector|config))
    how long (?:he|she|they)(?:'s|'ve)? (?:been|has been|have been) (?:here|in the)
    (?:his|her|their|that|the|a|what) (?:{word} ){0,2}?surname(?! (?:field|column|column|first
      |in the|is (?:optional|required|null)))
    tough to understand (?:him|her|them)|hard to understand (?:him|her|them|the accent|through)
    (?:i|we) (?:could|can|couldn't|can't) (?:barely |hardly |not |only half )?understand(?: half (?:of )?(?:what
      |of what))? (?:him|her|them|what (?:he|she|they) (?:was|were|is|are) saying)(?: through| with| for
      |{end})
    repeat (?:himself|herself|themselves) (?:because|due|for)
    (?:he|she|they|who|cand|candidate|is|was|one|originally|comes|came|hails|moved(?: here| over)?
      |grew up in|born in|raised in|brought up in|guy|girl|lad|lady|chap|woman|man)(?:'s|'re| is| are| was| were| comes| came)*(?: originally| really)?(?: from| out of)? (?:chennai
      |delhi|new delhi|hyderabad|pune|kolkata|karachi|lahore|dhaka|colombo|kathmandu|nairobi
      |cairo|tehran|beirut|damascus|baghdad|kabul|moscow|minsk|odesa|kharkiv|lviv|warsaw|krakow
      |bucharest|sofia|belgrade|zagreb|sarajevo|tirana|athens|istanbul|ankara|manila|hanoi
      |jakarta|shanghai|beijing|shenzhen|seoul|tokyo|accra|abuja|addis ababa|kampala|casablanca
      |tunis|algiers|bogota|lima|caracas|sao paulo|rio|havana|buenos aires|mexico city|tel aviv
      |jerusalem|ramallah|belfast|cork|liverpool|newcastle|the bronx|brooklyn|compton|alabama
      |texas)(?! (?:office|team|site|region|folks|hub|squad|branch|data|dc|group|side|people
      |colleagues))
    (?:not|isn't|never) (?:a )?(?:british|english|american|german|local) enough
    goes? back (?:home )?to (?:{country}|(?:his|her|their) country)|sends? money home
    where (?:his|her|their) (?:family|people|parents|folks|name|accent) (?:is|are|comes?)
    (?:his|her|their) (?:indian|chinese|african|asian|foreign|overseas) (?:degree|education
      |university|accent|name|passport)
    degree from (?:abroad|india|nigeria|pakistan|china|somewhere)|third world|developing country
    village in|tribe{end}|tribal|ghetto|slum|banlieue|{nat} (?:uni|university|college) degree
    immigrant|first generation (?:immigrant|american|british|german|student)|second generation
    (?:brown|black|dark|olive|fair|pale) (?:skin|skinned|complexion)
    colou?red (?:guy|girl|man|woman|person|people|chap|lad)|afro|dreadlocks|cornrows
    hair (?:braided|in braids)|{nat} (?:blood|genes|stock|extraction|parentage)
    relocat{word} from {country}
    an? {nat} (?:lead|leader|boss|name|founder|cto|manager|head|face|voice)
    {nat} (?:temper|stoicism|fire|blood|melancholy|directness|flair|ways|chaos|time keeping
      |charm|grumpiness|gloom|understatement|swagger|optimism|in (?:him|her|them))
    (?:true|real|good|proper|like a good) {nat}{end}|as {nat}s do
    (?:overseas|international|foreign|offshore|immigrant|non local) (?:candidate|applicant|hire
      |degree|qualification|qualifications|student|education)
    (?:our|the|these|those|many|like most|most) {nat} (?:applicants?|hires|candidates|speakers?
      |friends?)
    ^from (?:the )?{country}{end}
  `,
  ofPeople: `
    (?:an?|the|that|this) accent{end}|visas?|work permit|ethnicity|nationalit(?:y|ies)
    immigration|passport{end}|native speakers?|foreign|refugee|black (?:or white )?{person}
    emigrant|{nat} speaker|speaks {nat}|(?:{nat}) (?:i think|i guess|i assume|perhaps|maybe)
    name (?:sounds|sounded)
  `,
  ofTheJob: `
    (?:all )?greek to (?:me|him|her|them|us)|double dutch|pardon my french
    (?:race|races) (?:condition|conditions|detector|window|between|in the|on the|for the|with
      |freely|free|hazard|against|to)
    (?:a|the|data|write|read|this|that|those|these|any|every|each|lost update|of a|with a|no
      |potential|possible|obvious|subtle|nasty|rare|toctou|the check then act) races?{end}
    data races?|arms race|race (?:car|cars|track|day|results|timing|week|app)|racing
    native (?:apps?|code|mobile|modules?|client|clients|ui|components?|support|sdk
      |implementation|library|libraries|build|builds|driver|thread|threads|feature|features
      |format|way|view|views|or web|vs|bridge|side|binary|image|stack|cloud)
    cloud native|react native
    native speakers? of (?:sql|go|java|rust|python|typescript|kafka|http|yaml|bash|c)|natively
    accents? (?:colou?rs?|tokens?|marks?|palette|and (?:umlauts?|diacritics?|emoji)|in (?:names
      |the slug|filenames|the palette|urls?)|(?:in)?sensitive|folding|stripping|characters?
      |on (?:the )?(?:letters?|names?|characters?|vowels)|class|variable|shade|hue|or umlauts?)
    (?:umlauts?|diacritics?|emoji|unicode|apostrophes|case) (?:and|or|,) accents?
    accented (?:characters?|letters?|names?|text|vowels|input|words?)
    (?:acute|grave|strips?|stripped|stripping|remov{word}|fold{ending}|normalis{word}|handles?
      |ignor{word}|drop{ending}|primary|brand|theme|secondary|warm|the blue|css) (?:the |all )?accents?
    foreign (?:keys?|exchange|currency|currencies|data|wrapper|function|tables?|concepts?|object
      |objects|market|markets|to (?:him|her|them|me|us)|system|systems|code|ids?|service
      |services|territory|policy)
    passport(?:[.]?js)?(?: (?:library|strategy|middleware|scans?|ocr|photo|photos|upload|number
      |numbers|check|checks|office|app|control|field))
    citizens? (?:portal|app|developer|developers|services?)|(?:first|second) class citizens?
    white ?(?:label|labelled|board|boards|boarding|list|listed|listing|space|box|paper|papers
      |hat)
    black ?(?:box|boxes|list|listed|hole|holes|swan|friday|hat|board|mail)|black and white
    visa (?:card|cards|debit|or mastercard|and mastercard|/ ?mastercard|network|checkout|api
      |payments?|tokens?|application (?:portal|system|app|forms?))
    (?:mastercard|amex|paypal) (?:and|or|vs|versus|/) ?visa
    visa (?:vs|versus|,) ?(?:mastercard|amex)
    (?:english|german|french|spanish|dutch|polish|japanese|chinese|arabic|hebrew|turkish|italian
      |portuguese|swiss|british|irish|danish|swedish|norwegian|finnish|indian|brazilian|american
      |european|asian|russian|czech|greek|korean) (?:users?|customers?|markets?|clients?|office
      |offices|locales?|version|translations?|data|tax|law|site|portal|banks?|text|strings?
      |regulat{word}|region|regions|subsidiary|retailer|entity|branch|addresses|postcodes?
      |auction|notation|numerals?|walls?|whispers|dolls?|format|army|characters?|keyboard
      |calendar|ui|api|railways?|insurer|hosting|cloud|company|app|plural|plurals|umlauts?
      |holidays|data ?cent(?:er|re)s?|script|copy|payments?|invoices?|vat|number|dates?|standoff
      |summer|union|commission|regulator|customer|hospital|retail|startup|warehouse|supplier
      |competitor|parliament|court)
    (?:in|plain|into|simple|written in|the word in) english
    english (?:prose|sentence|sentences|words?|only|first|speaking (?:users|markets?)|docs?)
    (?:polish|polished|polishing|finish) (?:the|it|on|is|was|and|up|to|off|missing|needed)
    (?:lacks?|needs?|some|more|no|little|without|of|extra|final|any|for|bit of|enough) polish
    (?:{word} ){0,2}accent on (?!him|her|them){word}
  `,
};
