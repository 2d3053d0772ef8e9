import type { Frames } from "#app/domain/protected/frame.ts";

export const disability: Frames = {
  plain: `
    (?:in|uses?|using|his|her|their|my|a|the|from|with|arrived in|came in|is in|rolled in
      |wheeled) (?:a |an |his |her |their |electric |motorised )*wheel ?chair(?! (?:ramps? for
      |users?|routes?|routing|access (?:filter|data|flag)|accessible (?:routes?|filter|vehicles?
      |taxis?|rooms?|seats?)|symbol|icon|booking|spaces?|seats?))
    wheel ?chair bound|on crutches|crutches{end}|walking stick|uses a (?:cane|walker|frame)
    white cane|(?:with|has|had|a|slight|his|her|bad|pronounced) (?:a )?limp{end}
    (?:he|she|they|cand|candidate|who) (?:also )?limps|(?:walks|walked|walking) with
    limping{end}|prosthe(?:sis|tic|tics)|amputee|amputated (?:leg|arm|foot|hand|finger|limb)s?
    missing (?:a finger|an arm|a leg|a hand|fingers)
    one (?:arm|armed|legged|handed|eye|eyed)(?! (?:bandit|operation|use|mode|typing))
    para(?:plegic|lympi{word})|quadriplegic|tetraplegic|cerebral palsy|partially paralysed
    paralysed from|dwarfism|(?:he|she|they) (?:is|'s|was) (?:a )?(?:dwarf|midget)|glass eye
    lazy eye|squint{end}|eye patch|hunch ?back|club foot
    {whois} (?:partially |profoundly |legally |nearly |almost |half |going |stone |slightly |completely |practically |colou?r )*(?:deaf
      |blind|handicapped|autistic|dyslexic|depressed|bipolar|epileptic|diabetic|anorexic|obese
      |overweight|fat|alcoholic|unwell|ill|sick|hard of hearing|neuro ?divergent|neuro ?diverse
      |schizophrenic|chronically ill|terminally ill|mentally ill|visually impaired
      |hearing impaired|partially sighted|asthmatic|anaemic|anemic|arthritic|mute|dyspraxic
      |an? alcoholic|an? addict|infertile|burn(?:t|ed) out|tone ?deaf in one|mentally unstable
      |unstable|asperger'?s|poorly|under the weather|in (?:rehab|therapy|remission|recovery)
      |colou?r ?blind|injured|concussed|feverish|immunocompromised|coeliac|celiac
      |hiv positive)(?! (?:to|of (?:it|the|my|our|all)|with|about|users?|spots?|people|customers
      |spot|date|client|clients|pointers?|controllers?|jar|jars|test|tests|the|it|them|by
      |in (?:prod|staging|our|config|the (?:schema|config|flag|code|ui))))
    deaf (?:in|person|candidate|guy|woman|man|ear{end}|since|from|on one)
    (?:profoundly|partially|half|going|completely|is|was|'s|being|born) deaf(?! (?:to|ears))
    deafness|hard of hearing
    hearing (?:aids?|loss|impair{word}|problems?|difficult{word}|trouble|issues?)|cochlear
    lip ?reads?|lip ?reading|sign language|bsl interpreter|asl interpreter
    blind (?:in|since|from birth|man|woman|guy|candidate|person|colleague|engineer|dev
      |developer)
    (?:his|her|their|my|night) blindness|guide dog
    (?:going|legally|born|nearly|partially|registered|went) blind{end}|poor eyesight|eyesight
    (?:his|her|their|my) (?:sight|vision|hearing|eyes|eyesight)(?: (?:is|was|went|goes|isn't
      |problem|problems|loss|impair{word}|are))
    visual(?:ly)? impair(?:ed|ment) (?:candidate|person|guy)
    (?:he|she|they|cand|candidate|i)(?:'s| is| was)? (?:uses?|using|rel(?:y|ies) on|needs?
      |worked with|works with) (?:a |the |his |her )?(?:screen reader|magnifier|braille|captions
      |hearing loop|voice control|speech to text|large print|zoom text)
    (?:his|her|their|my|a|bad|heavy|strong|slight|the|with|severe|mild|because of|noticeable
      |terrible|some) (?:bit of a |{word} )?(?:stammer|stutter|lisp|speech (?:impediment
      |impairment|defect|problem|issue)|tics?|tremor|twitch|limp){end}
    (?:he|she|they|i|who|cand|candidate|guy|kid|lad) (?:also |really |sometimes |does |badly )?(?:stammers?
      |stutters?|stammered|stuttered|lisps|twitches)
    stammer(?:s|ed|ing|er)?|speech (?:impediment|impairment|defect|therap{word})|tourette'?s?
    nervous tics?|(?:slight|bad|strong|noticeable|pronounced) lisp|a lisp(?: but| and|,|[.]| so)
    lispy|(?:hands?|voice) (?:{word} )?(?:trembl{word}|tremor|shakes from)|parkinson'?s(?! law)
    adhd|a[.]d[.]h[.]d|autis(?:m|tic)|autie|asperger'?s?|aspie|aspy|asd|(?:on|the) the spectrum
    on (?:the|a) (?:autis{word} |autism )?spectrum|somewhere on the spectrum
    spectrumy|spectrum ish|neuro ?(?:divergen{word}|divers{word}|typical|atypical|spicy)
    dyslexi(?:a|c)|dyslexics?|dyspraxi(?:a|c)|dyscalculi(?:a|c)|ocd|o[.]c[.]d
    obsessive compulsive|bipolar(?! (?:transistor|junction))|schizo{ending}
    manic(?: depress{word}| episode)
    (?:his|her|their|my|with|from|had|has|clinical|post natal|postnatal|postpartum|of|and|for
      |battl{word}|about) (?:{word} )?depression
    clinically depressed
    (?:his|her|their|social|with|has|had|from|severe|interview|suffers|about|health|for
      |general) anxiety
    anxiety (?:disorder|issues?|meds|attacks?|problems?|medication|and)|panic attacks?|ptsd
    (?:had|has|after|from|of|a|his|her|their|recent|off with|recovering from|since|bad|severe
      |mentioned|past|signed off with|following) (?:{word} )?burn ?out
    burn ?outs?{end}|burnt out|mental (?:health|illness|breakdown|problems?|issues?|state)
    mentally (?:ill|unstable|fragile)|nervous breakdown|had a breakdown|breakdown last
    (?:in|to|his|her|their|my|through|after|of) (?:therapy|counselling)|therapist
    psychiatr{word}|psychotherap{word}|psych ward|shrink{end}|eating disorder|anorexi{word}
    bulimi{word}|self harm{ending}|suicid(?:e|al)|tumou?rs?|sociopath|psychopath
    narcissistic personality|learning (?:disabilit{word}|difficult{word})|special needs
    special ed|medicat(?:ion|ed)
    (?:his|her|their|my|on|off|anxiety|adhd|taking|takes|forgot) (?:{word} )?meds
    anti ?depressants?|prozac|ritalin|adderall|beta ?blockers|insulin|diabet(?:es|ic)
    epilep(?:sy|tic)|seizures?|asthma(?:tic)?|inhaler|cancer|chemo(?:therapy)?|radiotherapy
    leuka?emia|remission|lymphoma
    (?:out of|after|from|for|his|her|their|my|had|having|back|knee|eye|heart|hip|recent|major
      |emergency|brain|awaiting|needs?|through|recovering from|before|since|scheduled|spinal
      |dental) (?:{word} )?surgery
    (?:hip|heart|knee|back|eye|brain|throat|hernia|spinal) (?:operation|replacement|op)
    (?:his|her|my|their) (?:{word} )?operation(?:{end}| last| next| in)
    (?:in|into|out of|to|from|back from|visiting|rushed to) (?:the )?hospital(?! (?:systems?
      |clients?|software|apps?|project|domain|records|data|side|network|group|trust|it
      |scheduling|wards?|beds?))(?:{end}| last| for| with| at| when| again| most| twice| appointment| visit| bed)
    hospitali[sz]ed|transplant|dialysis
    (?:had|after|since|suffered|recovering from|his|her|following) (?:a |his |her |their |mild |minor |massive )*stroke(?: (?:last
      |in|at|two|three|a|and|recently|victim|survivor)|{end})
    heart (?:attack|condition|problems?|surgery|trouble|disease|bypass|murmur)|pacemaker
    migraines?
    (?:splitting|pounding|my|terrible|bad|nursing a|blinding|his|her|a|with|had a|horrible
      |awful) (?:tension )?headache(?! (?:of|for|to|is|when|later|with))
    (?:has|had|got|with|have|having|down with|the|from|stomach|just had|man|of|bit of
      |getting over|recovering from|my|swine) (?:the |a bit of |bad |man )*flu
    fever(?:ish)?{end}
    (?:a|with|my|high|had|running a|has) (?:bit of )?(?:fever|temperature){end}
    (?:had|has|got|with|have|getting over|after|from|long|down with|since|post|of|caught|my
      |recovering from|his|her|and|positive for) covid
    long covid|covid (?:last|brain|and|positive|still|fog)
    (?:a|an|had|has|have|with|my|his|her|bad|heavy|stinking|streaming|rotten|full of|head|of a
      |awful|nasty|by a|terrible|getting over|a bit of a) cold(?:{end}| today| all| last| this| from| right)
    food poisoning|vomit{ending}|threw up|throwing up|nause(?:a|ous)
    (?:stomach|tummy) (?:bug|ache|trouble|issues?)|unwell|under the weather
    (?:felt|feeling|feel|fell|falling|looked|looks|off|called in|phoned in|go|went|going|came in
      |home|was|am|i'm|been|out|being|so|quite|very|rather|really|seriously|chronically|mentally
      |terminally|long term) (?:a bit |quite |really |very |rather |seriously |so |too )?(?:sick
      |ill|poorly|rough from|faint)(?! (?:of|defined|advised|suited|conceived|considered
      |equipped|prepared|fitting|written|formed|judged|at ease|served|placed|reflect{word}
      |reflects?|of the|done|planned|structured|organised|tested|maintained|documented
      |with worry))
    signed off(?: sick| with| for| work)
    sick (?:leave|days?|note|pay|last|today|this week|yesterday|all week|for (?:most|a|two|three
      |months|weeks)|child|record|bug|with|and)
    sickness(?: (?:record|absence|last|leave))?
    (?:an|long term|serious|chronic|terminal|his|her|their|my|mental|long|of|through|some
      |recent) illness
    disease|chronic(?:ally)? (?:ill{ending}|pain|fatigue|condition|migraine{ending}|back)
    fatigue syndrome|fibromyalgia
    (?:his|her|their|my|back|chronic|in|neck|knee|with|visible|wrist|shoulder|chest|joint
      |the) (?:{word} )?pain(?:{end}| today| all| from)
    (?:bad|dodgy|my|his|her|sore|slipped|ruined) (?:back|knee|hip|shoulder|disc|wrist
      |neck)(?:{end}| so| today| acting| from| and| injury| problems?| trouble)
    back (?:problems?|trouble|pain|brace)|rsi|carpal tunnel|arthrit{word}|sclerosis
    alzheimer{ending}|dementia|hiv|crohn'?s?|colitis|ibs|lupus|endometriosis|hepatitis|eczema
    psoriasis|allerg(?:y|ies)|hay ?fever|obes(?:e|ity)|overweight
    weight (?:problem|issue|loss surgery)
    (?:bit|very|rather|quite|so|too|really|pretty|a) (?:on the )?(?:fat|heavy side|chubby|plump
      |large lady|large man)(?: (?:guy|man|woman|bloke|girl|lady|chap|lad)|{end})
    fat (?:guy|man|woman|bloke|girl|lady|chap|lad|bastard)|chubby|on the heavy side
    out of breath(?! (?:explaining|listing|describing|trying|from all))|wheez(?:y|ing|ed)
    breathless|coughing|cough(?:ed|s)? (?:fit|throughout|all|through|the whole|a lot|constantly)
    (?:a|bad|nasty|my|his|her|constant|hacking|dry) cough|sneez(?:ed|ing|es)
    lost (?:my|his|her|their) voice|voice (?:had |has |was |is )?(?:gone|going)|laryngitis
    sore throat|tonsillitis|pneumonia|bronchitis|tooth ?ache|root canal|(?:from|at) the dentist
    dentist (?:visit|appointment)|numb from|insomniac?|insomnia|narcoleps?{ending}|sleep apnoea
    sleep disorder|vertigo|tinnitus|anaesthetic|anesthetic|painkillers|codeine
    physio(?:therapy|therapist)?|rehab(?! (?:app|centre|client))
    recovering (?:alcoholic|addict|from|drug)|alcoholi(?:c|sm)|alcoholics anonymous
    (?:drink|drinking|drug|substance|gambling|addiction|alcohol) (?:problem|problems|issues?
      |habit|abuse|history)
    smell(?:s|ed|ing)? (?:of|like) (?:alcohol|drink|booze|beer|wine|weed|gin|whisky)|drunk{end}
    hung ?over|sober (?:for|since|now|six|two|three)|addict(?:s|ion)?{end}|drug user|stoned
    (?:broken|fractured|sprained) (?:arm|leg|wrist|ankle|foot|hip|collar ?bone|finger|hand|rib
      |ribs|toe|shoulder|nose|elbow|knee)
    broke (?:my|his|her|their|an|a) (?:arm|leg|wrist|ankle|foot|hip|collar ?bone|finger|hand|rib
      |toe|shoulder|elbow)
    (?:arm|leg|foot|wrist|hand|ankle) (?:was |is )?in (?:a |plaster)(?:cast|sling|brace|splint
      |plaster)?
    plaster cast|in a sling|neck brace|knee brace|concussion|concussed
    brain (?:injury|fog|damage|tumou?r|surgery|bleed)|head injury
    (?:his|her|their|my|sports?|an|a|spinal|back|with|knee|old|serious|from|after
      |work) injur(?:y|ies)
    traumatic|trauma{end}|car accident|motorbike accident|accident (?:left|last)
    (?:his|her|their|my|candidate's|poor|ill|the candidate's|ongoing|personal|own|mental
      |physical|for|partner's) health(?! (?:checks?|endpoints?|probes?|app|care|tech|client
      |records?|data|system|platform|products?|insurance (?:app|client|product)))(?: (?:issues?
      |problems?|reasons?|condition|scare|grounds|situation|trouble))?
    health (?:issues?|problems?|reasons?|conditions?|scare|grounds|situation|troubles?|wise
      |concerns?|history|struggles?)
    healthy enough|physically (?:fit|frail|weak|unfit|up to)|frail
    looks (?:unwell|unhealthy|ill|sick|frail|pale|tired and ill|sickly)|sickly|fit enough
    pale and|stamina issues?
    medical (?:reasons?|conditions?|issues?|leave|appointment|history|problems?|emergency
      |treatment|note|certificate|stuff|accommodation|gap|grounds|procedure)
    (?:doctor'?s|gp|therapy|clinic|physio) (?:appointment|visit|note)
    at the (?:doctor'?s|gp|clinic)|occupational health
    {their} (?:{word} )?(?:disabilit(?:y|ies)|handicap|impairment|condition|diagnosis|illness
      |disorder|episodes?)(?! (?:app|claims?|benefit|module|variable|variables|logic|check
      |checks|was never|in the|on the))
    registered disabled
    disabled (?:candidate|person|guy|man|woman|toilet|badge|parking|hire|son|daughter|child
      |brother|sister|colleague|applicant|engineer|access|friendly|people (?:like|can't
      |in (?:the|our) (?:office|team)))
    hidden disabilit{word}
    disabilit(?:y|ies)(?: (?:of some|hire|quota|leave|thing|which|so|form he|form she|box
      |adjustments?|act))
    handicapped|physically (?:disabled|challenged|handicapped|impaired)
    diagnos(?:ed|is)(?: (?:with|last|of|as|at|late|in))(?! (?:the|a (?:bug|deadlock|leak|race
      |memory|slow|fault|failure|broken|missing)|it|an? |why|what|from|logs|under|seconds
      |minutes|prod|production|slow|memory|latency))
    reasonable adjustments?
    (?:needs?|asked for|requested|require[sd]?|requires) (?:{word} )?(?:accommodations?
      |adjustments?|extra time (?:for|because|due|on))(?! (?:to the|in the|of the
      |for the (?:schema|index|api)))
    (?:has|had|with|got|have|his|her|their|my) ms{end}
    (?:lost|losing|missing) (?:an?|his|her|their|the|one|the use of) (?:{word} )?(?:arm|leg|eye
      |hand|finger|fingers|foot|hearing|sight|eyesight|voice|hair)
    "health"|(?:my|his|her) back (?:went|is|was|gave|has|playing)|put (?:my|his|her) back out
    threw (?:my|his|her) back|back (?:spasm|went out)|twitchy
    sweat(?:y|s|ed|ing) (?:profusely|buckets|a lot|heavily|all)|sciatica|gout|hernia|lumbago
    measles|mumps|stent|angina|arrhythmia|blood pressure|cholesterol|thyroid|anaemi[ac]
    anemi[ac]|hysterectomy|vasectomy|gall ?stones?|kidney (?:stones?|disease|transplant)
    liver (?:disease|failure|transplant)|cirrhosis|cystic fibrosis|muscular dystrophy
    spina bifida|down'?s syndrome|syndrome|sickle cell|haemophilia|hemophilia|coeliac|celiac
    glaucoma|cataracts?|conjunctivitis|monobrow|narcolep{word}|motor neurone|huntington'?s
    tuberculosis|malaria|dengue|monkeypox|norovirus|tonsils|wisdom teeth
    tooth (?:out|abscess|infection)|ear infection|chest infection|sinus(?:es|itis)
    dizz(?:y|iness)|palpitations|nosebleed|bandage(?:d|s)?|eye ?patch|cpap|stoma|catheter
    colostomy|oxygen tank|epipen|insulin pump|hearing loop|carers?{end}|blue badge
    blue badge holder|vaccinat(?:ed|ion) (?:status|side)|post viral|brain fog|chemo brain|nutter
    psycho{end}|loony|mad as|not right in the head|screw loose
    on (?:drugs|pills|tablets|the wagon|steroids for|painkillers|morphine|lithium|ssris?)
    off (?:his|her|their) (?:meds|tablets|head|trolley|rocker)|self medicat{word}|twelve steps
    12 steps|aa meetings?|rehabilitation|psychosis|psychotic|delusional disorder
    paranoid (?:type|personality)|borderline personality|personality disorder|selective mutism
    non verbal|aphasia|echolalia|stimming|sensory (?:issues?|overload|processing)
    eye contact (?:issues?|problem|thing|is)|no eye contact|avoids? eye contact
    (?:can't|doesn't|didn't|won't|wouldn't|never|barely|hardly|not) (?:make|made|hold|keep
      |meet) (?:any |much )?eye contact
    (?:was|were|been|got|had been|is|spent|weeks|months|year|a year
      |half a year) (?:{word} )?(?:ill|off ill|off sick|unwell|poorly|hospitalised|laid up
      |bedridden|housebound|out sick|on sick leave|signed off)
    (?:half|so|too|dosed|drugged|doped) (?:drugged|medicated|doped|sedated)
    side effects of (?:his|her|my|their|the (?:meds|medication|chemo|drugs|tablets|jab))
    (?:heavy|chain) smoker|smokes? like|stank of|reek(?:s|ed) of|breath (?:smelled|smelt|stank)
    body odou?r|waddl{word}|morbidly|bmi|on a diet|skinny as|painfully thin|skeletal|anorexic
    burn victim|disfigur{word}|birthmark|cleft (?:lip|palate)|hunched over with
    uses? (?:a |an )?(?:stick|cane|frame|zimmer|rollator|scooter|prosthetic|ventilator
      |feeding tube|service dog|assistance dog|guide dog)(?: now|{end}| to)
    assistance dog|service dog|therapy dog
    {whois} (?:really |very |quite |rather |so )?(?:heavy|large|big|huge|skinny|drunk|hungover
      |high|stoned|medicated|sedated|trembling|shaking|sickly){end}
    (?:depressed|autistic|unwell|drunk|sick|ill|anorexic|frail|tired and sick|medicated
      |unhealthy) (?:sounding|looking|seeming)
    (?:seems?|seemed|sounds?|sounded|looks?|looked|came across as|comes across as|appears?
      |appeared|probably|possibly|maybe|perhaps|clearly|obviously|definitely|likely|totally
      |kinda|bit|slightly|presumably|apparently|suspect|undiagnosed) (?:a bit |quite |very |rather |kind of |slightly |mildly )?(?:drunk
      |hungover|stoned|autistic|depressed|bipolar|unwell|dyslexic|adhd|add|ocd|neurodivergent
      |neurodiverse|schizo{ending}|anorexic|disabled|deaf|manic depressive|aspergers?
      |asperger'?s|aspie|on the spectrum|mentally ill|in pain|medicated)(?! (?:the|it|by|flag
      |in))
    slur(?:red|ring)|hungover
    disclosed (?:that |a |an |his |her |their )?(?:he|she|they|{word} )?(?:condition|disability
      |diagnosis|adhd|illness|{word} disorder|has|is)
    breath(?:es|ing)? (?:heavily|loudly?|hard)|heavy breathing|struggled with the stairs
    couldn't manage the stairs|hearing dog|learning difficult{word}
    bad (?:heart|lungs|eyes|hearing|hip|leg)
    (?:weak|dodgy|failing|poor) (?:heart|health|eyesight|hearing|lungs)|heart (?:op|bypass)
    weigh(?:s|ed|ing)? (?:a lot|too much|about|at least|[0-9])|lost a lot of weight
    put on weight|temperature of|(?:a|my|his|her) temperature{end}|convalesc{word}
    recuperat{word}|on the mend|lurgy|sniffles|bunged up|croaky|hoarse
    frog in (?:my|his|her) throat|bad throat
    (?:his|her|my|the) (?:asthma|epilepsy|diabetes|dyslexia|stutter|stammer|adhd|autism|ocd
      |migraines?|anxiety|arthritis|wheelchair)
    (?:had|has had|having|'s had|after) a (?:nervous |mental |full |kind of )?breakdown(?! (?:of|by|per))
  `,
  ofPeople: `
    (?:his|her|their|my|the|own|about) health{end}|wheel ?chair|crutches|limp(?:s|ed|ing)?{end}
    deaf|stutter(?:s|ed|ing)?|a lisp|disabilit(?:y|ies)|disabled|handicap|impairment|burn ?out
    depression|anxiety|illness|surgery|injury|therapy|health (?:reasons|grounds)|stress leave
    allergic to (?:nuts|peanuts|gluten|dust|pollen|cats|dogs)|infertility|miscarriage|dentist
    drunk|pills|flu
    visually impaired{end}
  `,
  ofTheJob: `
    (?:disabl(?:e|ed|es|ing)) (?:the|it|by|via|for|a|an|that|this|them|in|on|flags?|feature
      |features|retries|caching|users? accounts?|accounts?|buttons?|state|button|tests?|checks?
      |all|his|her|their|our|those|these|when|until|whenever|unless|with|during|before|after
      |alerts?|autocommit|auto|triggers?|constraints?|logging|one|two|half|both|every|some|any
      |cron|jobs?|copilot|inputs?|swap|writes?|reads?|notifications|per|at|as|and|or|if|rules?
      |links?|nagle)
    (?:flag|feature|button|job|account|input|alert|cron|check|cache|retry|retries|test|tests
      |flags|alerts|tls|ssl|trigger|rule|field|endpoint|checkbox|link|plugin|extension|service
      |copilot|it|that|them|they|which|be|left|are|all|been|get|gets|got|permanently|temporarily
      |globally|simply|then|quietly|silently|deliberately|first) (?:is |was |were |be |are |stays? |been |it |being |remains? |has been |had been )?disabled
    (?:color|colour) ?blind(?:ness)? (?:palette|safe|mode|users?|friendly|simulation|simulator
      |readers?|players?|customers?|people|check|checks|folks|operators?|drivers?|folk
      |colleagues use)
    (?:for|of|by|to|with) (?:{word} )?(?:deaf|blind|colou?r ?blind|disabled|dyslexic
      |visually impaired|hearing impaired|partially sighted|autistic|low vision|sight impaired
      |epileptic|diabetic|wheelchair)(?: (?:and|or|{word}))? ?(?:users?|people|customers?
      |readers?|players?|patients?|visitors?|passengers?|drivers?|operators?|kids|viewers?
      |students?|citizens|members|travellers|ones|folk|employees)?(?! (?:candidate|guy|woman
      |man))
    blind (?:spots?|alley|faith|trust|retry|retries|copy|date|panic|hope|luck|guess|test|tests
      |review|reviews|write|writes|update|updates|index|signatures?|users?|to|about|eye|taste
      |people|customers?|sided|acceptance|obedience|confidence|sql)
    (?:turn(?:ed|s|ing)?|turned) a blind eye|(?:double|single) blind|flying blind|flew blind
    flies blind|fly blind|blindly|blinded by|blind leading
    (?:rob|robbed|sworn|going in|went in|coding|debugging|deploying) blind|venetian blind
    deaf (?:to|ears?{end}|users?|ears? (?:to|on))|(?:fell|falls|falling|fall) on deaf ears?
    tone ?deaf|dumb (?:pipes?|terminal|question|luck|client|down)
    (?:golf )?handicap (?:tournament|app|index|calculat{word}|system|scores?|scoring|table|board
      |service|events?|rating|ratings|race)
    golf handicaps?|handicapp(?:ing|er)
    (?:analysis|choice|decision|by|from|option|design) paralysis|paralys?z?(?:ed|es|ing) by
    crippl(?:ed|es|ing) (?:the|by|latency|performance|bug|debt|it|cost)
    lame (?:excuse|duck|joke|delegation)
    (?:video|audio|ui|animation|playback|frames?|stream|scroll|scrolling|gc|page|map
      |render{ending}|screen share|line|call|connection|zoom|wifi)(?:[^.]{0,14}) (?:stutter(?:s
      |ed|ing)?|limp(?:s|ed|ing)?)
    stutter(?:s|ing)? (?:on|in|under|when) (?:scroll|load|the|low|4g|3g|mobile)
    limp(?:s|ed|ing)? (?:along|on|excuse|argument|mode|home|answer|ending|finish)
    limp (?:and|one|reply|response)
    (?:common|emacs|in|written in|a|the|clojure or|scheme or|of|some|his|her|learn{ending}|like
      |from|wrote a|wrote) lisp(?:s)? (?:interpreter|dialects?|machine|compiler|program|macros?
      |service|code|hackers?|like|style|parser|days|in)
    (?:in|common|emacs|learned|knows|using|with|from|used|writes|wrote|clojure,|scheme,|prolog,
      |and|or|of) lisp{end}
    health ?(?:checks?|checking|probes?|endpoints?|care|score|scores|tech|metrics?|page
      |dashboard|status|monitor(?:s|ing)?|data|records?|system|app|apps|clients?|insurance
      |platform|service|services|authority|products?|tracker|bar|signals?|sector|domain|visits?
      |team|department|board|ministry|of the (?:system|service|cluster|team|code|queue|fleet
      |platform|replica|node))
    (?:system|service|cluster|code|project|team|queue|data|node|replica|fleet|org|digital
      |operational|public|sprint|consumer|deployment|pod|upstream|codebase) health
    healthy|unhealthy
    mental (?:model|models|arithmetic|maths|math|note|load|overhead|image|map|leap|gymnastics
      |picture)
    (?:operational|maintenance|huge|real|bigger|big|future|ops|migration|debugging|billing
      |on call|worst|same|real|their|our|next|biggest|major|recurring|security) headaches?
    headache (?:of|for|to|when|later)|pain (?:points?|killer|ful|s|fully)
    (?:customers?'?s?|users?'?|real|developer|whose|the|their|where the|no|much|biggest|any
      |where it|operational|migration|of the|on call|actual|their real|what the) pain
    growing pains?|(?:no|add(?:ing)?) (?:insult to )?injury
    sick (?:of|burn|consumer|node|host|pod|replica|instance|system|patient|service|services
      |nodes|shard|monolith|building|joke)
    (?:monolith|service|node|replica|consumer|system|patient|database|broker|host
      |instance) (?:is|was|isn't|gets|goes|looks|are|went|falls) (?:sick|ill|unwell|healthy)
    ill (?:defined|advised|suited|conceived|considered|equipped|prepared|fitting|formed|judged
      |structured|posed|tempered|placed)
    cold (?:starts?|cache|caches|storage|path|paths|read|reads|standby|boot|sites?|calls?|email
      |open|store|key|keys|wallet|backup|query|run|shard|data|tier|node|page|cut|fit|light|water
      |caches)
    (?:got|get|blew|blows|ran|went|goes|out|left|in the|stone|knows raft|hot and
      |hot,? warm,? and|hot or|hot,|hot from|knows it|knew it|knows {word}(?: {word})*|from a
      |came in|a|cache is|cache was|dead) cold{end}(?<!(?:had|has|with|with my|have|got
      |getting over|by|of|of a|from|after|nursing) (?:a |the |an )?(?:{word} )?cold)
    allergic to (?!nuts|peanuts|gluten|dust|pollen|cats|dogs){word}
    (?:key|brush|pen|masterclass|broad|path|svg|masterful|line) strokes?
    stroke (?:of|width|style|dash|array)
    medical (?:records?|device|devices|data|domain|client|imaging|app|software|system|staff
      |platform|start ?up|billing|systems|history (?:table|record|form))
    hospital (?:client|clients|system|systems|software|app|project|domain|records|data|side
      |network|group|trust|it|scheduling|wards?|beds?|booking|rota|admissions?|product|staff
      |prompt|exercise|case|example|records|integration|pharmacy|background|interface|api|apis
      |sites?)
    (?:a|the|for a|for the|our|large|this) hospital(?:'s|s)?
    surgery (?:booking|scheduling|schedule|slots?|app|lists?|calendar|theatres?|rooms?|system
      |planning)
    (?:like|with|shotgun|open heart|schema|code|careful|major|minor|database|deep|precise|as
      |did) surgery(?: (?:on|to|in))
    patients?
    fat (?:client|clients|jar|jars|controller|controllers|finger|fingers|fingered|pointer
      |pointers|models?|interface|tree|tail|tails|arrow|event|events|payload|payloads|binary
      |free|cat|gap|chance)
    trim the fat|cut the fat
    (?:avoids?|prevents?|reduces?|risk of|on call|against|stops?|team|pager|rota|engineer
      |so nobody|staff|rotation|ops) (?:{word} )?burn ?outs?
    burn ?out (?:of the|in the|on the|rate|risk|metrics?|for on call)
    (?:cost|price|time|task|work|problem|functional|bill|latency|request|clear|clean|good|neat
      |nice|system|component|per) breakdown
    breakdown (?:of|by|per)|anxiety (?:about|around|over|free)
    (?:great |economic |dot com |soil )depression(?= of| in the)|depressing(?:ly)?
    (?:bus|deploy|deployment|release|change) anxiety|insane(?:ly)?|crazy|mad
    (?:spread)?sheet therapy|retail therapy|physical therapy (?:app|booking|client)
    (?:fever|feverish) pitch|feverishly|fever chart|coughed? up|amnesia
    bipolar (?:transistors?|junction)|spectrum (?:analy[sz]er|of|auction|licen[cs]e)
    (?:full|whole|wide|broad|other end of the|across the|radio|frequency|end of the) spectrum
    accommodation (?:booking|search|app|provider|listing|site|type)|symptoms?
    diagnos(?:ed|es|ing|is|tic|tics)? (?:the|a|an|it|why|what|from|logs|under|slow|memory
      |latency|prod|production|race|deadlocks?|in|of (?:the|a|an|that|why|our))
    addict(?:ed|ion|ive)? (?:to|game|loop)
    vision (?:for|of|document|statement|is (?:clear|strategic|to)|was (?:clear|to))
    (?:product|technical|strategic|long term|clear|shared|company|team|computer) vision|sight of
    in (?:his|her|their) sights?|his vision|her vision|their vision|inhaler app|gym app
    pacemaker (?:pattern|corosync)|corosync|drunk(?:ard)? (?:walk|sailor)|(?:post)?mortem
    trauma (?:ward|unit|team)
    recovering from (?:a |an |the |that |failures?|crash(?:es)?|outages?|disaster|errors?
      |partial|it|his (?:mistake|false|slow|bad|wrong|first|early|initial)|her (?:mistake|false
      |slow|bad|wrong|first|early|initial)|their (?:mistake|false|slow|bad|wrong|first)|lost
      |corrupt{ending}|my|two|backup|kafka|network|replica|node|disk)(?! (?:operation|surgery
      |illness|stroke|cold|cancer|flu|covid|breakdown|injury|accident|knee|hip|back))
    deaf as|migraine of|deaf,? (?:dumb|and dumb)
    blood pressure (?:app|readings?|monitor|data|cuff)|(?:stuck|stump|stumped|limb (?:on|of))
    out on a limb|health (?:bar|of the)
    (?:cluster|queue|service|system|replica|pool|node|code|database|team|project|org|its|their
      |product|backlog|pipeline|platform|build|test suite|suite|domain|consumer
      |index) health{end}
    syndrome|(?:not invented here|second system|imposter|impostor|shiny object|hero) syndrome
    (?:scar|scars) (?:tissue|from|to prove)|battle scars?|manic (?:pace|typing|energy|monday)
    rash (?:decision|move|of)
    (?:a|the|no|prod|production|power|network|total|partial|site|regional|during|rolling
      |planned) (?:{word} )?blackouts?
    esa|pip (?:install|freeze|package|packages|is)|(?:with|via|using|and|npm or|poetry or) pip
    (?:service|production|queue|db|database|cluster|redis|server|prod|total|a|the|system|friday
      |full|disk|into) meltdowns?
    bleeding edge|cutting edge|bandaged? (?:over|it|on)
    stitches (?:the|together|them|it|two|requests|traces)|in (?:recovery|stitches)|recovery
    dizzying|diet of|mental{end}|transaction in recovery|dr in recovery
    aa (?:batter|contrast|level)|infection control|malaria (?:app|data|project|net)
    vaccinat{word} (?:booking|app|records?|system|site|client|project|slots)|jab at|steroids
    (?:kafka|cron|excel|crud|git) on steroids
    in therapy (?:speak|terms)|stairs of {word}
  `,
};
