/** One alternative a word, as the lists below are written. */
const oneOf = (words: string): string => words.trim().split(/\s+/).join("|").replace(/_/g, " ");

const nationalities = oneOf(`
afghan african albanian algerian american anglo arab arabic argentinian argentine armenian asian
aussie australian austrian azeri balkan baltic bangladeshi basque bavarian belarusian belgian
bengali bolivian bosnian brazilian brit british bulgarian cameroonian canadian catalan caucasian
chilean chinese colombian croat croatian cuban cypriot czech danish dane dutch dutchman
east_asian east_german eastern_european ecuadorian egyptian english englishman estonian ethiopian
european filipino filipina finn finnish flemish french frenchman frenchwoman georgian german ghanaian
greek gujarati hispanic hungarian icelandic indian indonesian iranian iraqi irish irishman israeli
italian jamaican japanese jordanian kazakh kenyan kiwi korean kurdish latin_american latina latino
latvian lebanese lithuanian malaysian maltese maghrebi mediterranean mexican middle_eastern moldovan
moroccan nepalese nepali nigerian nordic north_african norwegian pakistani palestinian persian
peruvian pole polish portuguese punjabi romanian russian scandinavian scot scottish senegalese serb serbian
singaporean slav slavic slovak slovene slovenian somali south_american south_asian south_african
spaniard spanish sri_lankan swede swedish swiss syrian taiwanese tamil telugu texan thai tunisian turk
turkish ugandan ukrainian uruguayan venezuelan vietnamese welsh west_african yank zambian
zimbabwean`);

const countries = oneOf(`
afghanistan africa albania algeria argentina armenia asia australia austria azerbaijan
bangalore bangladesh belarus belgium bolivia bosnia brazil bulgaria cameroon canada chile china
colombia croatia cuba cyprus czechia denmark east_africa eastern_europe ecuador egypt england
eritrea estonia ethiopia finland france gaza georgia germany ghana glasgow greece hong_kong hungary iceland india
indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kerala korea kosovo kyiv lagos latin_america
latvia lebanon lithuania malaysia mali malta mexico moldova mongolia morocco mumbai myanmar nepal netherlands
new_zealand nigeria north_africa norway pakistan palestine peru poland portugal punjab romania russia rwanda
saudi saudi_arabia scotland senegal serbia siberia singapore slovakia slovenia somalia south_africa
south_america south_korea spain sri_lanka sudan sweden switzerland syria taiwan tanzania thailand
tunisia turkey uganda ukraine uruguay venezuela vietnam wales west_africa yemen zambia zimbabwe
the_balkans the_caribbean the_east the_far_east the_gulf the_middle_east the_philippines the_states the_us
the_usa abroad overseas elsewhere another_country somewhere_in_asia somewhere_in_africa`);

/** Words that make a sentence one about what is built, or for whom. */
const product = oneOf(`
a11y account accounts algorithm alt analytics api apis app apps assistive attribute backend banner
bill billing booking bookings boolean bot button calendar
catalogue checkbox client clients cluster code codebase column columns config consent css customer customers
dashboard data dataset database demographic device diagram diff
directory domain dropdown edge_case encryption endpoint endpoints enum erd
event_store exercise feature features field fields filter filters flag form
forms gdpr handler index integration interface input json key keys
kiosk ledger library localisation localization locale log logs machine marketplace memory menu
messages metric metrics microservice microservices migration mock_up model modelled modelling module node nodes option options
page pages palette parser partition pattern payload payment payments persona personas pipeline pixel platform portal
process processes product products prompt protocol prototype provider queries query queue queues record records registry replica repo
report reports repos row rows rule_engine sample scheduler schema schemas screen
script sdk server servers service services shard shards simulator site slider software sql
storage store stores survey system systems table tables taxonomy ticket tickets token tokens toggle tool topic topics tracker type types
ui unit_test url use_case user users ux validation validator variable vendor wcag website
widget wizard workflow yaml`);

const number = oneOf(
  "two three four five six seven eight nine ten eleven twelve a_few several some",
);
const tens = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty";
const ones = "one|two|three|four|five|six|seven|eight|nine";

export const vocabulary: Readonly<Record<string, string>> = {
  nat: nationalities,
  country: `(?:the )?(?:${countries})`,
  product,
  word: "{letter}+",
  ending: "{letter}*",
  made: "apps?|sites?|websites?|portals?|products?|platforms?|systems?|services?|clients?|features?|tools?|trackers?|calculators?|bookings?|ticketing|schedul(?:er|ers|ing)|shops?|stores?|lists?|flows?|modules?|screens?|forms?|fields?|columns?|tables?|enums?|apis?|prompts?|exercises?|examples?|datasets?|data|director(?:y|ies)|membership|calendars?|users|customers|readers|accounts|tablets|marketplaces?|plugins?|games?|registr(?:y|ies)|records?|registers?|software|startup|sample|simulator|widgets?|filters?|charit(?:y|ies)|projects?|schema|models?|policy engine|hall|sized|shaped|microservices?|queries|query|dashboards?|workflows?|endpoints?|databases?|catalogues?|rota|rotas|chatbot|bot|library|libraries",
  linking:
    "(?!(?:and|but|so|the|a|an|in|on|with|of|to|for|at|by|from|is|was|who|which|that|has|had|or|nor|if|as|because|when|while|then|than|made|makes|makes|got|did|does|i|we|he|she|they|it|this|our|my|his|her|their|built|designed|wrote|drew|chose|picked|asked|gave|named|knows|knew|owns|needs|wants|good|strong|solid|great|clean|nice|no|not|too)(?!{letter})){word}",
  number,
  age: `(?:${tens})(?: (?:${ones}))?|(?:late )?teens|[1-7][0-9](?: ?ish)?`,
  decades:
    "(?:(?:very |the )?(?:early|mid|late|lower|upper) )?(?:teens|twenties|thirties|forties|fourties|fifties|sixties|seventies|'?[2-7]0 ?'?s)",
  poss: "his|her|their|my|our|your|(?!it|that|there|what|here|let|who|he|she){word}'s",
  their: "his|her|their|my|our|your",
  who: "he|she|they|i|we|who|you|cand|candidate|applicant|interviewee|guy|woman|man|chap|lady|bloke|lad|girl|person|fellow|fella|kid|interviewer|this one|dude|bro",
  be: "(?:'s|'re|'m|'ll be|'d be| is| are| am| was| were| may be| might be| must be| must have been| could be| has been| have been|'s been|'ve been| had been|'d been| will be| would be| seems| seemed| seems to be| seemed to be| looks| looked| sounds| sounded| feels| felt| comes across as| came across as| turns out to be| turned out to be)",
  adv: "also|super|kinda|totally|such|a|an|the|bit|little|rather|quite|very|clearly|obviously|openly|probably|maybe|perhaps|possibly|not|n't|still|so|too|apparently|really|actually|only|just|already|now|i (?:think|guess|believe|suspect|presume|gather)|himself|herself|themselves|themself|well|pretty|fairly|originally|visibly|recently|newly|currently|partly|partially|half|supposedly|presumably|allegedly|practi[sc]ing|devout|lapsed|of|kind|sort|typical|typically|surely|definitely|certainly|what i'd call|proper|basically|slightly|extremely|surprisingly|incredibly|awfully|legally|registered|first generation|second generation|more|much|as|all|like|about",
  whois:
    "(?:{who}{be}(?:n't)?|(?:is|was|isn't|wasn't|are|were) (?:he|she|they)|hes|shes|theyre|they're|im|i'm|he's|she's|being)(?: {adv}){0,4}",
  end: '(?=[\\t\\x20]*(?:[.,;:!?)/"”…–—]|$)|[\\t\\x20]+(?:- |-$|and|&|but|so|tho|though|i|imo|tbh|or|if|yet|because|since|apparently|probably|perhaps|maybe|hence|nor|which|who|already|by the (?:look|sound)|at (?:a guess|least|most))(?!{letter}))',
  person:
    "person|people|folks?|man|men|woman|women|guys?|chap|chaps|lad|lads|girls?|boys?|bloke|blokes|lady|ladies|gent|gents|gentleman|gentlemen|fellow|fella|dude|candidate|candidates|cand|applicant|applicants|interviewee|interviewees|colleagues?|engineers?|developers?|devs?|coders?|programmers?|managers?|hires?|kids?|worker|workers|crowd|types?|staff|employees?|expat|friend|friends|teammate|teammates",
  month:
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|winter|a few (?:weeks|months)|(?:two|three|four|five|six) (?:weeks|months)|the new year",
  party:
    "labour|tory|tories|conservatives?|the greens?|greens?|republicans?|democrats?|lib dems?|snp|ukip|reform|leave|remain|left|right|afd|spd|cdu|fdp|le pen|trump|biden|harris|obama|clinton|bernie|corbyn|starmer|boris|farage|macron|milei|bolsonaro|lula|modi|brexit|yes to brexit|erdogan|liberals?|socialists?|psoe|vox|podemos|the left|the right",
};
