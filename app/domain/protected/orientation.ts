import type { Frames } from "#app/domain/protected/frame.ts";

export const orientation: Frames = {
  plain: `
    gays?|lesbians?|homosexual(?:ity|s)?|heterosexual(?:ity)?|hetero|homophob{word}|bisexual
    pansexual|asexual|queer|lgbt{ending}(?:[+])?|lgbtqia?[+]?|same sex
    sexual(?:ity| orientation| preferences?)|(?:his|her|their|my) (?:sexual )?orientation
    sexual minority
    his (?:ex |new |lovely |own |now |late |soon to be |future |long term )*(?:husband|hubby
      |boyfriend|male partner|fianc[eé](?!e))
    her (?:ex |new |lovely |own |now |late |soon to be |future |long term )*(?:wife|girlfriend
      |female partner|fianc[eé]e|wifey|missus)
    (?:he|him|chap|bloke|guy|man)(?:(?! (?:she|her|my|our|your|whose|sister's|daughter's
      |mother's|boss's|interviewer's)(?!{letter}))[^.!?;]){0,70} (?:a|the|and|about|with|of
      |has a|to a|no|man's|by|named|called|mentions a|mentioned a) (?:husband|boyfriend|hubby)
    (?:she|woman|lady|girl)(?:(?! (?:he|his|him|my|our|your|whose|brother's|son's
      |boss's)(?!{letter}))[^.!?;]){0,70} (?:a|the|and|about|with|of|has a|to a|no|by|named
      |called|mentions a|mentioned a) (?:wife|girlfriend)
    (?:rainbow|pride) (?:lanyards?|pins?|flags?|badges?|stickers?|straps?|watch ?straps?|mugs?
      |t ?shirts?|shirts?|laces|bracelets?|march|parade|background|socks|wristbands?|cover|patch
      |laptop|month|event|committee|network|group|profile|hoodie|avatar|emoji|keyring|scarf
      |wallpaper|poster|party|weekend|week|society|alliance|float|tattoo|cap|case|in london
      |in berlin)
    (?:at|to|for|marched at|marches at|goes to|about|went to|organised|organises|volunteers at
      |during) pride(?! (?:in|of|and joy|himself|herself|themselves))
    (?:came|come|comes|coming|been|was|is|she's|he's|they're|since coming|being
      |not) out (?:as (?:gay|a lesbian|lesbian|bi|bisexual|queer|trans|one|such)|(?:at
      |to) (?:work|his|her|their|me|us|the (?:team|panel|company)|colleagues|family
      |everyone)(?! (?:of|on|with|lunch|that|the conclusion|surprise|knowledge|be|check)))
    coming out (?:story|at work|to|as)
    (?:he|she|they)(?:'s|'re| is| are| was) (?:{word} )?out(?: and proud|{end}| at work)
    out and proud|in the closet|closeted|campest|out of the closet
    (?:openly|proudly|obviously|clearly|secretly|visibly) (?:out|gay|queer|lesbian|bi)
    drag (?:queens?|acts?|shows?|nights?|race|performer|artist|king)
    two (?:dads|mums|moms|mothers|fathers)|civil partner(?:s|ed|ship)?|flamboyant(?:ly)?|gaydar
    bats? for (?:the )?(?:other|both|his|her)|bat for|swings? (?:both|that|the other) way
    which way (?:he|she|they) swings?|what way (?:he|she|they) swings?|grindr|friend of dorothy
    fruity|limp wrist(?:ed)?|poof{ending}|dyke|sapphic|that way inclined|other team
    plays for the other|closet case|old queen|raging queen|confirmed bachelor
    {whois} (?:bi|straight|ace|camp|as camp|flaming|fabulous){end}
    (?:a bit|rather|very|quite|so|slightly|terribly|extremely|little|somewhat|pretty|kind of
      |kinda) camp(?:y)?(?:{end}| in| for| about| mannerisms?)
    camp (?:as|mannerisms?|manner|voice|chap|guy|man|and|way)
    (?:is|was) (?:he|she|they) (?:gay|bi|straight|queer|out){end}|not straight{end}
    (?:thought|assumed|presumed|assume|guess|think|believe|figured|say|bet) (?:that )?(?:he|she
      |they)(?:'s|'re| is| are| was| were|'d be) (?:{word} )?(?:gay|bi|straight|queer)
    (?:his|her|their) (?:boy|girl)friend or (?:girl|boy)friend
    lives with (?:another|a) (?:man|woman)|likes (?:men|women|girls|boys)
    into (?:men|women|girls|boys|guys)|prefers (?:men|women|girls|boys)
    her (?:life )?(?:partner|other half|better half)(?:'s|,? is| was)?,? (?:a |another )?(?:woman
      |girl|lady|female|she|anna|sarah|kate|emma|jane|lucy|claire|maria|laura|julia|sophie|helen
      |rachel|karen|lisa|jess|hannah|alice|marie|nina|eva|amy|annie|beth|lily|olivia|mia|ella
      |chloe|katie|katherine|catherine|elizabeth|liz|susan|sue|mary|jennifer|jen|jenny|jessica
      |amanda|michelle|melissa|nicole|stephanie|steph|rebecca|becca|lena|petra|ana|carmen|sofia
      |isabel|ingrid|priya|mei|emily|megan|ashley|heather|lauren|kim|tina|nora|clara|ines)
    his (?:life )?(?:partner|other half|better half)(?:'s|,? is| was)?,? (?:a |another )?(?:man
      |guy|bloke|male|he|steve|mark|john|paul|david|tom|peter|james|michael|chris|daniel|andrew
      |simon|matt|luke|alex|max|ben|sam|martin|stefan|marco|carlos|mike|dave|joe|nick|jack|harry
      |george|oliver|pete|greg|kevin|brian|eric|adam|jason|ryan|matthew|anthony|patrick|philip
      |phil|ian|neil|stephen|steven|richard|robert|william|thomas|tim|tony|gary|scott|antonio
      |luis|jorge|pablo|hans|lars|erik|sven|jonas|lukas|felix|tobias|florian|pierre|luca|omar
      |ali|raj|dan|danny|jim|bob|bill|jeff|brad|kyle|justin|brandon|josh|aaron|nathan|zach)
    (?:ex |now )?liv(?:es|ing) with (?:a|another|his) (?:man|male|boyfriend)
    lives with another woman|two (?:daddies|mummies|dads)
    (?:his|her|their) (?:gay|lesbian|queer|male lover|lover)|partner of the same
    married (?:to )?(?:a|another) (?:man|woman)|gay bar|gay scene|metrosexual|twink|butch|femme
    dykes?|gender of (?:his|her) partner
    (?:likes|prefers|fancies|fancied) (?:the )?(?:boys|girls|men|women|lads|ladies)|the closet
    rainbow (?:family|households?)
    (?:might|may|could|must|would|think|guess|suspect|bet|assume|say)(?: that)?(?: (?:he|she
      |they)(?:'s|'re)?)?(?: might| may| could)? (?:be )?(?:into|attracted to) (?:men|women
      |girls|boys|guys|dudes|chicks)
    (?:super|so|totally|proudly|visibly|pretty|kinda|kind of) (?:gay|queer|camp)
    gay (?:guy|man|lad|dude|couple|friend|son)|(?:his|her|their) (?:same sex|gay|lesbian) {word}
    a little (?:flamboyant|camp|fruity|fabulous)|fabulous{end}|castro{end}
    (?:boyfriend|husband)s?(?: {word}){0,3} (?:like him|and he)|throuple|polyam{word}|poly{end}
    open relationship|his (?:fella|feller|bloke|lad|guy|man) (?:at home|is|was|works|and|in)
    (?:about|with|mentioned|mentions|and) his (?:fella|feller|bloke|man)(?! (?:hours|days))
    (?:about|with|mentioned|mentions|and) her (?:lass|girl|missus|bird)
    (?:was|is|has) (?:raised by )?two (?:mums|moms|dads|mothers|fathers)
  `,
  ofPeople: `
    bi{end}|pride lanyard|rainbow{end}|transphob{word}
  `,
  ofTheJob: `
    queer (?:little |old |sort of )?(?:bug|behaviou?r|choice|design|thing|query|shape|result
      |number|error|notion|idea|feeling)
    gay abandon|rainbow (?:tables?|csv|brackets|deploy{ending}|chart|of)
    (?:take|takes|took|taking|with|some|point of|matter of|source of|quiet|obvious|real
      |justified|professional) pride
    pride (?:in|of|and joy|himself|herself|comes|goes)
    (?:screen|device|page|image|photo|portrait|landscape|customer|goal|results?|service|object
      |exif|card|label|strong customer|mobile|text|print|detail|task|team
      |solution) orientations?
    (?:product|service|object|customer|user|data|outcome|business) orientation
    orientation (?:change|changes|lock|flag|week|session|of the|sensor|field)
    (?:results?|numbers?|figures?|truth|report|version|answer|it|release|article|paper|patch|rfc
      |estimate|total|cost|reasons?|story|words?|which|that|design|sums?|bill|all|plan|feature
      |requirement|constraint) (?:all |then |only |finally |eventually |never |just |has |had )?(?:came
      |come|comes|coming) out
    bi (?:directional(?:ly)?|weekly|monthly|annual|temporal|encoder|modal|gram|grams|nary)
    bi (?:tools?|team|dashboards?|reports?|stack|people|analysts?|layer|queries|users?|warehouse
      |side)
    (?:same|different|other) team|(?:acid|base|spike|lists?|queries) queer|boot ?camp
    (?:summer|training|code|base|in the {word}|in one|either|both|monolith
      |microservices?) camps?
    camp(?:ing|er|s|site|sites|us|aign{ending})? (?:site|bookings?|reservation|app|in)
    straight (?:to|into|forward|away|off|up|answers?|line|from|at|through|after|jsons?|sql|out
      |for|in|on|back|path|copy|a|the)
    drag (?:and|&|n) drop|drag ?race condition|drag on
    (?:with|of|take|takes|took|some|no|justified|quiet|a matter of|swallow(?:ed|s)?
      |swallowed (?:his|her)|great|visible|evident|real|much|professional|any|his|her|their
      |personal|much|hurt|wounded|craft) pride{end}
    bear{end}|(?:can't|to|grin and|bugbear|bear) bear|bear (?:in|with|the)|lovers? of
    lovers?{end}
  `,
};
