import type { Rule } from "../rule.ts";

const suicide = { kind: "suicide", concerns: "either", language: "en" } as const;

/*
 * Severity after the Columbia scale: a wish to be dead and thoughts without a method are the least,
 * intent and plan high, what was begun critical. Means, preparations, goodbyes and time more than
 * feelings (docs/safety.md).
 */
export const englishSuicide: readonly Rule[] = [
  {
    ...suicide,
    id: "en.suicide.wish",
    severity: "moderate",
    sign: "wish",
    phrases: `
      time i joined|join them|him|her
      no reason ..3 stay|be|remain alive
      been thinking ..2 jumping|hanging|drowning|overdosing|shooting
      hopefully|hope ..3 not have? wake up
      i am going die
      @want dye
      pray|praying|prayed|hope|hoping|wish|wishing ..4 not|never wake|waking
      easier|simpler|nicer|better|happier be dead|gone
      reason ..1 keep living|going|breathing|existing
      keep|keeps thinking|picturing|imagining ..6 walk|walked|walking|drive|driving|drove into ..1 lake|river|sea|ocean|traffic|water
      better off|with ..2 insurance|money|payout
      am? going|about jump
      in ground
      not ..2 come|coming back from this|it
      hoping|hope ..2 not come|coming|wake|waking
      hope|hoping|wish|pray ..2 biopsy|scan|results|tumor|test|it ..3 terminal|malignant|cancer|fatal|bad
      one|single|any|no|find ..1 reason ..1 stay|live|be alive|living
      envy ..2 dead|people|corpses|cemetery|cemeteries|gone
      envy people ..2 cemeteries|cemetery|graves|dead|coma
      if ..1 truck|car|bus|train|bullet|lightning ..2 hit|hits|struck|ran|killed me
      thank|thanks driver
      only thing|reason|one keeping|stopping|holding|keeps|stops me
      only thing|reason|one ..2 keeping|stopping ..1 me ..1 from
      if not for|it ..2 my? ..2 dog|cat|kids|mom|girls|boys|son|daughter|wife|husband ..4 gone|out|done|dead|here|checked|over
      checked out already|now|long|yesterday|ago
      had enough life|living
      not anything left ..2 for? me
      done being|existing ..1 person|human|me|alive|here
      existing thing
      dead inside
      want go be with him|her|them
      hell for killing|suicide
      never born
      waking up is ..2 letdown|disappointment|worst|hard
      not wanting be|live|wake ..1 alive|here|exist
      not care if ..1 came|vanished|disappeared|gone|existed
      care if i ..1 came|vanished|disappeared|died|lived
      stop|stopped making plans
      no plans past|after|beyond
      deserve|deserves better ..1 than ..4 me
      last night|day|time i ..1 have feel|hurt|live|suffer
      suicide|suicidal|unalive|sui thoughts|ideas
      unalive|suicide|dying|death sounds|seems|looks
      sleep forever
      @want go heaven
      drink|drinking @self ..1 death
      asleep it is time
      not going be ..1 problem|bother|burden|trouble
      drive|driving|drove|swerve|swerving|steer ..3 off road|highway|freeway|street
      stop living
      way|ways stop ..2 pain|hurting|suffering
      long way down
      find me in ..1 garage|bathroom|basement|woods|tub|bedroom|closet
      survive ..1 jumping|jump|fall|falling|overdose
      someone|somebody|anyone ..1 shoot|kill|murder|stab me
      doing ..1 everyone|world|them|family|you favor|favour
      thinking|thought|thoughts ..1 about ..1 gun|pills|knife|rope|blade
      waste|wasting away
      knot ..2 hanging|hang
      come|go|cry ..1 my funeral
      if i was|were|am not ..1 here|around|alive
      better ..1 if i did|was|were|am not
      my life is ..1 exhausting|pointless|hell
      tells me jump|die|end
      every bridge|train|overpass|cliff|truck i
      keep @self alive|safe
      me|i not|never wake up
      being alive|living is|feels|hurts ..1 exhausting|hard|pain|torture|unbearable|pointless|chore|worst|hell|painful|agony
      tell|tells|telling|says|screams|screaming|urges me ..1 jump|die|end|hang|drown
      only reason|thing ..3 here|alive|living
      not want see ..1 another|tomorrow|next day|morning|year|sunrise
      not see another day|morning|christmas|birthday
      can not exist
      live this
      @going|@want unalive
      thoughts|ideas ..2 death|dying|ending|suicide|jumping
      die tonight|today|now
      god|lord|jesus|universe|death ..2 take|takes|taken|come|comes me|for
      take me lord|god|home|already
      if i was|were|am ..1 gone|dead
      lighter|easier|happier|simpler|fine|okay|ok|safer|brighter ..1 without me
      disappear|vanish|gone ..1 for? good|forever
      not want be person|human|me|anything|anymore
      take|taking|remove|removing @self out|from
      life is not for me
      delete|erase|end my existence
      my existence
      not existing
      i exist
      what is|s? keeping|holding me here|alive|going
      keeping me here|alive
      nap|sleep|rest ..3 not get|wake|waking up
      cancer ..2 comes|come back|wins
      hoping|hope ..3 cancer|car|bus|truck|heart|stroke
      without looking
      body ..1 quit|stop|shut|fail
      stopped|stop|quit|skipping|skip|not ..3 meds|insulin|dialysis|chemo|medication ..2 purpose|anymore|die|let
      let nature|it take|happen|end|kill
      rather die|not ..1 wake|exist|live
      no tomorrow|tomorrows for me
      last thing i|you ..2 do|see|hear
      done with this world
      i should ..1 be with|join them|him|her
      no place|room for me
      not belong ..1 world|here|earth
      every day|morning ..2 disappointed|angry|sad i ..1 woke|wake
      disappointed|sad|mad|angry ..2 woke|wake|waking|alive
      woke up ..2 disappointed|again|unfortunately
      still alive unfortunately|sadly|somehow
      should|could have died
      should have|be ..1 me died|instead
      wish it was|were|had ..1 me instead
      rather ..1 me than
      not want grow|get old|older|up
      tired waking|existing|breathing
      breathing|existing is ..2 exhausting|hard|chore|work|pain
      existing hurts
      life hurts|sucks ..2 out|anymore|done
      no longer see|have|want ..1 point|reason|purpose
      lost ..1 reason|purpose|interest ..1 live|life|living
      not made for ..1 world|life
      world ..2 better|lighter place? if ..2 i
      better world without me
      planet without me
      hope|wish|wishing|hoping ..2 bus|truck|car|train|something|god|cancer ..3 decision|takes|take|hits|hit|decides
      pray|hope|wish|hoping|praying ..3 not|never wake
      no|not ..1 reason ..1 stay|live|here
      serve no purpose
      doing ..2 favor|favour ..1 if ..2 dead|gone|died
      not plan|planning|expect|going|intend|hope on? waking|wake|coming|seeing
      my own funeral
      one|only ..1 way out|left
      hope ..3 crash|crashes|hits|kills
      wish i ..3 never ..2 born|existed
      meet my? maker|creator
      feel|feels ending things|it
      not wait ..1 be dead|gone
      not wait die
      should i die|end
      should i kill|end it|@self|things
      what if i ..1 not|never ..1 wake|exist|come
      thinking|thought|thoughts ..1 about ..1 bridge|noose|razor|tracks|ledge
      do|done something ..2 not take|undo|fix|reverse
      do something stupid|drastic
      cease exist
      why ..2 not end|kill it|@self
      not ..1 want be me|alive
      end my suffering|pain|misery
      @want die|dying|dead|death
      @want be dead|gone
      @want stop existing|living|breathe
      @want cease exist|existing
      @want out life|living
      @want out this life|world
      @want sleep forever
      would rather die|dead ..1 feel|live|go|keep|wake|be
      would rather be dead
      rather be dead|not
      wish i|he|she|they|it was|were|am|is|be ..1 dead|gone
      wish i could die|disappear|vanish|stop|sleep|end
      wish i would|could ..1 die|disappear|not|never
      wish i did not ..1 exist|wake
      wish i never born|existed|woke
      wish i was|were|had never|not ..1 born|alive|here|existed
      wish i was|were not ..1 born|alive|here|around
      wish @someone was|were dead
      wish god|something|someone would ..1 take|kill me
      never should have been born
      should not have been born
      should never have been born
      should not be alive
      should be dead
      i deserve die|death
      hope|hoping|pray|prayed|praying|wish|wishing ..3 not|never wake up
      hope|hoping|pray|praying ..2 do|does not ..2 wake up
      hope|hoping|wish ..2 die|dies
      hope|hoping|wish ..3 hits|hit|kills|kill|crash|crashes me|i
      hope ..2 get|gets hit
      hope|wish ..2 cancer|accident kills|kill|takes|take me
      not want wake|waking up
      not want ever wake up
      sleep|bed and not|never ..2 wake up
      sleep|asleep ..2 not|never ..2 wake|waking up
      sleep and not|never wake
      never wake|waking up again|anymore
      not wake|waking up ..1 tomorrow|anymore
      not care|mind if|whether i live|die|lived|died|wake|get
      not care if|whether i am alive|dead
      not want ..1 live|living|exist|alive|existing
      let me die
      @want not be alive
      @want pain|everything ..2 stop|end|over|ended
      @want life be? over|stop|end
      not want ..1 be alive|living
      not want ..1 be on this? earth|planet|world
      no longer want ..2 live|living|exist|alive|here|be
      no will|desire|wish live|living|go|continue
      no desire be alive
      lost ..1 will live
      not ..2 live this|anymore
      can not live anymore
      not want ..2 go|keep|continue ..1 on|going|living
      tired|sick|exhausted|done|finished|over being|with alive|living|life|existing
      tired|sick|exhausted|done|finished living|existing|life|alive
      tired|sick|done|finished|over with ..1 life|living|existing
      am done with everything|life|living
      hate being|be alive
      hate living|existing
      hate waking up
      better off dead|gone
      better off without me|us|him|her
      better without me
      better if i was|were|am ..1 dead|gone|not
      better if i did|had not|never exist|existed|born
      better if i not|never ..1 here|around|existed
      easier|better ..3 if i ..2 dead|gone|died|disappeared|disappear|vanished|here|around|exist
      better place|world without me
      happier|easier without me
      nobody would|will ..1 miss|notice|care|mind|cry ..1 me|if|i
      who would ..1 miss me
      would anyone|anybody|someone ..1 miss|notice|care if|me
      would anyone ..1 notice|care|miss
      no ..1 reason|reasons ..1 live|go|keep|stay|continue|alive|be|exist|wake
      no reason left live|stay
      nothing ..1 live for
      nothing left ..1 live
      nothing keeping|holding me here|alive
      only thing ..1 keeping me alive|here|going
      only reason ..2 alive|here
      reason ..3 have not ..1 killed|done|ended
      no point ..1 living|life|going|anymore|trying|existing|staying|being
      no point in ..1 living|life|going|anymore|trying|existing|staying|being
      do not see|have ..1 point ..1 living|life|going|anymore|existing|tomorrow
      see no point
      not see point
      point living|life|existing|being
      point in living|life|existing
      life is|has ..1 not|no|pointless|meaningless|over worth|meaning|point
      life is pointless|meaningless
      life is not worth
      my life is over
      not worth living|it
      not worth it anymore
      not meant ..2 live|life|world|exist|be
      was never meant be here
      why am i ..1 alive|here
      why do i ..1 exist|live|bother
      waste space|oxygen|air
      death would be|feels|sounds|seems|is ..2 relief|peaceful|better|easier|nice|comforting|answer|out|escape
      dying|dead would be|feels|sounds|seems|is ..2 relief|peaceful|better|easier|nice|comforting|answer
      am|feel|feels|feeling as burden
      am|is|feel|feels|feeling|being|become|becoming|such ..2 burden
      burden on|everyone|my|them|you|people|world|family
      burden everyone|you|them|family|my
      everyone ..3 be fine|happier|better|okay|ok|relieved ..1 without me
      family|kids|wife|husband|they|everyone|people|world|mom|you ..4 better ..1 without me
      not exist anymore
      stop existing
      not be alive anymore
      not see myself living|alive|here|making|old
      do not see myself ..1 living|alive|here|making|growing
      can not see ..1 future|myself
      do not see ..1 future
      do not expect be here|alive|around
      no future for me
      not plan|planning|going ..1 be|being here|alive|around
      not going be|live here|alive|around|much|long
      ready die|go|be
      ready meet god|jesus|maker|lord
      ready be done|gone|dead
      begging god|death
      welcome death
      embrace|embracing death
      crave|craving|craves death
      death is only|better|answer|out
      only way out|escape|left
      only option left
      other|another way out
      no way out
      no other way
      no way forward
      see way|any out
      not ..1 see ..1 way out|forward|through
      world|earth without me
      rest in peace me
      someone kill|shoot me
      somebody kill|shoot me
      want god take|kill me
      passive ideation`,
  },
  {
    ...suicide,
    id: "en.suicide.stop",
    severity: "moderate",
    sign: "wish",
    yields: true,
    phrases: `
      @want it|this ..1 end|over|ended
      @want it|this be? over
      @want disappear|vanish
      @want everything ..2 stop|end|over
      @want not be here
      not want ..1 be here|around anymore|longer
      not ..1 be here|around|alive ..1 anymore
      let me go`,
  },
  {
    ...suicide,
    id: "en.suicide.hear_no_more",
    severity: "moderate",
    sign: "farewell",
    yields: true,
    phrases: `
      nobody|noone|they ..1 find|finds me until|till|before|for
      last thing|message|text|words ..1 i|you ..2 send|say|write|hear|get|see|post
      this is|be last thing|message|text i
      my last|final text|message|goodbye|words|letter|post
      you|they|he|she|nobody ..1 not|never ..1 hear from me
      not bother|try ..1 calling|call|looking|texting|coming|stopping|stop|save|saving`,
  },
  {
    ...suicide,
    id: "en.suicide.last_message",
    severity: "high",
    sign: "farewell",
    yields: true,
    phrases: `
      my last text|message|words ever|goodbye
      this is my last|final text|message|goodbye`,
  },
  {
    ...suicide,
    id: "en.suicide.thoughts",
    severity: "moderate",
    sign: "wish",
    phrases: `
      thought|thoughts|idea ..2 crosses|crossed|comes|popped|passing ..3 mind|waking|head
      passing thought|thoughts ..3 waking|dying|death|ending
      number ..3 suicide line|hotline|lifeline
      ask ..2 about suicide
      suicidal thoughts|ideation|ideations|feelings|urges|tendencies|again|rn|right
      suicidal
      thought|thoughts|thinking|think|thinks|dreaming|dream|fantasizing|fantasize|fantasies|fantasy|dreams|daydreaming|daydream|obsessing|considering|considered|contemplating|contemplated|contemplate|toying ..3 suicide|killing|dying|ending|death|overdosing|jumping|hanging|drowning|unaliving
      thought|thoughts|thinking|considering|contemplating about? harming|hurting|cutting @self
      considering|contemplating|contemplated suicide|ending
      thinking about? not being here|alive|around
      suicide on my mind
      keep|keeps thinking ..3 killing|suicide|dying|death|die|ending
      suicide is|seems|feels|sounds|looks ..2 option|answer|way|only|better|good|out
      suicide seems
      think|thinking|thought ..2 die|dying ..1 all|every|constantly|day
      thoughts are back|worse|louder|getting|loud
      thoughts came back
      dark thoughts
      intrusive thoughts
      bad thoughts ..1 again|back|worse
      in dark place
      dark place
      voices tell|telling me i should|end|die|jump|kill`,
  },
  {
    ...suicide,
    id: "en.suicide.active",
    severity: "high",
    sign: "intent",
    phrases: `
      never wanted ..1 die|end|disappear ..2 more
      time i joined|join|go|went them|him|her|my|be ..2 brothers|boys|guys|wife|husband|mother|mom|dad|son|daughter|dead
      buried|lost ..6 time i joined|join them|him|her
      @going kill myself ..3 by|before
      by|before|come tomorrow|tonight|morning|monday|friday ..1 i ..2 dead|gone
      step|stepping|stepped|jump|walk|lie in front #few|#many|it|next|express
      by then i ..1 be? dead|gone
      kms ..2 tonight|today|tomorrow|friday|now|tn
      @going|@want suicide
      @going do it ..4 not know when|how
      @going|intend|intending|@want join|follow|following ..1 him|her|them|@family|wife|husband ..4 before|soon|christmas|after|friday|heaven|grave|tonight
      better off if i ..1 walked|drove|jumped|walk|drive|jump ..1 into|off ..1 lake|river|water|bridge|traffic|sea|ocean
      off @self
      going off @self
      made up my mind ..5 die|end|dying|go|leave
      am going die tonight|today|tomorrow|soon|i
      need|have|got ..1 guts|courage|nerve pull|do|end|go
      pull|go|going through with it
      checking|check|checked out for good|forever
      @pills|gun|sidearm|pistol|bridge ..3 do talking
      doing it right ..1 next|this time
      next time i ..1 do it right
      finish|finishing job ..2 this|next|time|tonight
      @pills ..4 going|gonna|will ..1 take|swallow|down them|it|all
      @gun|rope|knife|razor|noose ..4 going|gonna|will ..1 use it|them
      not trust myself alone|tonight|right|today|anymore
      keep @self safe
      @want|@going|time knife|gun|skull|rope|neck|pills ..1 myself|me
      gun|knife|skull myself|me
      time|going rope|neck
      am|feel|feeling|feels|is|are|being|been|get|getting|got|still|super|was suicidal
      am|feel|feeling|feels|is|are|been|getting ..1 suicidal
      suicidal and|right|tonight|again
      @want|@going kms
      kill|killing|unalive|hang|hanging|shoot|shooting|drown|drowning|murder|exterminate|off|offing|neck|rope|yeet|stab|stabbing|electrocute|poison @self
      kill|killing|killed myself
      @ending my|his|her|their|own ..1 life|lives|suffering|misery|story
      @ending @self
      @ending all my pain|suffering|misery
      take|taking|takes|took my|own|his|her|their own life
      take|taking my life
      take|taking own life
      commit|committing|commiting|comit|attempt|attempting suicide|sewer|die|sudoku
      do suicide
      ending my life
      @ending it all tonight|today|now|right|tomorrow|soon
      not be alive ..1 by|tomorrow|next|christmas|much|after
      die by suicide|my tonight
      going|about|gonna die by suicide
      going|want|planning jump off|from|in|into|out ..3 bridge|roof|building|ledge|cliff|window|balcony|train|tracks|front
      jump|jumping|step|stepping|walk|walking|throw|throwing|lie|lay|laying|lying|leap|leaping|fall ..2 off|from|into|onto|out|in|infront|under ..3 @traffic
      going jump tonight|now|today|i
      am going jump ..3 tonight|now|today|bridge|roof|window|front|goodbye|sorry|building|balcony|cliff|ledge
      drive|driving|crash|crashing|swerve|swerving|steer|wreck ..4 into|off|in ..3 tree|wall|cliff|bridge|traffic|river|lake|pole|truck|semi|median|overpass|pillar|barrier
      @kill @self by|with
      going|want|wants|planning|tempted|could overdose|drown|bleed
      overdose tonight|myself|today
      hang|hanging from ..2 ceiling|beam|rope|tree|fan|rafters|neck|rail|belt|noose
      slit|slitting|slice|slicing|cut|cutting my|both|his|her|their wrist|wrists|throat|veins|vein|artery
      open my veins|wrists
      blow|blowing ..1 my|his|her|their ..1 brains|head out|off
      blow my brains
      put|putting ..1 bullet ..2 my|his|her|their|me head|brain|skull|temple
      put|putting bullet|gun in my|me
      bullet in|through my head|brain
      eat|eating|swallow|bite|kiss bullet|gun
      eat|eating my|his|her gun|bullet|pistol
      suck|sucking on? gun
      pull|pulling trigger on myself|me
      swallow|take|taking|down ..1 all|every|whole|entire|bunch ..2 @pills
      take|taking all my @pills
      take|taking|swallow|down them all
      take|taking|swallow whole|entire bottle
      want|going|ready take|swallow ..3 whole|all ..2 bottle|@pills|them
      catch bus tonight|soon|ctb
      toaster bath|bathtub
      toaster in bath|tub|bathtub
      @going not ..1 live|survive ..2 tonight|week|weekend|night|tomorrow|morning
      not ..1 survive tonight|night|weekend|week
      going|will|want die tonight|today|tomorrow|soon|by|now
      die tonight
      can not keep myself safe|alive
      not safe with myself|alone
      not safe be alone
      not feel safe alone|with|by
      depart|departing this world|life
      unsubscribe|opt|log|logging|sign|signing out|from|off ..1 life
      unsubscribe life
      get|getting rid myself
      do myself in
      doing myself in
      top|topping myself
      kill myself|himself|herself`,
  },
  {
    ...suicide,
    id: "en.suicide.ending",
    severity: "moderate",
    sign: "intent",
    phrases: `
      am ending it|things|everything
      finally do|doing it
      not trust myself
      doing it after|before|tonight|tomorrow
      not sure|know ..3 stop|trust|control myself
      @ending it all
      @ending everything
      @want @ending it|things
      @going @ending it
      @ending it tonight|today|now|forever|soon|tomorrow
      i|am|will ..2 do it tonight
      going do it tonight|tomorrow|now|soon|anyway
      am doing it tonight|tomorrow|soon
      am going do it
      going through with it
      go through with it
      it ends tonight
      not going make it
      not going ..1 make it through|past|tonight|till|until
      not make it through|past tonight|night|week|weekend|day
      not think i ..1 make it through|past|tonight|till|until
      final|permanent|eternal exit|sleep|rest
      permanent solution
      tonight is night i
      dead by|before ..2 tonight|tomorrow|morning|monday|christmas|friday|sunday|midnight|weekend|end|birthday|time
      i|am|will ..1 going? be dead
      be gone soon|forever
      last night|day|birthday|christmas|sunrise|sunset alive|on|earth
      my last night|birthday|christmas|sunrise
      checking|check out permanently|forever|life
      can not promise ..2 not
      can not promise ..4 safe|harm|hurt|alive|kill|anything
      afraid|scared|worried i ..2 kill|hurt|end|do myself|something|it
      afraid|scared|worried what i ..1 do
      made my decision|mind
      i have|made decided|decision ..1 die|end|leave|go|do|today|tonight|done|it
      leave|leaving this world|earth|life|planet
      out this world
      no longer be with you
      not be alive|living
      decided today|tonight
      bridge|noose|rope ..2 calling`,
  },
  {
    // Said of a late train as well, so that alone it is not the most that it may be.
    ...suicide,
    id: "en.suicide.kms",
    severity: "moderate",
    sign: "intent",
    phrases: `
      kms`,
  },
  {
    ...suicide,
    id: "en.suicide.plan",
    severity: "high",
    sign: "plan",
    phrases: `
      have|got ..1 plan ..4 not ..2 picked|pick|chosen|set|decided day|date|when
      have|got date ..1 place ..2 @gun|rope|plan|method
      not planning ..2 being|be around ..2 past|after|beyond ..6 by choice
      wrote|written|finished letters ..5 table|counter|desk|bed|drawer
      put|set aside enough ..1 @pills|potassium|pentobarbital|nembutal|propofol
      took|taking|keep|kept|keeps ..1 @gun|pistol out ..4 put|putting|back
      keep|kept taking ..1 @gun|@pills out
      worth more ..3 dead|insurance|without
      suicide clause
      how many ..4 @pills ..3 takes|take|need|enough
      think|thinking turn|turning ..1 wheel
      turn|turning|turned ..1 wheel ..4 almost|nearly|tonight
      know|knows|knew exactly? what|which|how ..1 dose|amount|drug|combination ..1 would|will do|kill|work
      insurance ..3 pay|pays|paid|payout ..5 suicide|accident|kill|myself
      look|looks|looking accident|accidental
      wrote|written|writing|finished ..1 letters|notes ..6 rope|pills|gun|friday|tonight|cat|dog|goes
      how many ..4 @pills ..4 enough|die|take|lethal|kill|overdose
      how much|many ..4 @pills ..4 not wake
      how much|many ..3 @pills ..3 take not|never wake
      googling|googled|searched|searching|looked|looking|reading|read|research|researched|researching ..6 lethal|overdose|fatal|painless|die|suicide|enough
      picked|chose|set|choosing|picking|chosen ..1 date|day|spot|place|method
      got ..1 date|day picked|chosen|set
      not ruin|spoil ..2 wedding|christmas|birthday|holidays|graduation
      sorted ..1 how|when|where|everything
      keep|kept driving|going|walking|coming ..2 out? cliff|bridge|tracks|overpass|lake|spot
      soon i|one will|not not? drive|come|walk back
      spot|place|tree|bridge|cliff ..6 not drive|come|walk|go back
      drive|driving ..4 pick|picking|picked|choose|choosing ..2 tree|wall|pole|truck|exit
      unbuckled|unbuckle|took off ..1 my? seatbelt|yesterday|belt
      not for protection
      took|taking @pills out ..4 put|back
      no more birthdays|christmases|tomorrows|mornings ..1 for? me
      not ..1 need|needing ..1 it|them|em|those where i ..1 going
      stopped|stopping|skipping|quit ..1 my ..2 @pills|medicine ..5 purpose|hoping|takes|die|kill
      planning|plan|imagine|imagining|picture|picturing ..3 disappear|slip|slide|sink|go under ..1 water|waves
      life insurance ..4 suicide|kill|die|dead|pays|payout
      kids|family|wife|they ..4 insurance ..3 suicide|if
      guts|courage ..2 pull trigger|it
      mouth|head ..3 see|know what ..1 felt|feels
      barrel|gun|muzzle ..2 in|against ..1 mouth|head|temple
      #many ..1 @pills enough|fatal|lethal|dangerous|deadly
      wrote|written ..1 letter|letters|note|notes ..4 rope|gun|pills|noose|razor
      would|will #many|#few|@many ..8 do it|job|trick
      know which|what train|bridge|tree|beam|gun|pills
      step|jump|walk|run|walking|stepping|jumping in? front ..2 train|bus|truck|car|traffic
      step|jump front
      date ..2 die|end|kill
      date picked|chosen|set ..2 die|end|do
      know how ..2 kill|end|die
      plan|plans|planning|planned ..2 end|kill|die|suicide|hang|overdose|jump|shoot|ending|killing
      plan|plans ..1 end it
      suicide plan|pact|method|methods|date|kit
      write|wrote|written|writing|finished|finishing|drafted|started|typed|typing|left|leaving|penned|recorded|recording ..4 suicide|goodbye|goodbyes|farewell ..1 note|notes|letter|letters|message|messages|video|videos
      how do|can|could|would i ..1 kill|end|hang @self
      how do|can|could|would i ..1 die|overdose
      looking|looked|look|research|researched|researching|googled|googling|searching|searched|reading ..4 die|suicide|overdosing|hanging
      looking|looked|look|research|researched|researching|googled|googling|searching|searched ..4 kill|hang|end @self|my
      have|has|got|made|making|my ..1 plan ..2 die|end|kill|@pills|gun|rope|bridge|do
      my plan is ..6 @pills|gun|rope|bridge|die|end|overdose|jump|hang|noose
      picked|chose|chosen|set|pick|choose|decided ..3 date|day|spot|bridge|tree|method|place ..2 die|end|do|kill|go|jump|it
      picked|chose|chosen|set|have date|day die|end|kill|do
      write|wrote|written|writing|typed|typing goodbye|goodbyes
      goodbye|farewell|suicide note|notes|letter|letters|video
      saving|saved|save|stockpiling|stockpiled|stockpile|hoarding|hoarded|collecting|collected|counting|counted|stashed|stashing|stash|stocked|hiding|hidden ..3 @pills
      saving|saved|save|stockpiling|stockpiled|hoarding|hoarded|stashed|counted ..1 up ..2 @pills
      @pills saved|stashed|stockpiled|counted|hoarded|lined|hidden ..1 up
      enough @pills ..4 die|end|kill|work|job|do|never|it|finish|sleep|myself
      have|got|bought|found|has enough @pills
      enough @pills
      how many|much ..2 @pills ..8 die|kill|overdose|dead|end|lethal|fatal|sleep|death|enough|dangerous|stop|forever|never|hurt
      how many|much ..2 @pills would|will|until|till|before
      lethal|fatal|deadly|fatally dose|dosage|amount|enough
      ld50
      how many|much @pills it take|takes
      how high|far|tall ..5 jump|fall|bridge|building|die|fatal|survive|kill
      painless|painlessly|quick|quickest|easy|easiest|fastest|best|peaceful|least|quietest|cleanest|effective|simplest|surest ..2 way|ways|method|methods ..1 die|go|kill|end|out|commit|dying|suicide|killing
      painless way|ways|death|method|suicide|exit
      painlessly
      way|ways die|kill ..1 painlessly|without|quickly|peacefully|fast|myself
      how kill|hang|drown|overdose|end @self|it
      how tie|make noose
      tie|tying|tied ..1 noose
      does|will|would it hurt ..2 die|drown|hang|bleed|overdose|when|jump|if|dying|drowning
      does dying|drowning|hanging|overdosing hurt
      what does it feel|dying ..1 die|drown
      how long ..4 die|bleed|drown|hang|suffocate|dead|overdose
      find my body
      looking|looked|researching|researched|googling|googled|searching|searched|reading ..3 suicide|overdosing|hanging|nooses|noose|methods
      practiced|practicing|rehearsed|rehearsing ..2 noose|knot|jump|hang|hanging|it
      hold my weight`,
  },
  {
    ...suicide,
    id: "en.suicide.preparing",
    severity: "moderate",
    sign: "plan",
    phrases: `
      bought|got|ordered|buying ..2 helium|nitrogen|charcoal|nitrite
      affairs sorted|arranged|settled
      loaded it
      settled ..1 accounts ..6 letter
      letter ..2 solicitor|lawyer|attorney
      tied it
      talk me out
      not send|call anyone|anybody|help|ambulance|cops|police
      tie|tied|tying ..1 knot
      chair ..1 under|beneath|kick|kicked
      practicing|practising|practice|rehearsing with ..1 belt|rope|noose|knot|gun
      almost|nearly stepped|jumped|pulled|swerved|drove|let|leapt ..1 off|go|trigger|into|front|out
      everything ..1 need ..4 hardware|store|pharmacy
      would|will|could|can #many|@many ..2 @pills ..6 do|kill|enough|work|be
      less|more|most painful
      least painful
      painful hanging|pills|way|death
      i am doing it
      doing it when|while|once|after|before|tonight|tomorrow|sunday|monday|friday|saturday
      going be tonight|tomorrow|soon
      who gets custody|kids ..3 if|when
      custody if i ..1 die|gone
      wrote|written|writing ..1 notes ..1 for|doing|goodbye|tonight
      have|got plan ..6 do it
      parking? garage ..5 looking|top|edge|roof|jump ..2 down|top|edge
      @high_place|garage ..4 looking down
      know|knows|figured ..1 how i|he|she|they ..1 would|will|could|going do|kill|end
      know how i would|will
      know how|where|when i|he|she|they ..2 going|will|would ..1 do|end|die|kill|go it|tonight
      know where|when i ..1 would|will do it
      know exactly how|when|where i
      tested|testing ..1 rope|noose|knot|beam
      made|updated|wrote|writing my will ..3 tonight|because|goodbye
      note|letter|letters is|are ..2 table|desk|counter|fridge|bed|nightstand|dresser|drawer|pillow|kitchen
      wrote|written|writing|finished|recorded|recording ..2 note|letter|notes|letters|video|videos ..2 kids|kid|children|mom|mother|dad|family|wife|husband|daughter|son|everyone|everybody|parents|sister|brother|each
      wrote|written|writing|finished|recording ..1 final|last|my note|notes|letter|letters|message|video
      left|leaving ..1 note ..3 family|kids|wife|husband|parents|mom|everyone
      someone ..2 find me|body`,
  },
  {
    ...suicide,
    id: "en.suicide.means",
    severity: "high",
    sign: "means",
    phrases: `
      hold|holding|held ..3 @gun ..2 every|each night
      enough ..1 potassium|pentobarbital|nembutal|propofol|insulin|morphine|fentanyl ..4 tonight|do|die|sleep|end
      stuff|drug|drugs|injection we use on|for dogs|dog|horses|horse|cats|animals ..3 here|ready|home|tonight|drawer
      loading ..1 it|gun|pistol|rifle|shotgun now|tonight
      have|got ..2 @gun out|loaded|ready|cocked
      @gun ..4 loaded
      loaded ..2 @gun
      bought|buying|got|ordered|picked ..2 handgun|pistol|revolver|shotgun|rifle ..6 not ..3 protection|hunting|sport
      my|his|her sidearm|gun|pistol|revolver ..4 only friend|way|answer|option
      garage ..3 car|engine ..1 running|on
      car|engine ..2 running|on ..3 garage
      @high_place ..6 quiet|peaceful|view up|here
      bought|got|have ..2 poison|cyanide|antifreeze ..4 table|here|ready|now
      @gun ..3 in|on|at|against|under|near|by ..1 my|his|her|their ..1 @head
      @gun ..3 is|are|already|right|sitting|here ..1 loaded|beside|next|front
      loaded @gun
      @gun ..2 loaded
      holding|grabbed|staring ..2 @gun
      @noose|noose is|are|already|all ..1 tied|ready|up|set|hanging|around
      noose tied|ready|up|around|hung
      tied ..1 rope|noose|knot|belt ..2 around|beam|tree|ceiling|fan|door|closet|up|garage|neck
      made noose
      rope is tied|hung
      @pills|@noose|@blade|@gun ..3 in|right front me|us
      @pills|@blade|@gun ..2 in ..1 my hand|hands|lap|palm
      @pills ..2 lined|counted|laid|spread up|out
      lined|counted|laid|counting up|out ..2 @pills
      holding|grabbed|staring|clutching ..3 @gun
      holding|hold|staring|looking|clutching ..3 @pills
      holding|hold|staring|clutching ..2 @blade|@noose
      standing|sitting|stood|sat|dangling ..2 edge|ledge|railing|tracks|rail|parapet|overpass
      at|on|near|standing|sitting|stood|sat|by ..2 @high_place ..4 jump|jumping
      at|on|near|standing|sitting|by bridge|overpass|tracks|cliff ..3 goodbye|alone|scared|cars|done|ready
      bag|plastic over|around my head
      @gun next|beside me
      on|at|over|from ..1 ledge|railing|parapet
      standing|sitting|stood on|in ..1 train tracks
      wrong|other side railing|rail|fence|barrier
      finger on trigger
      razor|blade|knife ..3 wrist|wrists|throat|neck|skin|vein|veins|arm
      helium tank
      exit bag
      car running ..3 garage
      exhaust ..3 hose|pipe|window
      hose ..3 exhaust|tailpipe
      sodium nitrite|nitrate
      got|have|bring|brought|bought ..2 razor|blade|rope|gun|@pills ..4 say|saying goodbye|goodbyes`,
  },
  {
    ...suicide,
    id: "en.suicide.place",
    severity: "moderate",
    sign: "means",
    phrases: `
      jumped|climbed|stepped ..1 over? railing|rail|parapet|barrier
      holding|hanging on ..2 one hand
      sat|sitting|sit|held|slept|sleep|sleeping with|next|beside ..1 @gun
      rope ..1 ready|tied|up|there
      at|on|near|by|from ..1 top|middle|edge ..1 bridge|building|cliff|tower|overpass|roof|garage
      gun|razor|noose|rope and ..1 nerve|courage|time
      bottles ..2 @pills
      at|on|near golden|beachy gate|head
      from edge
      writing|texting|calling ..2 from ..1 edge|bridge|roof|ledge|tracks|cliff
      @gun ..1 right here|there
      loaded it
      barrel ..3 mouth|head|chin
      quiet room
      hose|tube ..3 exhaust
      @gun ..2 on|under|in table|bed|desk|seat|counter|pillow|floor|kitchen|bedside|couch
      keep|keeps|kept|been opening|looking|holding|taking|checking|staring|going ..3 safe|gun|pills|tablets|bottle|rope|noose|razor|blades|cupboard|drawer|bridge|ledge
      @pills|tablets ..2 by|beside|on|under ..1 bed|bedside|nightstand|pillow|table
      twenty two|three day
      my ..1 #many gauge|caliber
      at|on|by viaduct|aqueduct|dam|quarry|pier
      noose
      standing|sitting|stood|sat|parked|climbed|am on|at|by|near|under bridge|tracks|cliff|overpass
      standing|sitting|stood|sat|climbed on|up roof|rooftop|balcony|platform
      am|up on roof|bridge|overpass|tracks
      looking|staring|stare|look down ..1 at|over|into water|cars|traffic|tracks|street|river|rocks|highway
      water looks ..1 peaceful|calm|inviting
      over railing|rail
      walking|driving|drove|walked|headed|heading|on bridge ..2 not|goodbye|now|tonight|alone
      going bridge tonight|now
      in bath|bathtub|tub with ..2 razor|blade|knife|toaster
      know where ..3 gun|guns|keeps
      know ..2 code|combination ..2 gun|safe
      unlocked ..2 gun
      one step|jump ..2 over|gone|end
      @pills ..2 ready`,
  },
  {
    ...suicide,
    id: "en.suicide.means_at_hand",
    severity: "low",
    sign: "means",
    phrases: `
      gun|noose
      rope is|in ..2 shed|garage|basement|attic|closet|trunk|tree|ready|car|beam
      have|got|bought|found|buying|getting|get|ordered|borrowed|stole|took|grabbed|with|brought|there ..3 @gun
      bought|buying|got|ordered|found|have|has ..2 rope|noose
      have|got|bought|found|with|grabbed|stole|filled|refilled ..3 @pills
      have|got|bought|found|with|bottle|all ..2 sleeping @pills
      have|got|bought|found|with|grabbed|pulled ..2 razor|razors|blade|blades|bleach|boxcutter
      took|swallowed|popped|downed ..2 #many mg|milligrams
      #many @pills
      bottle ..1 @pills
      dads|moms|his|her|grandpas|husbands gun
      whole|entire|full bottle
      @gun in ..2 house|closet|safe|car|drawer|nightstand|glovebox
      took|drove|went|going|walking|driving|heading|headed|walked|came ..2 bridge|tracks|cliff|overpass|roof|rooftop
      on|at ..1 bridge|roof|rooftop|tracks|overpass|cliff|ledge
      it in my hand|hands`,
  },
  {
    ...suicide,
    id: "en.suicide.time",
    severity: "none",
    sign: "time",
    phrases: `
      tonight
      today
      tomorrow
      right now
      this weekend
      in ..2 hour|hours|minutes
      after|before ..2 work|funeral|birthday|graduation|christmas
      it is time
      ready now
      am ready
      everyone|they|he|she|kids|family|wife|husband|parents|roommate ..2 asleep|sleeping|gone|leaves|away
      when ..3 asleep|sleeping|leaves|gone
      midnight`,
  },
  {
    ...suicide,
    id: "en.suicide.goodbye",
    severity: "moderate",
    sign: "farewell",
    phrases: `
      not be? needing|need any ..1 it|them|these|this|anything
      gone|dead by|when|before time|they|you|anyone ..2 arrive|arrives|read|reads|get|find|finds|home|see
      letters|letter|notes|note ..1 posted|sent|written|done|ready|finished
      told everyone|them|my|him|her ..2 love them|him|her|you
      turned ..1 my phone off
      turned off my phone
      tell ..2 @family|them|everyone it|they ..1 not
      not be burden ..1 much|anymore|longer
      not plan|planning|expect|going|intend|think ..2 be|being around|here|alive
      not be ..1 problem|bother|burden|trouble ..2 anyone|anymore|you|longer|them|everyone
      be with my? @someone again|soon|heaven
      other side soon|everyone|love
      goodbye forever|everyone|world|cruel|everybody|all|life|my|mom|friends|family|for
      bye forever|world|cruel
      saying|said|say ..1 goodbye|goodbyes everyone|all|forever|family|kids|because|tonight|before
      this is goodbye|bye
      this is it everyone|guys|all|forever|goodbye
      last time you|we|i will? ..1 hear|talk|see|speak
      you|they|he|she|nobody ..1 not|never ..1 see me again|alive
      if you|u are? reading this i|it ..2 gone|dead|too|late
      i will not be around see|watch
      where i am going ..4 not need
      not need it where
      it will ..2 be? over soon|tonight|tomorrow
      everything|pain ..2 be over
      said|saying ..1 my ..1 goodbyes|goodbye
      what|who ..3 at my funeral
      never see|hear ..1 me|from again|anymore
      will not be seeing me
      not be hearing from me
      not ..1 be here|around|alive ..1 tomorrow|next|christmas|much|in|long|by|when|for|after|come|monday|thanksgiving|easter|spring|summer|morning
      not be here|around much|longer|long|tomorrow
      tell ..3 @family|@someone ..3 i love|loved|am|was sorry|@family|them|him|her|always
      tell ..2 @family ..2 i ..1 love|loved|sorry|tried
      remind my kids|family|daughter|son ..2 loved|love
      tell @family ..3 sorry
      make sure ..2 @family ..3 know|knows ..3 love|loved
      take care my @family
      who ..1 will|would|gonna take|look|raise|feed ..2 care|after|my ..1 my? @family ..3 gone|when|if|after
      by time you|u|anyone read|reads|get|see|find|gets|sees|this|hear
      when you|u|they read|get|find this|me|my
      when i am gone
      once i am gone
      after i am gone
      when|once|after|if am gone|dead
      when|once|after|if i am dead
      when|after|if i die|died
      after tonight|today|tomorrow|weekend ..6 not|no|over|matter|worry|will|nobody|done|free|never|wont|be
      not have|need|be ..2 worry|worried|worrying|deal|put|bother|bothered|burden ..2 about|with|by me|anymore|longer
      no longer|more ..1 worry|burden|problem ..2 me
      will not be|have problem|burden|bother anyone|anymore|you|longer
      not be|bother anyones|anyone|you problem|anymore|longer
      not going|will|wont need|be needing it|them|this|any|anything|money|these|my|clothes ..2 anymore|where|longer|after|soon
      do not|dont ..1 try|bother|come|look|call|send ..1 find|stop|save|looking|for|look|cops|police|anyone ..1 me|for
      do not try stop|find|save|talk|change|call|help|reach|contact me
      do not try find|stop|save|reach
      do not come looking|find|after
      do not look for me
      do not call cops|police|911|anyone|ambulance
      do not blame|be ..1 yourself|yourselves|anyone|sad|mad|themselves
      not anyones fault
      nobody|noone is blame|fault
      it is nobodys fault
      sorry for|about everything ..4 goodbye|bye|love|put|this|forgive|not|cant
      forgive me for what|this|leaving
      forgive me ..1 what|when|god|everyone|someday
      forgive me
      sorry ..1 i could not|be|hold|strong|stay
      i tried my best|hardest|everything
      tried|fought hard|long|best ..4 tired|anymore|cant|sorry|done|goodbye|can
      fought|fighting long|enough|hard ..1 enough|tired|done
      thank|thanks ..2 everything ..4 goodbye|bye|sorry|last|peace
      giving|give|gave|given my|all ..3 away|stuff
      i made|found|making|have|finally ..1 my|at peace ..2 it|with|everything|god|death|dying|decision
      made my? peace
      finally at peace
      be at peace
      at peace with ..1 dying|death|decision|it|choice
      all ..2 over soon|tonight|tomorrow
      over soon
      soon|tonight i will ..2 free|peace|gone|done|rest|over|nothing
      see you|u in heaven|afterlife
      be|join|see|going|joining|meet with? ..2 @family|him|her|grandma|them|dad|mom|you ..2 in|on|again|soon|tonight heaven|soon|other|again|tonight|sky|afterlife
      join|joining ..1 my|him|her ..1 mom|dad|husband|wife|son|daughter|brother|sister|baby|grandma|soon|heaven|tonight
      be with him|her|them|mom|dad|you ..1 again|soon|tonight|heaven
      pick out|up my casket|coffin|urn|headstone
      planned|planning|plan my funeral
      goodbye_wave forever|world
      long cruel|world|everyone
      peace out forever|world`,
  },
  {
    ...suicide,
    id: "en.suicide.last_words",
    severity: "high",
    sign: "farewell",
    phrases: `
      goodbye forever
      goodbye everyone|world ..2 sorry|forever|love
      not ..1 be here|around|alive tomorrow ..3 tell|goodbye|love|sorry
      tell ..3 @family ..2 i|am ..1 sorry|loved|tried
      tell|let ..2 @family ..4 when|after|once ..2 gone
      take care my @family ..3 gone|dead
      take care my @family for me
      by time you ..2 this ..5 gone|dead|late|be|over
      when you|they find me|my
      do not come looking|find
      do not try stop|save me
      not have worry ..1 me anymore|longer|after
      not have worry about me
      after tonight ..5 not|no ..2 worry|matter|burden|problem
      thank|thanks ..3 everything ..3 goodbye
      goodbye ..4 sorry ..3 everything
      sorry ..6 goodbye
      goodbye ..3 i ..1 love|loved you ..1 all|always
      made my? peace ..4 tonight|tomorrow|goodbye|tell|die|dying|death
      see you in heaven|afterlife
      i will be with him|her|mom|dad|them|you ..1 again|soon|tonight|heaven
      join|joining my ..2 heaven|tonight|soon
      planned my funeral`,
  },
  {
    ...suicide,
    id: "en.suicide.leave_taking",
    severity: "low",
    sign: "farewell",
    phrases: `
      schedule|scheduled ..3 text|message|email|letter ..3 mom|dad|wife|husband|kids|family|parents
      no ..1 tomorrows|tomorrow
      best thing|part|years about my life
      see you|u on other side
      finally|soon|tonight|will|going be free
      tonight is it|night
      you|u were ..2 best ..4 my|ever
      not ..1 your|their|his|her|anyones|anybodys fault
      nobody|they|family|you|everyone ..2 deal|clean|pay|worry|bother ..2 with|about|after|for
      no ..1 pain after|anymore|soon
      forget about? me
      i loved you all|guys|both`,
  },
  {
    ...suicide,
    id: "en.suicide.bequest",
    severity: "moderate",
    sign: "bequest",
    phrases: `
      giving|give|gave|given away ..2 my|all|stuff|things|dog|cat|belongings|clothes|guitar|possessions|everything
      giving|gave|given my|all ..3 away
      giving|gave everything away
      gave|given|giving|left ..1 dog|cat|guitar|watch|ring|keys ..2 neighbor|neighbour|sister|brother|friend|mom|him|her|shelter
      take care|after my @family
      look|watch after|over my @family
      raise my kids
      who|someone ..3 feed|feeds|take|walks|care|raise ..2 my ..1 @family ..3 gone|if|when
      my sister|brother|mom|dad|friend|roommate|cousin|neighbor can|should have|keep my
      you|he|she|they can|should have|keep my ..2 dog|cat|car|stuff|things|guitar|xbox|clothes|everything|switch|games|ps5|bike|records|room|jewelry|laptop|tools
      sure ..3 gets|get|has|have my
      where i am going ..4 not need
      not need ..3 where
      paid|pay|paying ..3 rent|bills|debts|everything ..8 nobody|noone|stuck
      closing|putting|settling|getting|tidying|closed|put|settled ..3 affairs
      everything|all ..1 is? arranged|sorted|settled|handled
      gave|gives|giving|left me|us his|her|their dog|cat|stuff|things|guitar|keys|watch|ring|record|records
      password|passwords|accounts ..4 when|after|once ..2 gone
      insurance|policy ..3 pays|pay|payout|money|clause|covers|force|suicide
      cash|collect|get|gets ..2 insurance|policy
      worth|useful more? dead`,
  },
  {
    ...suicide,
    id: "en.suicide.farewell",
    severity: "none",
    sign: "farewell",
    phrases: `
      thanks
      thank you
      everyone know
      goodbye
      bye
      sorry for everything
      thank you for? everything
      thanks for? everything
      i love|loved you all|guys|both
      love you all
      i love you
      forgive me
      take care yourself
      goodbye_wave
      grave
      sorry
      it was nice|good knowing you
      nice knowing you
      last time`,
  },
  {
    ...suicide,
    id: "en.suicide.despair",
    severity: "low",
    sign: "despair",
    phrases: `
      know what i ..1 have|need do
      might jump
      feel nothing
      i want out
      get over it|me
      not need ..1 dad|mom|mother|father|husband|wife|friend ..1 me|this
      poison|toxic|curse|cancer everyone|family|people|them
      making it ..1 #many|thirty|birthday
      keep living
      cant|not ..1 keep living
      no one|nobody left ..1 call|talk
      not want feel anything|this|anymore
      everything hurts
      not care ..2 anymore|happens
      no energy|strength left
      nothing ..1 feels|makes sense|real|matters
      i am ..1 nothing|failure|mistake|waste|monster
      am|feel|feels|feeling empty|numb|lost
      ended up alone
      can not ..1 see ..1 way
      can|could not ..1 do this|it|life ..1 anymore|longer|much
      can|could not do ..2 anymore
      can|could not ..1 go|keep|carry|continue ..1 on|going|living|doing
      can|could not take|handle|stand|bear|deal|cope|survive ..3 anymore|longer|much
      can|could not take it|this|life
      can|could not ..1 fight|hold|live|breathe|hang|cope ..1 anymore|longer|on
      can|could not cope
      do not know how much|long|many ..3 take|last|do|hold|longer|left
      do not know how ..2 go|keep|live|cope|carry|get|survive|do
      do not know if i ..2 make|can|want|will|live|go|survive
      not sure i ..2 make|can|want|survive|live ..2 it|here|alive|through|anymore|on|live|go
      not strong enough
      am done|finished fighting|trying|with|pretending|everything|living|being
      done fighting|trying|pretending
      i am done
      give|gave|giving|given up ..1 on|hope|trying|everything|life|all
      i give up
      am giving up
      given up
      want give up
      no|lost|losing|without|zero ..1 hope
      am|feel|feels|feeling|is|utterly ..1 hopeless|worthless|helpless|useless|empty|numb|trapped|lifeless
      hopeless
      worthless
      nobody|noone cares|care|loves|likes|wants|understands|needs ..2 me|about|anymore|if
      nobody cares
      everyone|everybody hates me
      hate myself|me
      hate my life
      hate this life
      what is|point ..1 point|in|anymore
      what is point
      there is no point
      not ..1 see ..1 point
      nothing ..1 matters|matter|helps|left|works
      i have nothing|nobody
      everything ..2 falling|pointless|meaningless|dark
      too much pain|for
      can not take pain
      pain ..2 too much|unbearable
      make it|pain stop|go
      need|want ..1 it|pain|everything|voices stop|end
      i am broken|drowning|breaking ..1 inside
      at|hit|hitting|reached my|rock ..1 breaking|limit|end|bottom|rope ..1 point|rope
      end my rope
      rock bottom
      i need help ..1 now|bad|someone|badly
      i need help
      help me
      sos
      can|cant someone help me
      i am not ok|okay|alright|doing|fine
      am not okay
      am not ok
      not doing ok|okay|good
      am falling|going apart|under
      spiraling
      spiralling
      want run away|die
      @want it|this ..2 stop
      cry|crying every|myself night|sleep|day
      cry|crying myself sleep
      can not stop crying
      am|feel|feels|feeling ..1 alone|lonely
      all alone
      nobody talk|help|turn|call
      nowhere turn|go|left
      tired ..2 everything|fighting|trying|pretending|pain|hurting|feeling|it
      exhausted ..2 everything|life|trying
      lost will|everything
      ruined everything|my|it
      failed everyone
      am|is failure
      do not deserve ..2 live|love|happy|happiness|alive|be|anything
      do not belong
      not matter ..1 if|anymore|what
      does not matter anymore
      they|everyone ..1 win|won ..3 done|give
      what would you|it do|be|happen ..1 if i ..2 gone|died|dead|disappeared|here
      what happens|happened when|if|after ..1 you|we|i die
      what if i ..1 disappeared|died|end|jumped|killed
      depressed
      depression
      do not want be here
      need someone talk
      call hotline
      suicide hotline|line|prevention ..1 number
      988
      crisis line|hotline`,
  },
  {
    ...suicide,
    id: "en.suicide.attempt",
    severity: "critical",
    sign: "intent",
    firm: true,
    phrases: `
      #many down #many|#few go|left|more whiskey|vodka|wine|beer|water|tequila|rum
      @many ..1 far ..3 swallowing|swallow
      @ate ..2 @pills ..5 times @many
      took|swallowed everything ..2 cabinet|bottle|drawer
      swallowed|downed|chugged #many them
      #many down #many|#few go|left|more getting|feeling|am sleepy|dizzy|sick|tired|drowsy|numb
      #many down #many|#few go|left|more tastes|taste|tasting|sorry|bitter|swallowing|gag|gagging|sleepy|dizzy|bye|goodbye
      #many @pills down|in|swallowed ..1 #many|#few go|left|more
      #many down #many|#few go|left|more ..4 @pills|throat|stomach|bottle
      garage ..2 shut|closed ..3 engine|engines|car ..2 on|running
      engine|engines|car ..2 on|running ..4 garage ..2 shut|closed
      pushed|injected|took|shot ..2 whole|entire|full ..1 insulin|pen|syringe|vial
      they|pills is|are gone ..2 all ..1 them
      @pills ..2 all gone|done|finished|swallowed
      @pills all? gone
      taking|took|popping|swallowing ..2 @pills ..2 one by one
      @ate ..2 my ..2 @pills ..4 regret|die|sorry|goodbye|tell
      regret ..4 @ate ..3 @pills
      @pills ..3 already|now ..1 in me|system|stomach
      @pills are|is in me
      overdosed|overdose|overdosing ..1 on purpose
      @ate|gave|injected|shot|swallowed ..6 @pills ..3 on purpose
      gave|injected @self ..5 @pills
      @pills on purpose
      shot up ..2 more|everything|all|way|extra
      @noose ..1 snapped|broke|slipped|gave ..3 again|try|trying
      trying|try again ..2 something|stronger|harder
      walked|walking|wading|waded|went ..2 into ..1 lake|river|sea|ocean|water|waves ..5 rocks|stones|coat|deep|waist|chest|neck|drown
      rocks|stones in my coat|pockets|bag|jacket
      let|letting|take|taking ..1 go|hands|off ..1 off? ..1 wheel|steering
      poured|pouring|covered|soaked ..3 gas|gasoline|petrol|kerosene|fuel ..2 @self|me
      gas|gasoline|petrol ..2 over @self|me
      went|going for my wrist|wrists|thigh|throat|arm|neck|vein|veins ..3 razor|blade|knife|cutter|boxcutter|scissors|glass
      spurting|gushing
      blood ..3 spurting|gushing|pooling|pouring|floor|everywhere
      swallowed ..1 everything|all|whole|entire
      swallowed ..3 cabinet|bottle|bottles|box|boxes|stash|batteries|glass
      @pills|it|they ..2 starting|started|beginning work|kick|hit|working
      ate|took|taken|swallowed ..2 #many ..2 @pills
      @gun ..2 my|his|her|their ..1 head|mouth|temple|chin|throat
      already @ate it|them|all|everything|pills|poison|bleach|whole
      bleeding ..4 not ..1 want
      took too much
      injected|injecting|shot ..1 all ..3 @pills
      mixed ..2 @pills with ..2 vodka|whiskey|wine|alcohol|gin|rum|beer
      i think i ..1 took|drank|did too much
      already in my system
      too late ..3 took|taken|swallowed|done ..1 them|it|already
      @ate ..1 all|every|entire|whole|bunch|handful|bottle|too|fistful|rest|full|couple|few ..3 @pills
      @ate ..1 whole|entire|all|full ..1 bottle|box|pack|packet|thing|jar|stash|supply
      @ate whole bottle
      @ate too many|much ..2 @pills
      @ate too many
      @ate ..1 @many ..3 @pills
      @ate ..1 @pillbox ..2 @pills
      @ate them all
      @ate it all
      @ate all ..1 them|it
      @ate everything ..2 cabinet|bottle|medicine|bathroom|drawer|house
      washed|chased ..2 @pills ..2 down|with
      @pills ..3 @ate ..2 them all
      @pills ..2 already took|taken|swallowed|down
      already @ate|did them|pills|it|all
      already did|done it
      i did it ..3 pills|cut|took|goodbye|sorry
      drank|drinking|drink|swallowed|chugged ..3 @poison
      overdosed|oded
      overdosing
      have overdosed
      i overdose
      i overdose on
      took overdose
      cut|slit|slashed|sliced|opened my|both|her|his ..1 wrist|wrists|throat|vein|veins|artery
      wrists ..2 bleeding|cut|slit
      bleeding out
      am bleeding ..2 out|lot|everywhere|bad|badly|wrists|deep|wont|not
      wont|not|cant|will|can not? stop bleeding
      blood everywhere|all
      there is blood ..2 everywhere|much
      cut|went too deep
      cut ..3 too deep
      tried|attempted|trying|try|attempting ..2 kill|hang|shoot|drown|end|strangle|overdose|stab ..1 @self|my|it ..2 tonight|today|yesterday|hour|minutes|night|morning
      tonight|today|yesterday ..2 tried|attempted ..1 kill|hang|suicide|end|overdose
      tried hang|shoot|drown|strangle @self
      attempted suicide ..1 tonight|today|yesterday|night
      @noose|noose|cord|sheet|bag ..3 around|round|over my|his|her|their neck
      around my neck
      @gun ..3 in|at|against|under|on my|his|her|their ..1 head|mouth|temple|chin|throat|chest
      @gun ..4 in ..1 my ..1 hand|lap|mouth|hands
      @gun in hand|lap
      turned|turn|left ..1 gas|oven|stove on
      jumped ..1 off|from ..2 bridge|roof|building|balcony|window|overpass
      hung|hanged|hanging|shot himself|herself|themselves
      found ..3 hanging|hanged
      getting|feel|feeling|starting|am ..3 sleepy|drowsy|woozy|cold|dizzy|numb ..3 pills|took|bottle|goodbye|overdose|tell
      pills ..4 kicking|kick in
      pills are working
      waiting for|it ..2 kick|work|pills|die ..1 in
      wont|not be long now
      can not feel my ..2 took|pills
      am dying|now ..3 took|tell|goodbye|help|pills|bleeding
      in car ..2 garage ..3 running|on|engine
      on my way out ..2 pills|goodbye`,
  },
  {
    ...suicide,
    id: "en.suicide.attempt_past",
    severity: "moderate",
    sign: "wish",
    phrases: `
      tried|attempted|attempt|trying|tries ..2 kill|killing|end|ending|suicide|overdose|commit|committing ..1 @self|my|it|suicide|life
      attempted suicide
      suicide attempt|attempts
      survived my ..1 suicide|overdose|attempt
      almost|nearly killed|jumped|ended|did|went|took|overdosed|hung ..2 myself|off|it|my|them|through|all
      tried die|again
      almost did it|again
      in|out|left|from psych ward|hospital ..2 suicide|attempt|overdose|suicidal|tried`,
  },
  {
    ...suicide,
    id: "en.suicide.told_to_die",
    severity: "low",
    phrases: `
      kill yourself|urself
      told|tell|telling|tells|says|said|want|wants|saying|keep|keeps ..2 me ..1 kill|die|end|should|go ..1 myself|yourself|it|kill|die
      told|telling|tells|saying|says|said i should ..1 kill|die|end|disappear
      everyone wants me dead|gone
      go die`,
  },
  {
    ...suicide,
    id: "en.suicide.fear_for_them",
    concerns: "other",
    severity: "high",
    phrases: `
      @someone ..9 roof|bridge|ledge|tracks ..5 bye|goodbye|jump
      bye|goodbye ..5 not picking|answering|responding|replying up?
      @someone locked|locking|barricaded himself|herself|themselves ..7 @gun|@pills|razor|knife|crying
      @someone ..3 not wanting be|live alive|here|anymore
      @someone ..2 wishes|wish|wished ..3 never|not born|wake
      worried|scared|afraid ..5 do|does|doing something dumb|stupid|drastic|bad
      worried|scared|afraid ..3 @someone ..6 hurt|kill|harm|suicide|himself|herself|themselves
      @someone locked|locking|barricaded himself|herself|themselves ..4 @gun|@pills|razor|knife|crying
      @someone ..3 is? on|at ..1 bridge|tracks|roof|ledge|cliff ..4 says|said|jump|goodbye|alone
      posted|sent|texted|wrote|posting ..1 something ..2 scary|dark|worrying|alarming|concerning|weird
      @someone ..2 left ..1 note|letter ..4 gone|car|missing|phone|away|is
      @someone ..3 wrote|written|drew ..4 die|dying|suicide|death|kill|killing
      wants|want|wanted end it|things ..4 crying|he|she|they
      @someone is|seems|feels suicidal
      @someone ..1 said|says|told|saying|telling ..4 plan ..2 swear|promise|not
      made me swear|promise
      swore|swear|promised|promise ..2 not|never tell
      not want ..1 be here anymore ..6 company|job|team
      saying ..3 eat|gun|end|kill|die|done
      @someone ..1 said|says|told|saying ..5 miss|without|burden|worthless|goodbye|over
      worried|scared|afraid|terrified|think|fear|concerned|convinced|sure ..2 @someone ..1 is|are|might|will|may|could|going|would ..3 hurt|kill|do|end|harm|suicidal|jump|overdose
      @someone ..2 do something|anything ..2 stupid|drastic|bad|dangerous|crazy|rash
      @someone ..1 said|says|saying|told|texted|posted|wrote|sent|threatening|threatened|threatens|keeps|talking|talks|mentioned|tweeted|left|messaged|snapped ..5 goodbye|goodbyes|kill|killing|suicide|suicidal|die|dying|dead|end|ending|jump|harm|note|overdose|live|alive|over
      @someone ..1 sent|left|posted|texted|wrote ..3 goodbye|suicide|farewell|last|final note|text|message|letter|video|post|goodbye
      found ..3 suicide|goodbye note|letter
      found ..2 note|letter ..4 goodbye|dead|die|suicide|sorry|kill|end
      found ..2 @my ..1 note|letter|journal|diary ..4 die|suicide|goodbye|kill|end|life
      is|are|was|been talking about ..1 suicide|killing|dying|ending
      talk|talks|talking about? ..2 killing|ending|suicide ..1 himself|herself|themselves|life
      @someone ..2 locked ..3 bathroom|room|garage|car ..4 pills|knife|gun|razor|blade|bottle|answer|answering
      @someone ..3 on|off|at ledge|bridge|roof|railing|overpass|tracks ..3 jump|jumping|threatening|says|wont|not
      threatening|threatened|threatens jump|suicide|kill|overdose|hang
      on suicide watch`,
  },
  {
    ...suicide,
    id: "en.suicide.armed",
    concerns: "other",
    severity: "moderate",
    sign: "means",
    phrases: `
      @someone ..1 bought|got|buying ..1 gun|shotgun|pistol|rifle|rope|handgun
      @someone ..2 pic|picture|photo ..3 wrists|cuts|gun|pills|noose|rope
      @someone ..4 giving|gave away|his|her ..1 stuff|things|everything|his|her|dog
      @someone has|got|holding|took|grabbed ..2 gun|pistol|knife|pills|rope|noose|razor|blade
      @someone ..2 with ..1 gun|knife|noose|razor`,
  },
  {
    ...suicide,
    id: "en.suicide.silent",
    concerns: "other",
    severity: "none",
    sign: "unreachable",
    phrases: `
      phone ..1 off|dead
      not ..1 call|text|answer back
      not @reach
      not ..1 answering|responding|replying|picking ..2 phone|texts|door|calls|up|me|anymore|now
      will not answer|respond|reply|pick|open|talk
      can not reach|find|get
      phone is off|going|goes
      went|gone silent|quiet|missing|dark
      is missing
      disappeared
      stopped answering|responding|replying|texting
      locked himself|herself|themselves
      has gun|knife|pills|rope|weapon`,
  },
  {
    // Words that alone say little; the second layer looks at who used them and why.
    ...suicide,
    id: "en.word",
    severity: "low",
    phrases: `
      die|dying|dead|death|suicide|suicidal|kill|killing|overdose|overdosed|noose|wrists|funeral|coffin|casket
      pills|gun|knife|blade|razor|razors|bleach|pistol|shotgun
      hurt|hurting|harm|harming|stab|stabbed|strangled|choked|raped|rape|abused|abusing|bleeding|blood
      ambulance|unconscious|seizure|emergency|911
      alive|breathe|breathes|breathing|drown|drowning|chest|ledge|threats|threatened|goodbye|grave|hopeless|unbearable
      tablets|overdosing|choking|hostage|kidnapped|trafficked|violent|slit|bled|bleed|poison|poisoned|hanged|noose
      suffering|worthless|existence|hanging|unalive|wrist|jumping|goodbyes
      kill yourself`,
  },
];
