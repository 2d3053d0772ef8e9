import type { Frames } from "#app/domain/protected/frame.ts";

export const gender: Frames = {
  plain: `
    (?:for|as|like|being|unlike|not like|such|just|typical of|from|surprising for|strong for
      |tough for|than) (?:a |most |all |many |other |the (?:only|first) |some |another |your average |a typical )?(?:women
      |woman|girls?|lady|ladies|females?|men|man|bloke|blokes|guys|housewife|boy|boys|mother
      |lass)(?: would| do| often| usually|{end})
    (?:for a|as a|only|first|token|female|lone|nice|attractive|strong|sweet|lovely|young
      |charming|tall|petite|big|another|good to see a|hire a|need a|pretty|quiet|confident
      |nervous|impressive|capable|angry|difficult|emotional|opinionated|technical|clever|smart
      |pleasant|elegant|blonde|that|this|a|the|old|older|little|typical|great) (?:woman|girl
      |lady|gal|lass|ladies|women|girls)(?! (?:'?s (?:health|clothing|shoes|fashion|shop|sizes?
      |charity|refuge|football|team|league)|users?|customers?))
    (?:women|girls|females|ladies) (?:tend|are|always|usually|often|like|don't|can't|never
      |in (?:tech|our|the|this|engineering|platform|infra|software|it)|engineers?|here|do|who
      |on (?:the|my|our)|candidates?|leaders?|just|get|seem|need|apply|developers?|devs?)
    (?:men|males|blokes|boys) (?:tend|are (?:better|just|more|less|always|like)|always|usually
      |like him|in (?:tech|suits)|on (?:the|my|our) (?:team|panel))
    boys'? (?:club|network)
    (?:one of|with|to|by|like|at|for|among|between) the (?:lads|boys|girls|ladies|blokes)
    (?:our|my|ops|infra|platform|dev|other|all) (?:lads|boys|girls|ladies|gals)
    the lads (?:would|will|wouldn't|won't|here|on|in|might|liked|loved)|lad(?:dish|dy| culture)
    tech ?bro(?:s|ey)?|brogrammers?|bro (?:culture|energy|vibes?|y)|broish|bro type
    (?:more|enough|few|fewer|no|any|some|hire|hiring|need|another|other|few|two|three|the|want
      |wanted|promote|getting|more of|our) (?:women|females?|girls|ladies)
    all male|all female|male dominated|women only|woman only
    (?:female|male) (?:{person}|perspective|lead|leads|leaders?|energy|touch|interviewers?
      |voices?|architects?|ego|egos|bravado|panel|panell?ists?|quota|intuition|brain|boss|bosses
      |cto|staff|principal|team|role models?|interviewer|representation|hire|version of|logic
      |charm|privilege|aggression|confidence|presence|technical)
    (?:only|first|token|another|a|strong|is|'s|being|as a) (?:female|male){end}|alpha male
    females|womanly|feminine|femininity|masculin{word}|macho|effeminate|lady ?like
    tomboy(?:ish)?|motherly|mumsy|maternal(?! (?:leave|health))|matronly|fatherly|girly|girlish
    unladylike|ballsy|butch|mannish|metrosexual|gentlemanly|girl boss|girlboss|manly|unmanly
    man ?up|man enough|man's (?:world|job|man)|testosterone|mansplain{ending}|manspread{ending}
    toxic masculinity|damsel|fairer sex|opposite sex|weaker sex|old boys|bossy|shrill|hysterical
    hysterics|feisty|catty|bitch(?:y|es|ing)?|diva|prima donna|drama queen|sassy|ditzy|airhead
    bimbo|nags|naggy|moody cow|shrew|harpy|ice queen|queen bee|mean girls?|strident
    schoolmarm(?:ish)?|school ?mistress|mother hen|little miss|miss perfect|missy|young lady
    sweetheart|darling|babe
    (?:too|overly|over|very|a bit|bit|so|quite|rather|gets|got|became
      |all) emotional(?! (?:intelligence|labou?r|attachment|about))
    emotional(?: (?:woman|girl|type|creature|like|as women))|crie[ds] (?:easily|when|in)
    (?:she|woman|girl|lady)[^.!?;]{0,60} (?:emotional|hormonal|aggressive|abrasive|pushy|shouty
      |too ambitious|cold|ice cold|bubbly|icy|mothering|sensitive|too nice|too soft|tears|teary
      |tearful|giggl{word}|flirt{ending}|uptight|sweet|chatty|gossip{ending}
      |charming)(?! (?:caching|path|start|cache|ttl|timeouts?|retries|prefetch{ending}|indexing
      |deadlines?|batching|polling|data|logs?|about|fields|columns))
    smile(?:s|d)? (?:more|a bit|a little|once|enough|at all|sweetly|nicely)
    (?:should|could|ought to|needs to|didn't|doesn't|hardly|never|barely|if she) smile[sd]?
    (?:lovely|nice|pretty|sweet|gorgeous|beautiful|great|winning|cute|killer) (?:smile|eyes|face
      |legs|figure|hair|voice|looks)
    giggl(?:y|es|ed|ing)|flirt(?:y|ed|ing|s|atious)?|winked at
    batted (?:her|his) (?:eyelids|eyelashes|lashes)|eyelashes|dimples
    {whois} (?:pretty|attractive|gorgeous|stunning|handsome|beautiful|hot|good looking|sexy|fit
      |lovely looking|easy on the eyes?|plain|ugly|petite|curvy|slim|well groomed|glamorous
      |elegant|dolled up|well dressed|nicely dressed|smartly dressed|a looker|a stunner
      |tall and handsome)(?:{end}| too| woman| girl| lady| man| guy| but| as well| to look)
    pretty (?:girl|woman|face|lady|boy|thing|young|blonde|brunette|eyes|smile|little
      |and (?:young|smart|clever|charming|sweet|nice|bright|confident|articulate|she|knows
      |polite|friendly|well)|too{end}|, ?(?:and|young|well|knows|smart|polite))
    (?:very|so|really|too|rather|incredibly|extremely|quite|undeniably) (?:pretty|attractive
      |gorgeous|handsome|good looking|beautiful|sexy|cute){end}
    ^(?:very |quite |rather |undeniably )?(?:attractive|gorgeous|handsome|good looking
      |pretty)(?:,| and| but|{end}| young| girl| woman| lady| man| guy)
    prettiest|good looking|better looking|good looks|easy on the eyes?|eye candy|a looker
    stunner
    (?:attractive|handsome|gorgeous|sexy|cute|hot|stunning|beautiful) (?:young |little |tall |blonde )?(?:girl
      |woman|lady|man|guy|chap|lad|boy|bloke|thing|person|candidate|blonde|fella|devil|couple
      |too{end})
    sexy|bombshell|hottie|totty|blondes?|brunette|redhead
    (?:high|in|her|those|the|wearing|killer|stiletto|red) heels(?! of| in)|stilettos?
    (?:short|tight|mini|summer|red|nice|her|that|a|lovely|revealing|floral|low cut|flowery|tiny
      |pretty|little|inappropriate|cocktail|fitted|skimpy) (?:black |summer |red |little )?(?:dress
      |skirt|blouse|top|cleavage|neckline|outfit)(?! rehearsal)
    miniskirt|low cut|cleavage|neckline|lipstick
    (?:wears?|wore|wearing|heavy|too much|lots? of|no|her|full|bit of|without|some|some more
      |caked in|the) make ?up(?! (?:for|the|time|data|work|a|of))
    nail (?:polish|varnish)|manicured?|perfumed?|hair ?do|long hair
    her (?:legs|figure|hair|looks|outfit|blouse|skirt|dress|nails|body|smile|voice is|tone is
      |tone was|clothes|appearance|lashes)
    dressed (?:provocatively|to impress|well for|like a (?:secretary|model|girl|woman|man|doll))
    dresses (?:like|well|nicely|badly)
    looks like a (?:model|secretary|film star|cheerleader|supermodel|barbie)|secretary type
    barbie|cheerleader|supermodel
    diversity (?:hire|hires|quota|tick|candidate|candidates|box|target|targets|numbers|pick
      |points?|stats|reasons|slate|goal|goals|case|card|metrics?|figures?|headcount|angle
      |purposes)
    (?:tick|ticks|ticking|ticked|help|helps|helping|good for|boost|improve|hit|hits|meet|fix
      |do wonders for) (?:a |the |our |with |with the |with our |for )*(?:diversity|gender
      |female|women|balance|ratio)(?: (?:box|quota|numbers|targets?|stats|ratio|balance
      |goals?))?
    (?:for|on) (?:the )?diversity
    gender (?:balance|quota|diversity|ratio|card|stuff|issues?|politics|pay|mix|thing|numbers
      |target|equality|gap)
    {their} gender(?! (?:field|column|enum|model))|quota (?:hire|woman|candidate)
    because (?:she's|she is|of being) (?:a )?(?:woman|female|girl)
    being (?:a )?(?:woman|female|girl|lady)|she's a she|is a (?:he|she)|a he or a she
    he or she[?]
    (?:uses?|using|asked for|prefers?|goes by|stated|wants?|insists? on|his|her|their|my|with
      |corrected me on|the|preferred|got) (?:{word} )?pronouns
    they/them|she/they|he/they|she/her|he/him
    pronouns? (?:in|badge|are|is|were|thing|wrong|right)|non ?binary
    trans(?:gender|sexual)?(?: woman| man| girl| guy| person)
    {whois} trans(?:gender|sexual)?{end}|transgender|transsexual|transwoman|transman
    transitioned (?:last|a few|recently|in (?:19|20)|two|three|to (?:male|female|a (?:man
      |woman)))
    transitioning{end}|transition(?:ing)? from (?:male|female|man|woman)|misgender{ending}
    dead ?nam(?:e|ed|ing)|gender ?fluid|gender ?queer|used to be (?:a |called )?(?:man|woman)
    sexis[tm]|sexually|misogyn{word}|feminis[tm]s?|time of the month|that time of
    on (?:her|the) (?:period|rag)|hormon(?:al|es)|menopaus(?:e|al)|glass ceiling
    patriarch(?:y|al)|the sisterhood|women in tech|girlfriend material|wife material|his type
    her looks|his looks|(?:her|his) appearance|looks (?:after|like) (?:herself|a lady)
    (?:broad|muscular|tall|deep) (?:shoulders|shouldered|build|voiced)
    a (?:real|proper) (?:man|lady|bloke|gentleman)|bloke'?s bloke|blokey|blokeish|tall,? dark
    six foot (?:two|three|four)? ?(?:and|of|hunk)|hunk|beefcake|a gentleman|boy racer|skirts?
    the (?:boys|lads|ladies|girls)(?! (?:and toys|'|school|scouts?|football|section|guides?))
    ball ?breaker|ball ?buster|battle ?axe|tart|slut{ending}|cougar|milf|dolly bird|crumpet
    skirt chaser|hen ?pecked|wears the trousers|old maid|ladette|wallflower|shrinking violet
    delicate flower|tough cookie|girl next door|eyes up here|resting bitch face|rbf
    damsel in distress|boudoir|pretty boy|mummy's boy|mama's boy|mansplainer
    one of only (?:two|three|four|a few) women|{number} women
    (?:only|first|few|token) (?:of the )?(?:woman|female|girl)(?: in| on| we| i|{end})
    (?:he's|he is|such|too|very|quite|rather|a bit|not very|not) (?:manly|girly|feminine
      |masculine|ladylike)
    lady (?:engineer|dev|developer|coder|programmer|candidate|boss|manager|architect|driver)
    woman (?:engineer|dev|developer|coder|candidate|lead|leader|architect|manager|cto)
    young miss|stilettoed|nose ring|nail art|bosom|boobs?|chest|leggy|busty|statuesque|petite
    willowy|waif{ending}|dainty|bubbly|ditsy|scatty|frumpy|dowdy|gossipy|gossips|chatterbox
    hen party|handbag|pigtails|ponytail
    (?:her|his) (?:biological|girlish|womanly|feminine|masculine|manly) {word}
    (?:she|woman|lady|girl)[^.!?;]{0,40} for the cameras|would look good (?:on|in) (?:the|our)
    look(?:s|ed)? (?:lovely|gorgeous|stunning|fabulous|like a million|pretty good in
      |good in (?:a|that|her))
    brighten(?:s|ed)? up the (?:office|room|team|place)|nice to look at
    (?:for|from) (?:a |the )?(?:female|woman's|womans|women's|male) (?:perspective|touch
      |point of view|angle|view)
    woman's touch|women's intuition|boys will be boys|man of the house|like a man
    as good as (?:the|any) (?:man|men|boys|guys|lads)|as well as any (?:man|bloke|guy)
    holds? (?:her|his) own (?:with|among|against) (?:the )?(?:men|boys|guys|lads|blokes)
    one of the (?:guys|boys|lads){end}
    among (?:all )?(?:the |those |these )?(?:men|guys|blokes|lads)|mascara|eyeliner|lip gloss
    blusher|(?:no|an|the|such an|total|real|big) alpha{end}|alpha types?
    (?:she|he|they|girl|woman|lady|guy|chap|lad|candidate|cand)(?:'s| is| was|'re| are)(?: (?:also
      |a bit|quite|very|kind of|kinda|pretty|really|so|rather|super|too))* cute{end}
    helps? (?:our|the|with our|with the) (?:numbers|ratio|stats|quota)
    (?:she|he|they|candidate|cand|who)(?:'s| is| was) (?:also )?a (?:woman|girl|lady|female|man
      |guy's guy)
    women (?:here|would|will|won't|might)
    (?:the )?men (?:here|would|will|won't) (?:like|love|listen|respect|eat)|female touch
    chick(?:s)?|broad(?:s)?{end}|dude ?bro|frat (?:boy|bro|house)|frat|jock{end}|bro{end}
    sorority|hot{end}(?<=(?:she's|he's|is|was|quite|pretty|kinda|super|so|really) hot)|mommy
    daddy issues|girl ?ish|womanish|wears the pants|high maintenance|resting face
    rack{end}(?<=nice rack)|legs,? lol|nice (?:legs|ass|bum|rack|body|figure)|catwalk
    beauty queen|pageant
    she(?:'s| was| is| got| gets| became)(?: {adv}){0,3} emotional|dressed like (?:she|he)
    (?:team|room|bunch|panel|office|floor|group|squad|department) (?:full )?of (?:men|guys|blokes|lads|women|males|girls)
  `,
  ofPeople: `
    girls?|ladies|lady|woman|women|females?|male|lass(?:es)?|gals?|lads|gender|genders|sex
    handsome{end}|pretty{end}|attractive{end}|diversity|skirt|heels
  `,
  ofTheJob: `
    (?:more|less|most|very|an|equally|quite|financially|looks|be|is|makes it|not|particularly
      |especially|find|found) (?:{word} )?attractive (?:option|price|offer|design|solution
      |trade ?off|proposition|property|because|alternative|choice|feature|idea|when|here
      |on paper|nuisance|target)
    attractive (?:option|price|offer|design|solution|trade ?off|proposition|property|alternative
      |choice|feature|idea|target)
    (?:handsome|pretty|cute|beautiful|gorgeous|sexy) (?:margin|profit|reward|trick|hack|demo
      |code|solution|query|abstraction|printing|printer|print|sum|name|names|diagram|good|much
      |sure|well|bad|clear|quickly|fast|solid|strong|thin|weak|clean|decent|standard|sql|test
      |tests|schema|idea|answer|pictures?|ui|charts?|graph|deal)
    pretty (?:{adv} )?(?:{word})ly
    gender (?:field|fields|column|columns|enum|model|dropdown|preference|preferences|option
      |options|attribute|select|question|in the|value|values|neutral|inclusive|data|filter|input
      |selector|radio|key|identity (?:field|column|enum))
    (?:male|female) (?:connectors?|plugs?|headers?|sockets?|users?|customers?|patients?|or other
      |and female|/ ?female|/ ?male|or female|names|column|voice option|option|values?|flag
      |pins?)
    (?:men|women)'?s (?:health|clothing|shoes|fashion|shop|sizes?|charity|refuge|football|league
      |section|category|wear|team)
    womenswear|menswear|grammatical gender
    gendered? (?:nouns|languages?|strings|plurals?|forms|articles)
    make up (?:for|the|a|time|work|of|data|his|her|their|about|any|an|its|tutorial|shop|store
      |brand)
    (?:to|can|could|will|did|not|n't|would|they|we|he|she|you|just) make up
    (?:made|making|makes) up|heels? (?:in|of)
    (?:dug|dig|digs|digging) (?:in )?(?:his|her|their) heels|achilles'? heel|down at heel
    hot on the heels|kick(?:ing|ed)? (?:his|her|their) heels|head over heels
    cool(?:ing|ed)? (?:his|her|their) heels|(?:old )?girl (?:scouts?|guides?'?)|girls'? school
    lady gaga|ada lovelace|(?:ladies|gentlemen) first|gentlemen's agreement
    man (?:hours?|days?|months?|weeks?|pages?|in the middle|made|power|years?|ned)|mythical man
    middle ?man|two man|one man (?:show|band|team)|ops?man|straw ?man|right hand man
    poor man'?s?|yes man|manual|one woman (?:show|army|team)
    alpha (?:version|release|beta|test|channel|feature|users?|blend|stage)|pronoun resolution
    quota (?:service|system|limits?|per|exceeded|check|for the api|enforcement)
    diversity of (?:approaches|views|opinions|data|clients|devices|options|sources)
    sex (?:field|column|enum)|master/female|pins?, male
    love(?:s|d)? (?:it|the|that|this|to|how|her|his|their|watching|seeing|a)
    (?:would|i'd|i|to|in|for the|they|we|you|she|he|much|no|lot of|who|a|really|labou?r of) love
    love{end}|honey (?:pot|pots|comb)|early birds?|birds? (?:of|with one|in)|cash cow|sacred cow
    purple cow|cow(?:s)? (?:and|not|or) pets|copy on write
    (?:cattle|pets) (?:and|not|or|vs) cows?|trans(?:action|it|fer|form|late|port){ending}
    transitioned (?:the|to (?:kafka|a|the|kubernetes|microservices|staff|lead|management|our
      |event)|from (?:on|a|the)|our|us|all|everything|over|traffic|off|them|it|away)
    transition(?:ing|s)? (?:the|from|to (?:kafka|a|the|kubernetes|microservices|management
      |staff)|off|between|plan|states?|table|state|diagram)
    (?:state|status|phase) transitions?|period(?:ic|s|ically)?|hysterical raisins
    hysterically funny|was hysterical|nagging (?:doubt|feeling|question|worry)
    cold (?:start|path|cache)|emotional (?:intelligence|labou?r|rollercoaster|attachment)
    (?:a |the )?gentlem[ae]n'?s'? agreement
  `,
};
