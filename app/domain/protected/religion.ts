import type { Frames } from "#app/domain/protected/frame.ts";

export const religion: Frames = {
  plain: `
    {whois} (?:strict |good |former |ex |born |raised )?(?:muslim|moslem|islamic|catholic
      |protestant|jewish|jew|hindu|sikh|buddhist|mormon|quaker|jehovah's witness
      |jehovahs witness|baptist|methodist|presbyterian|anglican|lutheran|calvinist|adventist
      |scientologist|wiccan|atheist|zoroastrian|jain|evangelical|born again|christian
      |pentecostal|amish|hasidic|haredi|zen buddhist|bah[aá]'?[ií]|agnostic|churchy|pious
      |observant|a believer|a churchgoer|religious|god fearing)(?! (?:about|to|over|of|on|with
      |in)|s? (?:app|users?|calendar))
    (?:devout|practi[sc]ing|strict|observant|lapsed|good|ex|very|deeply|committed|born again
      |proper|raised|raised a|brought up|a|fellow|nice|as a|typical|probably|maybe|clearly
      |obviously|converted) (?:muslim|moslem|islamic|catholic|protestant|jewish|jew|hindu|sikh
      |buddhist|mormon|quaker|jehovah's witness|jehovahs witness|baptist|methodist|presbyterian
      |anglican|lutheran|calvinist|adventist|scientologist|wiccan|atheist|zoroastrian|jain
      |evangelical|born again|christian|pentecostal|amish|hasidic|haredi|zen buddhist
      |bah[aá]'?[ií])(?: (?:family|faith|school|group|charity|camp|union|fellowship|boy|girl|lad
      |guy|woman|man|upbringing|background|community|home|too|country|name|candidate|values
      |ethic))(?! (?:app|calendar|users))
    (?:devout|practi[sc]ing|strict|observant|lapsed|deeply|committed|born again|raised|raised a
      |brought up|fellow|ex) (?:muslim|moslem|islamic|catholic|protestant|jewish|jew|hindu|sikh
      |buddhist|mormon|quaker|jehovah's witness|jehovahs witness|baptist|methodist|presbyterian
      |anglican|lutheran|calvinist|adventist|scientologist|wiccan|atheist|zoroastrian|jain
      |evangelical|born again|christian|pentecostal|amish|hasidic|haredi|zen buddhist
      |bah[aá]'?[ií])
    very religious|quite religious|deeply religious
    religious (?:person|type|man|woman|guy|beliefs?|views?|background|family|observance
      |holidays?|reasons?|grounds|symbols?|jewel{word}|dress|upbringing|community|nut
      |convictions?)
    not religious{end}|for religious
    {poss} religio(?:n|us (?:beliefs?|views?|practices?|observance))
    (?:wears?|wore|wearing|in|with|under|behind|beneath|her|his|that|the|a|and|full) (?:an? |her |his |the |{word} )?(?:head ?scarf
      |headscarves|hijab|niqab|burqa|burka|chador|turban|kippah|kippa|yarmulke|skull ?cap|rosary
      |crucifix|dog collar|habit and|star of david|tefillin|tzitzit|kirpan|bindi|tilak
      |religious)(?! (?:shop|users?|app|filter|avatar|emoji))
    hijab|niqab|burqa|burka|kippah?|yarmulke|tefillin|rosary|crucifix
    (?:a |wears? a |gold |silver |big |small )cross (?:round|around|on|necklace|pendant
      |at) ?(?:his|her|their|the|a)?(?: neck| wall| chain)?
    cross necklace|covers (?:her|his) hair|head covering|head covered
    (?:his|her|their|my|to|at|in|local|goes to|from|of|a|through|the|with his|for (?:his|her
      |their)|sunday|own) (?:{word} )?(?:church|mosque|synagogue|shul|gurdwara|parish
      |congregation|chapel|ashram|masjid|pastor|priest|imam|rabbi|vicar|bible (?:group|study
      |college|class|camp)|prayer (?:group|mat|room|break|time|meeting|beads))(?! (?:encoding
      |numerals?|and state|app|client|directory|website))
    church (?:goer|going|goers|group|choir|on sundays?|work|volunteer{ending}|band|leader|elder
      |youth|commitments?|community|stuff|every|people|man|lady|type|warden|treasurer|outreach
      |camp|service on|family|school|member)
    churchy|choir at (?:his|her) church
    (?:he|she|they|i|who|cand|candidate|to|and|needs to|needed to|had to|has to|wants to|must
      |goes to|went to|stops? to|break to|room to|off to|time to|paused to|prays|we) (?:also |still )?pray(?:s
      |ed|ing)?(?! (?:it|that|the|for (?:the|a|no|it)|nothing|someone|nobody|they|he|she
      |to the demo|and))(?: (?:five|daily|at|before|on|with|every|together))?
    (?:friday|evening|morning|noon|midday|afternoon|jummah|jumu'?ah|daily|five) prayers?
    prayers? (?:at|room|break|mat|breaks|on fridays?|five|every|schedule|in the|beads|meeting
      |group|first|before)
    for prayers?|his prayers|her prayers|their prayers
    (?:for|during|because of|it's|it was|its|in|on|over|observes?|observing|keeps?|keeping
      |celebrat{word}|after|before|of|with|about|until|off for|by|around|to) (?:the |her |his |their )?(?:ramadan
      |eid|diwali|holi|hanukkah|chanukah|yom kippur|rosh hashanah?|passover|pesach|sukkot|purim
      |lent|sabbath|shabbat|shabbos|shabbes|navratri|ash wednesday|vaisakhi|advent
      |nowruz)(?! (?:app|sale|campaign|calendar|traffic|peak|feature))
    (?:ramadan|eid|diwali|hanukkah|yom kippur|rosh hashanah?|passover|shabbat|shabbos|sabbath
      |lent) (?:observan{word}|off|is|was|chat|and|starts?|started|this|next|so|just|holidays?
      |prayers?|fast|begins|came|mubarak|,)
    (?:he|she|they|i|is|was|were|been|am|'s|'m|'re|cand|candidate|while|still|because|day of
      |hours of|from) (?:been |also |currently |apparently )?fasting(?! (?:glucose|tracker|app))
    halal|keeps? kosher|kosher (?:food|meals?|lunch|canteen|kitchen|only)|eats? kosher
    doesn't eat pork|no pork|devout|devoutly|god fearing|god squad|holy roller
    bible (?:group|study|college|class|basher|bashing|belt|verse|verses|camp|quotes?)
    quot(?:es|ed|ing) (?:the )?(?:bible|scripture|koran|qur'?an|torah|jesus)|scripture|koran
    qur'?an|torah|talmud|(?:his|her) bible|bible on|the lord|jesus|god willing
    god's (?:will|plan|work)|inshallah|in sha allah|mashallah|thank(?:s|ed|ing) god for
    praise (?:the lord|god|be)|(?:in|believes? in) god|atheists?|atheism|creationis[mt]
    sunday school|lay preacher
    (?:is|was|a|youth|ordained|former|local|methodist|baptist) (?:pastor|priest|preacher
      |minister of religion|vicar|monk|nun|deacon|imam|rabbi|missionary)
    missionar(?:y|ies)|mission trip|seminary|theolog(?:y|ian)|divinity (?:school|degree)
    convert(?:ed)? to (?:islam|judaism|christianity|catholicism|buddhism|hinduism)|islam|judaism
    christianity|catholicism|hinduism|buddhism|baptis(?:ed|m)|christening|bar mitzvah
    bat mitzvah|first communion|confirmation class|hajj|umrah|pilgrimage|kumbh
    (?:his|her|their|my|of|strong|man of|woman of|own|about|shared|christian|religious|muslim
      |jewish|different) faith(?! (?:in|that|on))(?: (?:comes|matters|is|was|and|community
      |leader|group|school|based|forbids|means|gets))?
    faith (?:community|leader|group|school|matters|comes|reasons)
    (?:doesn't|does not|don't|won't|wouldn't|didn't) celebrate (?:christmas|easter|birthdays)
    (?:won't|can't|cannot|doesn't|not
      |no) (?:be able to )?work(?:ing)? (?:on )?(?:the )?(?:sabbath|sundays? for
      |saturdays? (?:for|because)|fridays? (?:for|because|afternoons? (?:for|because)))
    midnight mass|sunday mass|to mass|goes to mass|celebrates? christmas
    (?:not|isn't) (?:a )?(?:christian|muslim|jewish|hindu|catholic|sikh|religious){end}
    ^(?:muslim|moslem|islamic|catholic|protestant|jewish|jew|hindu|sikh|buddhist|mormon|quaker
      |jehovah's witness|jehovahs witness|baptist|methodist|presbyterian|anglican|lutheran
      |calvinist|adventist|scientologist|wiccan|atheist|zoroastrian|jain|evangelical|born again
      |christian|pentecostal|amish|hasidic|haredi|zen buddhist|bah[aá]'?[ií])(?:{end}| by| like| i think| presumably| probably)
    (?:about|loves?|thanks?|praises?|trusts?|mentions?|mentioned|believes? in|belief in|found
      |finds?|with|fear of|and|brings up|brought up) (?:god|jesus|christ|the bible|the gospel
      |his church|her church)(?: a lot| first| all| every| twice| three| in (?:his|her|every|the
      |their) life|{end})(?! (?:object|class|mode))
    (?:the )?brethren|plymouth brethren|star of david|chapel (?:on|at|choir|every)|for chapel
    (?:doesn't|won't|wouldn't|didn't|don't|refuses? to|not) shake (?:hands with )?(?:my hand
      |hands|women's hands|women|men)
    modest dress|dresses modestly|opium of the people|unitarian|coptic|maronite|druze|shia|sunni
    sufi|alevi|ahmadi|ismaili|lds|salvation army|opus dei|alpha course|hare krishna|reiki|tarot
    horoscope|star sign|astrology|meditat(?:es|ing) (?:at|in|with)|yoga guru
    spiritual(?:ity)? (?:person|type|side|beliefs?|retreat|leader|journey|woman|man)
    (?:very|quite|deeply) spiritual|the almighty|the church of
    church of (?:england|scotland|latter)|bless(?:ed|ings?) (?:by|from) (?:god|the lord)
    holy (?:week|day|days|month|communion|book|land)
    friday(?:s)? (?:off )?for (?:mosque|prayers?|the mosque|shul)
    (?:sundays?|saturdays?|fridays?|sunday mornings?) (?:are|is|off|at|for|to
      |in) (?:{word} )?(?:for )?(?:church|chapel|mosque|shul|synagogue|temple|worship|mass
      |prayers?|god|the lord|religious|his faith|her faith)
    amulet|prayer beads
    (?:wears?|wearing|wore|with) (?:a |an |the |his |her )?(?:{word} )?(?:cross|veil
      |scarf over (?:her|his) (?:hair|head)|abaya|robes?|kufi|star of david|medallion of
      |saint's medal|religious)(?! (?:site|region|team|functional|cutting))(?:{end}| on| round| around| at| over| to| under)
    (?:said|says) grace|grace before (?:lunch|dinner|the|meals?|eating)
    fasts (?:this|during|for|until|till|on|every|all|at)
    (?:mention|mentions|mentioned|talks? about|talked about|brings up|brought up|loves|quit|left
      |joined|through|via|for) (?:the |a |his |her |their )?church(?! (?:encoding|numerals?
      |website|app|and state|client|project))
    (?:super|so|really|pretty|hyper|ultra|overtly|openly) (?:christian|religious|catholic|muslim
      |jewish|devout|pious)(?! about)
    the man upstairs
    raised (?:in )?(?:the |a )?(?:{word} )?(?:church|cult|commune|convent|kibbutz|sect|temple)
    convent school|catholic school|bible college|christian (?:college|university|school)|yeshiva
    madrasa|religious school|altar boy|choir ?boy|mecca|lourdes|medina|the vatican|the pope
    (?:vicar|pastor|preacher|rabbi|imam|priest|missionary|minister)'s (?:son|daughter|kid|wife)
    (?:clergyman|clergy|clergywoman|chaplain)|gave up {word} for lent|nativity play
    (?:takes?|wears?|keeps?|takes) (?:the |his |her |their )?(?:veil|sabbath|faith|fast)
    monastery|convent|nunnery|ordained
    (?:believ(?:es|er) in (?:god|a higher power|jesus|allah|heaven|creation))
  `,
  ofPeople: `
    muslims?|jew|orthodox (?:jew|jewish|christian)|scientologists?|pentecostals?|catholics?
    jewish|jews|hindus?|sikhs?|mormons?|atheist|christians|protestants?|buddhists?|quakers?
    head ?scarf|turban|bible|church|mosque|synagogue|temple|prayers?|praying|religion|religious
    sabbath|ramadan|eid|diwali|shabbat|shabbos|yom kippur|hanukkah|passover|fasting|christening
    chapel|brethren|vicar|pastor|imam|rabbi|priest
  `,
  ofTheJob: `
    church (?:and|vs|versus|/|from) state
    church (?:encoding|encodings|numeral|numerals|turing|rosser)|broad church|alonzo church
    cathedral and the bazaar
    (?:not |isn't |wasn't |almost |quite |so |a bit |too |that |really |nearly |never )?religious(?:ly)? (?:about
      |wars?|over|debates?|arguments?|adherence|devotion to|commitment to|in (?:his|her|their)
      |zeal|fervou?r|attachment|discussion|checks?|follow{ending}|writes?|wrote|tests?|tested
      |logs?|documents?|applied|measures?|measured|profiles?|on (?:tests|tdd|types|tabs
      |testing))
    (?:is|are|as|like|becomes?|became) (?:a |some kind of )?religion (?:here|there|to|for)
    religiously|religious war|holy wars?|{their} religion is (?:tdd|types|clean)
    (?:tabs|spaces|vim|emacs|rest|tdd|scrum|agile|microservices|framework) religion
    (?:good|bad|blind|leap of|act of|in good|article of|much|little|lost|lose|no|some|full|total
      |have|had|has|every|restored?|utmost|absolute|complete|any|enough|too much|more|great
      |touching|misplaced|put|puts|child like|takes? it on|on) faith
    (?:spray|hope|wing|deploy|ship|merge|push|retry) (?:and|&|a|then|n) (?:a )?pray(?:er)?(?:ed
      |s|ing)?
    on a wing and a prayer|(?:not|n't have|doesn't have|hasn't|without|no|never had) a prayer
    pray(?:s|ed|ing)? (?:it|that|the|nothing|nobody|for (?:the|a|it|no|rain))|prayer driven
    restart and pray
    (?:the|our|their|team's|de facto|sre|sql|ddd|style|a|as|gospel and|java) bibles? (?:of|for
      |on|here)
    kimball bible|it's a bible|gospel|evangelis{word}
    preach(?:es|ed|ing)? (?:to|about|at|tdd|ddd|event|microservices|clean|the)
    (?:is|was|isn't|not|quite|entirely|exactly|all|seem|looks|totally|strictly) kosher
    catholic (?:taste|tastes|range|school management|hospital)
    orthodox (?:approach|design|solution|choice|answer|rest|way|pattern|and|view|take|enough
      |agile|scrum|ddd|oop|mvc)
    (?:un|more |fairly |quite |rather |very |most )orthodox|jesus,? (?:the|what|that|i|this)
    god (?:object|class|mode|service|table|objects|classes)
    (?:thank|oh my|my|honest to|for|swear to) god|easter eggs?
    (?:black|fat|good|christmas|code freeze)[^.]{0,6} friday|temple (?:os|university)
    monk(?:ey|eys)|(?:mono|poly)theis{word}
    lent (?:itself|me|him|her|us|his|her|weight|support|a|more|some)|agnostic
    cult (?:following|of|classic)|cargo cult{ending}|sect(?:ion|or)s?|high priest(?:s|ess)? of
    sacred cows?
    (?:a|his|her|their|the) religion (?:with|for|of) (?:him|her|them|theirs|tests|types)
  `,
};
