import type { Rule } from "../rule.ts";

const english = { language: "en" } as const;

/** Self-harm, abuse, danger to others, and what an ambulance is for. */
export const englishDanger: readonly Rule[] = [
  {
    ...english,
    id: "en.self_harm",
    kind: "self_harm",
    concerns: "either",
    severity: "moderate",
    sign: "harm",
    phrases: `
      have|got ..2 razor|razors|blade|blades out again
      not stop cutting
      want|wants|craving|need blade|razor ..1 bad|badly|again|tonight
      hoodie|hoodies|sleeves ..3 because|cover|hide ..1 my? arms|arm|legs|cuts|scars
      did it again ..4 bathroom|shower|stall|locker
      new|fresh|#few|more cuts ..2 my|on ..1 @hit_body|hip|hips
      each|every time deeper
      cut|cuts|cutting ..4 deeper
      saw|see|seeing ..2 fat layer|bone|muscle
      fat layer
      broke|break|breaking my ..1 own? hand|arm|finger|foot|nose ..4 purpose
      punch|punching|punched walls|wall ..4 head|until|till|bleed|quiet
      not ..1 deserve|deserving ..1 food|eat|eating
      skipping|skip|skipped meals ..4 anorexia|again|control|punish|purge|old
      scars ..3 itching|itch|itchy|new
      cut|hurt|burn|burned|hit ..4 @self ..3 on purpose
      @hit_body|hand ..5 on purpose
      my own head ..3 quiet|stops|wall
      addicted cutting|burning|hurting
      not stop cutting|burning|purging|hurting
      stopped eating
      class|school|team is|been cutting
      skin ..2 raw|bleeds|bleeding
      razor|blade|blades again
      picked up ..1 razor|blade|knife
      havent|have not? cut ..6 want|urge|need
      lighter ..2 on ..2 @hit_body
      my class|@someone ..3 is|been|keeps cutting|burning
      wearing|wear|wore long|leggings|hoodie|sleeves|pants|sweatshirt|bandaids ..5 see|sees|notice|notices|cuts|scars|hide|cover|know
      long sleeves ..5 see|sees|notice|cuts|scars|hide|cover
      @hit_body ..2 mess|wrecked|torn|raw|shredded
      blades|razors in ..1 drawer|bag|room
      cut bad|badly|deep
      threw|throwing|throw|puke|puking ..2 up ..4 purpose
      @hit_body ..3 cuts|scars|scratches
      did it again ..3 blade|razor|knife|cut
      cut|cutting|cuts|burn|burning|burned|burnt|hurt|hurting|harm|harming|harmed|scratch|scratching|scratched|punish|punishing|bruise|bruising|starve|starving|injure|injuring|stab|carve|carving @self
      self harm|harming|harmed|injury|mutilate|mutilation|injuring
      self harm
      sh relapse|relapsed|urges|again|scars|clean
      cut|cutting|burned|slice|sliced|slicing ..1 again
      i cut again
      relapsed ..3 cut|cutting|blade|razor|harm|arm|arms|thigh|thighs|sh
      started|back cutting
      cut|cutting|slice|slicing|carve|carved|carving|burn|burned|burning|scratch|scratched ..1 my|his|her|their|into ..1 @hit_body
      cut|cuts|scars|marks ..1 on ..4 @hit_body
      cuts ..2 @hit_body
      cuts|scars|marks all|on ..2 @hit_body
      razor|razors|blade|blades|lighter|cigarettes|cigarette|knife|glass|scissors ..4 skin|arm|arms|thigh|thighs|leg|legs|wrist|wrists
      urge|urges|want|wanting|need|itching|craving cut|burn|bleed|harm ..2 @self|my|again|tonight|bad|badly|anymore
      urge|urges cut|burn|hurt|harm|relapse
      put|putting ..2 cigarette|cigarettes|lighter out ..2 arm|skin|arms|leg
      hitting|hit|bang|banging|punch|punching|slam|slamming my|his|her head ..2 wall|door|until|on|against
      punch|punching|hit|hitting myself|himself|herself
      purging|purged|purge ..2 again|food|every|meal|dinner|lunch
      make|making|made myself throw|puke|sick|vomit
      not eaten ..2 #few|#many|two|three|four|five|six|days|week
      starving myself
      only way|thing ..3 feel|helps ..2 cut|cutting|bleed|pain|burn
      blood ..2 makes me feel|calm
      watch|watching|seeing myself bleed`,
  },
  {
    ...english,
    id: "en.abuse",
    kind: "abuse",
    concerns: "self",
    severity: "high",
    phrases: `
      killed|killing|drowned|shot ..1 dog|cat|puppy ..4 next
      bruises ..2 i can not explain
      bruises ..2 not explain|hide
      checks|reads|searches my phone ..4 delete|deleting|hide
      keeps|keep|holds|took|takes|has our|my|their passports|passport|papers|documents
      locks|locked door ..3 night|us|in
      threw|throws|smashed my? ..1 phone|plate|glass|chair|bottle at|on|against my|me|us head|face|again
      hit|hits|beat|beats @someone|him|her|them with ..1 pipe|belt|bat|stick|cord|hammer|rod
      was|been|got|am raped
      raped ..5 ago|tonight|today|night|yesterday
      belt|cigarette|burn marks|mark|burns ..3 back|legs|arms|body ..4 mom|dad|did|from
      regret ..2 leaving|it|this ..4 lawyer|police|cops|court|texts|texting|home
      find|found|finds out ..2 i ..2 talked|told|called|texted|leaving|saving ..5 lawyer|police|cops|shelter|someone|regret|kill|hurt
      tracks|tracking|checks|monitors my phone ..5 money|screams|yells|hits|late|friends
      holds|controls|takes|keeps my ..1 money|paycheck|cards ..5 screams|yells|hits|late|phone
      he|she|they|@partner ..1 got|has|keeps|kept|holds my ..1 passport|papers|phone|keys|documents ..3 not ..2 leave|go|let
      if he|she can not have me
      keep|keeping her|him|them|kids safe from
      my passport ..3 not ..2 leave|go
      i|was|been|got|being|get kidnapped
      he|she|they|@partner ..1 forced me
      hell|shell kill|hurt|find|hit|beat|take|come me|us|him|her|them|kids
      if i leave ..8 kill|hurt|regret|find|hunt me|us|it|kids|leaving
      regret leaving
      found me ..1 help|outside|again
      he is outside
      put|puts|hid ..1 tracker|airtag|gps ..3 car|phone|bag
      tracker ..2 car|phone
      checks|check|goes|monitors ..1 my phone ..4 hit|yells|wont|let|friends|hurt
      make|makes|making|made me sleep|have|do ..2 his|her|other|with|sex ..2 friends|men|money|people
      locked|locks me out ..3 snow|cold|night|house|nightgown
      whips|whipped|hits|beats me ..1 with ..1 cord|belt|stick|bat|hose|spoon|hanger
      im|i am #many ..4 dad|stepdad|uncle|brother|coach|teacher ..4 room|touch|touches|bed|night|comes
      found out where i live
      he|she ..1 found me
      @partner|he|she|they ..5 @hit me
      he|she|they|@partner will|going|gonna|might ..1 hurt|kill|hit|beat me|us again|tonight|when|if|for
      if he|she|they|@partner finds|sees|hears|catches|wakes ..2 out|me|phone|this|up|text
      he|she|they|@partner ..1 threw|throws|throwing ..3 at me|us
      locked myself? in? ..2 bathroom|closet|bedroom|room|basement ..4 with|baby|kids|he|she|him|her
      dad|he|stepdad|father|mom|boyfriend ..1 hit|hits|beat|beating|hurting|hitting my? mom|mother|sister|brother|him|her|dad|kids|baby|son|daughter
      is still yelling|screaming ..2 downstairs|outside|at
      @partner|he|she|they ..2 @hit @us
      @partner|he|she|they ..3 @hit me
      he|she|they|@partner ..1 gave|giving|left me|us ..1 black|bruise|bruises|concussion
      he|she|they|@partner ..2 put|puts|putting|got|had|has|wrapped ..1 hands|hand ..3 neck|throat
      hands around|on my throat|neck
      he|she|they|@partner ..1 broke|breaks|fractured|busted my ..1 arm|nose|jaw|rib|ribs|wrist|phone|finger|lip|hand|cheekbone
      he|she|they|@partner ..2 said|says|swore|swears|threatened|threatens|threatening|promised|told ..4 kill|hurt|shoot|stab|strangle|burn|beat|murder me|us|kids
      he|she|they|@partner ..2 threatened|threatens|threatening|keeps ..2 kill|hurt|shoot me|us
      threatened|threatening|threatens ..1 me|us with|if
      threatened|threatening|threatens kill|shoot|hurt|stab me|us
      says|said he|she ..1 kill|shoot|end me|us
      he|she|@intimate ..1 kill|kills me|us if|when ..1 i ..1 leave|left|tell|told|go|try|call|divorce
      he|she|@partner ..2 going|will|gonna|would kill|hurt|beat me|us ..1 if|when|tonight|for ..2 leave|left|tell|told|finds|home|gets|out|divorce|called|call
      he|she|@partner going|will|is|gonna kill me|us tonight|one|eventually|someday|and|this
      if i|we leave ..3 kill|hurt|find|hunt|shoot me|us
      afraid|scared|terrified|fear ..2 my @partner
      afraid|scared|terrified|fear ..1 he|she|they ..3 kill|hurt|find|hit|beat|come|coming|shoot ..1 me|us
      afraid|scared|terrified ..2 go|going home
      afraid|scared|terrified him|her
      afraid|fear for my|our life|lives|safety
      in fear for my|our life
      not let|letting|lets|allow|allowed me|us leave|out|go|see|have|eat|talk|use|call|outside|contact
      not allowed ..1 leave|see|talk|call|outside|have
      locked|locks|locking|trapped me|us ..1 in|out|inside|room|up
      locked in ..2 room|basement|closet|house|bedroom by|and|he
      took|takes|taking|hid|hides|broke|smashed|has|hidden my ..1 phone|keys|passport|papers|documents|ids ..4 leave|go|call|out|escape
      he|she|they|@partner ..1 took|takes|hid|hides|smashed|broke my ..1 phone|keys|passport|papers|documents
      hiding|hid|locked ..1 in|myself ..2 bathroom|closet|basement|bedroom|room|garage|car ..4 he|him|she|her|husband|boyfriend|from|dad|@partner
      hiding ..1 from ..1 him|her|husband|boyfriend|wife|dad|stepdad
      hiding in ..1 bathroom|closet
      he|she|they|@partner|someone ..2 has|got|have|with|holding|pulled|waving|pointed|pointing ..2 @gun|knife|machete|bat ..4 me|us|my|outside|kids|here|house|pointed|wont|and
      pointed|pointing|pulled|held|put|aimed ..1 @gun|knife ..1 at|on|me|against|us
      he|she|someone|they|@partner is? outside ..3 house|door|window|apartment|pounding|banging|screaming|yelling|gun|trying
      breaking|trying|kicking|break|broke ..2 in|down|into ..1 my|our? house|door|apartment|home|window|now
      someone ..3 in my|our house ..4 now|help|hiding|scared|police|hear|noise|noises|downstairs
      violating|violated|ignored|breaking ..2 restraining|protective order
      raped|rape|sexually|molested|assaulted me|assaulted|abused|my
      i was|got|been|am being|am ..1 raped|assaulted|molested|abused|trafficked|beaten|drugged|groped|strangled|stalked
      was raped|molested|assaulted
      being abused|beaten|hit|raped|molested|trafficked|stalked|followed|held|hurt
      sexually assaulted|abused
      touches|touched|touching|gropes|groped|fondled me ..2 private|where|down|there|at|inappropriately|without|when|night|under|bed
      touches|touching me
      forced|forces|forcing|makes|made|making me ..1 have|do|touch|sleep|perform ..1 sex|things|him|sexual|stuff|with|it
      comes|came ..2 my|into room|bed ..2 night
      force|forced|forces|forcing himself|herself|themselves on me
      hits|hit|beat|beats|beating|hurts|hurting|abuses|abusing|raped|molested|molesting|shakes|touches|touching ..2 kids|kid|children|child|daughter|son|baby|mom|mother|sister|brother
      @someone ..1 is|being|getting|gets|been beaten|abused|hit|raped|molested|trafficked|strangled by
      @someone ..1 is|being|getting|gets|been ..1 abused|beaten|molested|trafficked
      beating her|him|them|me|my|us|up
      domestic violence|abuse|abuser help|victim|shelter|tonight|again|situation|hotline|survivor|me
      in abusive relationship|marriage|home|household
      he|she|husband|boyfriend|wife|partner|dad|mom is|was|gets|got|getting ..1 abusive|violent
      abusive husband|boyfriend|wife|partner|ex|relationship|dad|father|mother|home
      not safe ..1 at|in|with|here|anymore home|house|him|my|her|husband|boyfriend|here
      not safe ..1 here|home
      not feel safe ..1 at|in|with|around|here|going home|him|my|her|here
      am not safe
      do not feel safe
      need|trying|want|how|help ..1 get|escape|leave|away|flee|run ..2 from|away|him|her|husband ..2 him|abuser|abusive|husband|hits|before|violent
      need|want|trying ..1 escape|flee
      stalking|following|tracking me
      is|been|keeps stalking|following|tracking ..2 me
      bruises ..3 him|husband|boyfriend|hit|hide|from|again|hiding
      held|hold|holding|keeping|kept me ..1 hostage|captive|prisoner|down|against
      being held against|hostage|captive|by
      trafficked|trafficking me|us
      walking|walk on eggshells
      he|she ..1 controls|control everything|my|where|who|all
      strangled|strangle|choked|choke me
      punched|slapped|kicked|beat|beats|hits ..1 me|us
      hits me
      beat me up
      hit me again|last|tonight|in|with|when|because|and|yesterday|hard
      drunk ..3 hit|hits|hitting|yelling|throwing|throws|violent|scared|angry ..1 me|us|things`,
  },
  {
    ...english,
    id: "en.abuse.other",
    kind: "abuse",
    concerns: "other",
    severity: "high",
    phrases: `
      @someone ..2 beating|hitting|hurting|choking|strangling|attacking|abusing|molesting his|her|their|my|our|@someone ..1 @someone|@partner|kids
      @someone ..2 beats|hits|hurts|abuses|molests|rapes his|her|their|my|our ..1 @someone|kids
      @someone hurting|beating|hitting ..1 kids|children|baby
      hear ..3 screaming ..4 hitting|beating|help|stop
      @someone ..2 being abused|beaten|molested|raped|trafficked`,
  },
  {
    ...english,
    id: "en.abuse.fear",
    kind: "abuse",
    concerns: "self",
    severity: "moderate",
    phrases: `
      send|show|sending ..3 pic|photo|picture|location ..5 every hour|day|minutes
      where i am every hour
      tracks|tracking|monitors my phone|location
      screams|yells ..1 at me ..3 if|when|late
      throws|threw|throwing stuff|things|plates|dishes ..1 at me
      calls me ..2 mistake|worthless|whore|slut|trash
      keeps|kept showing up ..4 my? house|home|work|job|apartment|building|car
      follows|followed|following me home|around|everywhere
      grabbed|groped|cornered|kissed|touched|flashed me ..5 stockroom|office|closet|work|elevator|parking|party|car|after|tell
      humiliates|humiliated|harasses|harassing|harassed me
      scared|afraid|terrified ..1 go|going home
      @partner|he|she ..1 drunk ..6 scared|breaking|yelling|throwing|hit|hurt|angry
      my stalker
      stalker
      threats
      knows where i ..1 live|park|work|sleep|am|stay|go
      he|she|they ..1 hits|hit|beat|hurt|hurts|slap|slaps|slapped|shove|shoved ..1 me
      scared|afraid|terrified ..1 him|her|my
      walking on eggshells
      nobody believe|believes me
      no one will believe me
      not supposed|allowed ..1 tell|talk
      found my hiding|phone
      looking for me
      he is ..1 drunk|angry|home|looking|coming|yelling|screaming
      controls|control my|me
      come|comes|coming|came ..1 into|in my room`,
  },
  {
    ...english,
    id: "en.abuse.immediate",
    kind: "abuse",
    concerns: "self",
    severity: "critical",
    firm: true,
    phrases: `
      kill me ..6 coming up|down|upstairs|in|through
      kill|murder|stab me when|while ..2 asleep|sleep|sleeping
      he|she|they|@partner|someone ..1 put|puts|held|holds|pressed|pointed|aimed ..2 @gun|knife ..2 my ..1 head|face|throat|neck|back|chest
      intruder ..3 house|home|inside|room|downstairs
      he|she|they|@partner|someone has|got ..1 @gun|knife|machete ..4 me|us|my|outside|kids|here|house|coming|wont|door
      he|she|they|@partner|someone has|got ..1 @gun|knife and|at|right
      @gun|knife ..1 pointed|pointing|aimed|at me|us|my
      pointing|holding|waving ..1 @gun|knife ..1 at|on|against me|us|my
      hiding|locked ..2 bathroom|closet|basement|bedroom|car|room ..5 he|him|she|husband|boyfriend|dad|stepdad|ex|@intimate ..4 kill|drunk|gun|knife|screaming|door|outside|hit|coming|angry|trying|home|pounding|banging|break|breaking|yelling|threatening
      he|she|they|@partner|someone ..4 trying|try|breaking|break|kicking|pounding|banging ..2 in|down|door
      he|@partner is? outside ..3 gun|knife|screaming|pounding|kill|door
      someone ..1 breaking in|into
      someone ..1 broke|is|inside in|into|inside ..1 my|our? house|home|apartment|room ..4 now|help|hiding|scared|police|hear|downstairs|upstairs|footsteps|knife|gun
      going kill me tonight
      he|she|husband|boyfriend is going kill|hurt me|us right|tonight|now|when
      choking|strangling|beating|hitting|hurting me|her|him|us|them right|now
      can not talk ..4 he|she|him|her
      can not call ..4 he|him|she|her|hear|listening|room
      he|she will hear|hears me
      send|need|call police|cops|911|help ..4 he|husband|gun|knife|now|kill|hurry|address
      send police|cops
      send help ..1 now|quick|quickly|hurry|fast|immediately|he|she|my|there
      he is coming ..3 gun|knife|kill|door|now|back
      being kidnapped|attacked|followed`,
  },
  {
    ...english,
    id: "en.threat",
    kind: "threat",
    concerns: "other",
    severity: "moderate",
    sign: "threat",
    phrases: `
      keep|keeps picturing|seeing|imagining|thinking ..2 @harm ..3 @someone
      @going|will wish|regret ..1 he|she|they ..1 never|not ..1 fired|left|met|messed|crossed|dumped|born
      bought|got|have ..2 crossbow|machete|bat|gun|knife|rifle ..6 find|finds|found|knows|know|learn|learns ..4 for|why|out
      if @someone ..3 leaves|walks|goes|dumps|takes ..6 burn|burning|kill|killing|shoot|shooting
      @going|@want kill|stab|shoot|murder ..2 b|bitch|guy|man|bastard|motherfucker|asshole|fucker|prick|woman|whore|dick|punk|boss|landlord
      hear|hearing|heard ..3 tell|telling|tells ..1 me ..2 do|kill|hurt|die
      push|pushing|shove|shoving ..3 down|off|onto|under ..1 stairs|roof|cliff|bridge|balcony|tracks|bus|train
      make|making sure he|she|they|nobody never ..3 again
      keep|keeps seeing|picturing|imagining @self ..1 @harm
      @harm ..1 my? baby|newborn|infant
      run|running ..3 over ..3 truck|car
      push|pushing ..1 people|him|her|them|someone ..1 onto|off|in|under|front
      planning this for months|weeks|years|long
      whole school|office|town ..2 famous|know|remember|pay
      bring|bringing something ..1 school|work
      they|everyone|you ..2 all? be sorry
      they|everyone|you ..3 regret it|this|what
      what i ..1 do next
      ill @harm|stab|shoot|kill him|her|them|you|someone
      @going|@want|will|could @harm|make|bomb him|her|them|everyone|everybody|people|someone|somebody|anyone|all
      @going|@want @harm ..1 my|this|some|these|their|those|another ..1 @someone
      @going|@want|will @harm ..3 @someone|@family|coworkers|neighbors|classmates|everyone|students|kids
      @going|@want|will @harm ..3 in|at ..2 @place
      thoughts|thinking|urge|urges|fantasizing|fantasies|fantasize|thought|images|voices|think|obsessed|vision|visions|dreaming|dream ..2 @harm ..2 my|him|her|them|people|someone|somebody|everyone|baby|kids|others|@someone
      deserve|deserves die|dead|suffer
      should|must|will|needs|has|gonna|going all? die|pay|suffer ..1 for|all|today|tonight|tomorrow|every
      make|making them|him|her|everyone|you|all ..2 pay|suffer|regret|bleed|sorry|die
      they|he|she|everyone|you ..1 all? going? pay|die|suffer for|all|tonight|tomorrow|what
      homicidal
      want|going hurt|kill someone|somebody|people|him|her|them|others
      might|may|could|will|scared|afraid ..2 hurt|kill|harm someone|somebody|him|her|them|people|others|my|baby|kids
      hurt|harm|shake|drown|smother|suffocate|throw|drop ..1 my? baby|newborn|kids|infant|children
      everyone ..2 at|in ..1 @place ..3 die|pay|dead
      want ..1 watch|see him|her|them|it|everything bleed|burn|suffer|die
      burn ..1 place|house|building|it|school|office ..1 down ..3 everyone|inside|with|him|them|her`,
  },
  {
    ...english,
    id: "en.threat.plan",
    kind: "threat",
    concerns: "other",
    severity: "high",
    sign: "threat",
    phrases: `
      hurt|kill|get|harm ..2 ex ..8 know where
      hurt|kill|harm ..2 him|her|them ..3 know where ..1 they|he|she park|parks|live|lives|work|works|sleep|sleeps
      take|taking her|him|them|baby|kids with me ..2 off|into|and
      we both go ..3 better|together
      standing|stood ..4 doorway|bed|over ..5 knife|gun|bat
      not ..1 come|go school|work|office|church tomorrow|monday|today ..6 life|live|warned|bag|die
      if you|u value ..2 life
      put|putting ..3 poison|bleach|antifreeze|arsenic|cyanide ..2 in ..4 coffee|food|drink|tea|dinner|water|bottle
      rat|mouse poison ..2 in ..4 coffee|food|drink|tea|dinner|water
      burn|burning ..1 house|place|building|home|apartment ..1 down ..3 with ..2 him|her|them|everyone in|inside
      @going burn|burning ..1 house ..1 down
      bring|brings|bringing|take|taking ..2 @gun|bomb|rifle ..3 tomorrow|monday|tonight|work|school|office|there
      @gun|knife|machete|bat ..6 going|go|heading|driving|way ..2 his|her|their|there
      in his|her|their sleep ..3 kill|stab|smother|shoot
      @harm ..3 in his|her|their sleep
      poisoned|poisoning|spiked ..1 his|her|their|my ..2 coffee|food|drink|dinner|water
      coming|come|going back ..2 with ..1 my? @gun
      nobody|noone walks|gets|leaves out|alive
      my hands ..3 around ..1 her|his|their neck|throat
      bullet in ..1 my|his|her|their|him ..1 boss|ex|head|him|her|wife|husband
      says|said|telling|tells push|hurt|kill|stab ..2 people|onto|them|him|her
      i ..1 shook|choked|smothered|slapped ..1 her|him|baby|kid
      shook baby|her|him
      know|knows what time ..3 leaves|gets|works|home|comes
      @gun ..5 going|heading|headed|driving|way ..2 @place
      @gun and ..3 @place
      shoot|shooting|blow|blowing|bomb|bombing|light|lighting|burn up|down ..2 @place
      shoot|shooting up ..1 @place
      shoot up
      bomb|bombing ..1 @place
      bring|bringing|take|taking|brought|took|carry ..2 @gun|knife|bomb|machete ..3 @place|there
      mass shooting|shooter
      school shooting|shooter tomorrow|going|plan|my
      have|got|bought|built|made|making|building ..2 bomb|explosives|explosive|pipebomb
      kill|shoot|stab|slaughter|murder|execute all them|everyone|everybody|people|coworkers|you
      kill|shoot|stab|murder everyone|everybody
      take|taking|bring|bringing ..3 with me ..2 when|i
      take|taking as many|people ..3 with me
      taking ..1 them|him|her|everyone|some|people|as ..1 with|many me
      @harm ..1 @someone|@family and? then? myself
      kill @someone|@family|us ..2 and then? me|myself
      voices|god|devil|tv|demons|angel|they ..2 tell|tells|telling|say|says|saying|told|want|command|commanding ..2 me ..2 @harm
      kill|killing list
      hitman|hit on ..2 kill|@someone
      waiting|wait|parked|outside|hiding|following ..4 house|work|car ..3 gun|knife|kill|hurt|he|she
      @going|will|@want @harm|shoot|stab|kill ..3 @someone|him|her|them|everyone ..3 tonight|tomorrow|today|when|after|with|at|before|right
      @going|will|@want stab|shoot|strangle|murder|poison|smother|drown|suffocate|bomb|burn ..1 him|her|them|my|everyone|people|someone|baby|kids
      i ..1 stabbed|shot|strangled|killed ..1 @someone
      i ..1 hurt|shook|dropped|hit my ..1 baby|kid|kids|son|daughter|wife|husband|girlfriend|child
      he|she|they|@someone ..2 going|threatening|threatened|planning|plans|plan|says|said|wants|talking|posted|saying ..3 shoot|kill|bomb|stab|shooting|killing|bombing ..3 school|people|everyone|her|him|them|his|wife|office|church|kids|someone|coworkers|up
      @gun ..4 in|with ..2 car|bag|backpack|me|my|truck|trunk ..4 work|school|him|her|them|boss|pay|office
      do something ..1 bad|terrible|horrible ..2 him|her|them|kids|people|everyone|baby
      see|watch|hear about it|me on|in news
      on news tomorrow|tonight`,
  },
  {
    ...english,
    id: "en.medical",
    kind: "medical",
    concerns: "either",
    severity: "high",
    firm: true,
    phrases: `
      half|side my face|fase
      half|side|one ..2 my face ..2 drooping|numb|droopy|sagging|dead
      not|cant ..1 type|talk|speak|see ..1 right|straight|properly ..3 something|wrong
      sugar ..2 over|under|at #many
      out insulin
      talking|speaking gibberish|nonsense|weird
      gibberish
      not lift|move|raise|feel ..2 right|left|one arm|leg|side
      quit|stopped|stop drinking ..4 #few|days ..4 shaking|shakes|seeing|sweating|bugs
      seeing bugs|things|spiders|people ..3 wall|walls|not|there
      infant|newborn ..4 #many ..1 fever
      infant|newborn ..4 fever ..1 #many
      baby|newborn|infant ..4 not ..1 feed|eat|wake|cry
      took|taken ..2 @pills twice ..3 mistake|accident
      double|twice ..3 dose ..3 mistake|accident
      took ..4 @pills ..3 mistake ..3 drowsy|sleepy|dizzy|heart
      barely|not ..1 keep ..1 eyes open
      baby|infant|newborn|toddler ..4 fever ..3 #many|shaking|limp|seizing|high
      fever ..1 #many ..4 shaking|confused|stiff|seizing|limp|rash|delirious
      use|used|need|no|without|where|lost epipen
      i|been|was|got|am poisoned
      going anaphylactic
      anaphylaxis ..3 help|shock|now
      pain ..2 chest
      hit|hurt|banged ..1 my head ..6 double|dizzy|vomiting|vomit|throwing|blood|confused|vision|unconscious|passed
      seeing double
      lost|losing|lose ..2 blood
      tongue|throat|lips ..1 swelling|swollen|closing
      chest ..5 elephant|vice|weight
      elephant ..4 chest
      in ..1 crash|accident|wreck ..3 pinned|trapped|stuck|bleeding|hurt|upside
      pinned|trapped under|in|inside ..2 car|truck|tree|machine|wreck
      waters? broke ..4 weeks|pregnant|early|everywhere
      something in my drink
      words ..2 coming out wrong|weird|slurred
      not making sense
      confused ..4 pills|fell|meds|stroke|face
      mixed up ..3 pills|pill|meds|medication
      cut|bleeding ..6 not stop
      not stop bleeding
      deeper than
      got|been|was|am stabbed|shot
      crushing ..2 chest
      having|have|has heart attack|stroke|seizure|seizures|anaphylaxis|anaphylactic
      think|thinks|might|sure ..3 heart attack|stroke|seizure
      having|in ..1 stroke|seizure|cardiac
      chest ..2 pain|pains|hurts|hurting|tight|crushing|pressure|squeezing|killing ..6 arm|jaw|breathe|left|numb|sweating|dizzy|bad|severe|since|wont|spreading|breath|shoulder
      crushing|severe|sharp|bad|terrible|serious|horrible chest pain|pains|pressure
      chest pain|pains
      chest is tight
      left|one|right arm|side|face ..3 numb|tingling|droop|drooping|weak|paralyzed
      face ..2 drooping|droopy|numb|sagging
      speech|words ..2 slurred|slurring|slurry
      slurring ..1 words|speech
      can|cant|could not breathe|breathing|catch
      trouble|hard|difficulty|struggling breathe|breathing
      not breathe|breathing
      stopped|stop breathing
      throat ..2 closing|closed|swelling|swollen|tightening
      tongue|lips|face ..2 swelling|swollen
      allergic reaction ..3 breathe|throat|epipen|swelling|bad|severe|peanut|bee|cant
      about|going|gonna pass|faint|black out
      keep|keeps|kept fainting|passing|blacking
      coughing|vomiting|throwing|puking|pissing|peeing|spitting ..1 up? blood
      bleeding ..3 heavy|heavily|bad|badly|lot|stop|pregnant|head|everywhere|profusely|out
      pregnant ..3 bleeding
      carbon monoxide
      smell gas
      been|got|was|am stabbed|shot|hit|electrocuted ..2 by|car|and|in|need|bleeding|help|truck
      i ..1 stabbed|shot in|by|need
      fell ..4 cant|not move|get|feel
      cut ..2 off|deep ..2 finger|hand|artery
      worst headache
      house|apartment|kitchen|building|car is ..1 fire|burning|flames
      trapped in ..2 fire|car|building
      car accident|crash|wreck ..5 hurt|trapped|bleeding|stuck|bad|help|unconscious|injured|moving
      need ambulance|paramedics|911|emt
      call|send|get 911|ambulance|paramedics|emergency
      call ..2 ambulance|911
      should i|we call 911
      ambulance ..2 now|quick|hurry
      ate|drank|swallowed|got|drinks|drunk ..3 @poison|battery|batteries|mushrooms|magnet|magnets|laundry|detergent
      blood sugar ..3 low|dropping|high|crashing ..3 shaking|confused|faint|pass|insulin|help
      diabetic ..4 shaking|unconscious|pass|low|sugar|confused
      water broke|breaking
      heat stroke|heatstroke
      snake|snakebite|rattlesnake bit|bite|bitten
      choking on|and|help|something`,
  },
  {
    ...english,
    id: "en.medical.other",
    kind: "medical",
    concerns: "other",
    severity: "critical",
    firm: true,
    phrases: `
      year old|olds ..2 drank|swallowed|ate|drunk ..4 cleaner|bleach|detergent|pods|pod|battery|batteries|magnets|@pills|@poison|gasoline
      baby|toddler|kid|child|son|daughter ..2 drank|swallowed|ate ..4 cleaner|battery|batteries|magnets|gasoline
      he|she|@someone is ..1 blue|purple|grey|gray
      snoring|gurgling|rattling sound|sounds|noise|noises
      @someone got|getting into ..4 @pills|meds|medicine|cleaner|bleach
      kid|baby|toddler|son|daughter|year ..4 got into ..4 @pills|medicine
      floppy ..3 breathing|wake|baby|pills
      is|she|he|and floppy
      is|are|was|went|found|fell|lying|and unconscious|unresponsive
      need|use|give|gave|got|have narcan
      slumped ..1 over
      @someone ..2 is ..1 cold ..2 not
      @someone ..2 drank|ate|swallowed ..1 drain|oven|toilet|laundry|rat|bug|nail ..1 cleaner|pod|pods|poison|spray|polish
      not breathing right
      @someone ..1 took|taken|swallowed ..5 meds|pills|medication|tablets
      needle ..2 in|arm
      lips|face blue|purple|grey|gray
      i|we can not wake him|her|them|up|my
      can not wake
      @someone ..3 clutching|grabbing|clutched|grabbed ..2 chest
      @someone ..6 will|would|can|could|does not wake|respond|breathe|move|react|open|get|stop ..1 up|bleeding|seizing|shaking|moving|eyes|responding
      @someone ..4 not wake|waking ..1 up
      @someone ..4 not breathing|responding|moving|responsive|conscious|reacting
      @someone ..4 stopped breathing|moving|responding
      @someone ..3 unconscious|unresponsive|lifeless
      not breathing
      no pulse
      has no pulse
      turning|turned|lips|face|went ..2 blue|purple|grey|gray
      @someone ..3 collapsed|collapse|seizing|convulsing|choking|drowning|overdosed|overdosing|overdose|fainted|electrocuted|bleeding
      @someone ..2 having|has ..2 seizure|stroke|attack|overdose
      @someone ..2 passed out ..6 wont|not|cant|blood|head|pool|drunk|breathing|floor|blue|hit
      @someone ..1 is|are|been|was|got ..1 shot|stabbed|electrocuted|hit ..3 by|in|bleeding|car|help|truck|and
      @someone ..1 drowned|hung|hanged
      @someone ..1 is|was|found hanging
      @someone ..2 @ate ..3 @pills
      @someone ..2 @ate ..2 @poison
      @someone ..2 swallowed|drank|ate|downed|took|popped|taken|drunk ..2 all|whole|too|bunch|many ..1 them|it|bottle|box|pack|much|many|@pills|cabinet
      @someone ..2 swallowed|drank|ate something ..4 wake|breathing|blue|responding|limp|sick|poison
      @someone ..2 fell ..5 head|blood|unconscious|moving|stairs|roof|not|bleeding|ladder
      @someone ..3 hit|cracked ..1 head ..4 blood|unconscious|throwing|confused|wont|bleeding|not|passed
      @someone ..2 cut|slit|slashed ..1 @self|wrists|wrist|throat
      @someone ..2 shot|stabbed|hung|hanged @self
      @someone ..2 foaming|foam|gurgling|snoring ..3 mouth|sound|blue|weird
      @someone ..3 face drooping
      how do ..1 cpr|narcan
      doing|start|need cpr
      baby|toddler|infant|kid|child|son|daughter ..3 swallowed|choking|drank|blue|limp|seizing|floppy
      jumped ..2 off|from|in ..2 bridge|roof|building|balcony|window|river
      going|about|gonna|threatening jump ..3 bridge|roof|building|ledge`,
  },
  {
    ...english,
    id: "en.medical.had",
    kind: "medical",
    concerns: "other",
    severity: "high",
    phrases: `
      @someone ..1 had ..2 seizure|stroke|attack|overdose`,
  },
  {
    ...english,
    id: "en.medical.drug",
    kind: "medical",
    concerns: "either",
    severity: "high",
    firm: true,
    phrases: `
      took|mixed|did|snorted|shot|smoked|injected ..3 fentanyl|fent|heroin|too|oxy|xanax|coke|meth|speedball ..5 heart|breathe|pass|feel|blue|scared|weird|dying|much|cant|nodding|alcohol
      heart ..2 racing|pounding|stopping ..4 took|coke|drug|pills|drugs|adderall
      mixed|mixing ..2 @pills ..3 alcohol|vodka|whiskey|wine|beer|drinking
      think|might ..3 overdosed|overdosing|overdose
      accidentally|accidently|mistake ..3 took|swallowed|overdosed|overdose|double ..3 @pills|too|dose|much|many
      accidental overdose
      was drugged|roofied
      roofied
      alcohol poisoning
      drank ..2 much|whole|handle|fifth ..4 cant|feel|breathe|throwing|pass|dying`,
  },
];
