import type { Guard } from "../rule.ts";

/** What makes words harmless or less than they seem, in the grammar of `phrases.ts`. */
export const guards: readonly Guard[] = [
  {
    // Words that mean something else together; whatever overlaps them is not found.
    guard: "idiom",
    phrases: `
      enough rope ..6 himself|herself|themselves|yourself|him|them|you
      what does not kill me|us|you
      not kill ..1 makes stronger
      live ..2 die ..1 sword
      shoot|shooting|shot ..1 messenger
      kill|killing|killed ..1 goose|kindness|bill|darlings
      beat|beating|flogging ..1 dead horse
      dead men tell
      cut ..1 nose ..2 spite
      skin cat
      wounds|wound lick|licking
      hang together|separately
      give|giving ..1 inch
      nail coffin
      muerto perro
      matar gallina
      hierro mata|muere
      mala hierba nunca muere
      curiosidad mato
      ahoga|ahogarse vaso agua
      ahogar|ahogando|ahogo vaso agua
      hang|dangle|hanging|dangling from|off ..2 rope|ropes|harness|building|buildings ..7 living|insures|insurance|feet|chainsaw
      cuelgo|colgado|colgada ..2 arnes|edificios ..6 oficio|vidrios|cliente|clientes
      overdose|overdosed|overdosing on ..1 networking|conference|conferences|webinars|news|politics|crypto|slack|linkedin|notifications|museums|tapas|spreadsheets|panels|pitches|decks|tiktok|memes|cuteness|jargon|buzzwords|ai
      sobredosis trabajo|cafe|juntas|reuniones|azucar|grupos|whatsapp|tamales|memes|correos|videos|redes|karaoke|vacaciones|fiesta|postres|queso|tacos|networking|playa|futbol|politica|noticias|eventos|chocolate
      whitney|amy|kurt|prince houston|winehouse|cobain|rogers ..2 overdosed|died|shot
      @famous ..2 overdosed|overdose|killed|hung|hanged|shot|died|drowned|suicide|jumped
      @ate my ..2 @pills for ..2 pressure|cholesterol|thyroid|allergies|migraine|cold|flu|diabetes
      me? tome|tomo mi|mis @pastillas ..1 presion|tiroides|alergia|colesterol|diabetes
      strangle|murder|kill|shoot|stab|smash|burn|drown|punch|murdering|strangling ..1 my|our|this|office ..1 @toys
      voy matar ..1 impresora|compu|computadora|despertador|excel
      me quiero morir ..1 este|esta|estos|estas|tanto taco|trafico|calor|frio|reunion|junta|excel|tarea|fila|comercial|cancion
      se me paso|olvido|perdio|rompio|cayo|borro|descompuso|quemo|hizo
      suicidal tendencies
      suicidal tendencies tickets|concert|band|album|show|shirt
      tickets ..2 suicidal tendencies
      shooting stars|star
      bullet train|journal
      take|took|taken bullet for
      slap|slapped wrist
      slap on wrist
      snore|snores|snoring ..4 choking|dying|drowning
      follow|follows|following me on ..2 app|apps|instagram|linkedin|twitter|tiktok|x|social|platform|facebook
      firearm|gun safety|show|range|club|class|course|laws
      my last letter|letters santa
      frio|calor|trafico|jefe|examen|dieta|ejercicio ..2 me|nos va matar
      me pego ..1 gripa|gripe|tos|catarro|covid
      frasco ..2 salsa|mermelada|miel|nutella|mayonesa|crema
      whole|entire pack gum|gummies
      stab my eyes|ears out
      bungee|parachute|skydive|skydiving ..2 jump|jumped|jumping
      i am burden on my team
      no reason stay ..2 job|company|late|longer|party|subscribed
      no encuentro salida ..1 estacionamiento|autopista|laberinto|edificio
      die if ..3 not ..3 text|reply|call|cancel|answer
      jump in front ..2 train|bus|truck for ..3 good|decent|better|some
      whole|entire|full bottle ..3 prep
      me corto venas con ..3 cancion|rola|temazo|serie|pelicula|musica
      nadie me pega|golpea ..4 cai|caida|bici
      me? tome ..1 pastilla|medicina ..3 presion|alergia|doctor|gripe|dolor|tiroides|vitamina
      burn rate is suicidal
      dying on ..2 boss|level
      news about ..1 shooting
      adios y gracias ..1 todo
      market|economy|inflation|competitors|team|schedule|algorithm|lakers|rivals ..1 beat|beats|beating us|me
      die if ..5 text|reply|call|cancel|sold|miss|late|answer
      breathe in this|these|my suit|dress|jeans|costume|corset|mask|heat|humidity|pants|bra|shirt
      portal|server|site|app|page|printer|laptop|vendor|client|supplier|contractor|recruiter|manager|boss|landlord|broker|agent|support|customer ..3 not ..1 responding|respond|loading|working
      not wake up from ..1 nap
      no despierta ..2 siesta
      bleeding|bleed me|us|them dry
      hiding ..4 from ..2 inlaws|laws|kids|toddler|guests|relatives|chores|boss
      let me leave|go|out ..1 early
      took|takes|taking my|our phone|car|laptop|keys|passport ..4 fixed|repaired|repair|shop|upgrade|serviced|charged|store|renew
      ahogando|ahogo ..2 deuda|deudas|trabajo|tarjeta|tareas|pendientes|papeleo
      desaparecer ..2 semana|playa|vacaciones|dias|finde
      vivir en ..1 esta|esa|este ..1 ciudad|casa|departamento|barrio|pais|colonia|piso
      despertar|despertarme ..1 temprano|tarde|bebe|vecinos|antes
      cuerda ..3 pinata|tendedero|lancha|perro|saltar|gimnasio|ropa
      cat|kitten|dog|puppy|squirrel|bird|stuntman|diver|goalkeeper|horse ..1 jumped|jumps|jump|jumping
      choking|strangling|killing|suffocating|drowning|crushing|burying us|me|them|him|her with|under|in ..1 deadlines|paperwork|fees|taxes|work|red|debt|emails|meetings|rules|email|slack|forms
      me|nos mata|matan|matara|matar si ..1 llego|olvido|gasto|compro|pierdo|falto|tardo|entrego
      me|nos mata|matan|matara|matar si no ..1 llego|entrego|llamo|compro|termino|contesto
      goodbye|bye ..1 everyone|all ..1 my? last day ..1 at|work|office|company
      on|at ..1 bridge|roof|rooftop|tracks|balcony ..5 traffic|crawling|view|party|bar|photos|pool|stuck|jam|sunset|drinks|dinner|garden|solar|toll|grill|museum
      cortar me? ..1 pelo|cabello|barba|flequillo|cesped|pasto
      me quiero|voy|toca cortar pelo|cabello|barba|flequillo
      world consulting|finance|tech|retail|academia|banking|advertising
      tie ..1 knot|knots ..4 holds|sailor|sailors|wedding|boat|married|may|june|scarf|shoe|shoes
      quiero acabar|terminar con ..1 proyecto|tarea|reporte|informe|pendiente|pendientes|tramite
      daemon|process|script|server|pod|container|job|worker|service|bot|thread ..2 commit suicide
      plants|plant|houseplants|cat|dog|fish ..4 suicide pact|attempt|mission
      sell|selling|sold|buying|collector|collectors ..6 @gun|gauge|shells|shell|caliber
      mom|dad|wife|husband|boss|girlfriend|boyfriend|coach|teacher|roommate|editor|parents|sister|landlord ..2 going|will kill|murder me when|if|for|over
      done|finished|over with this|your|our app|service|bot|site|thing|list|group|chat|platform|texts|messages
      me quiero|voy morir ..5 verguenza|pena|oso|haha
      tragame tierra
      dye ..3 hair|eggs|shirt|it|roots|blonde|blue|black|fabric|wool
      not want go on with ..1 trial|subscription|plan|project|it
      chest pain|pains ..1 was|turned ..1 heartburn|gas|anxiety|nothing|reflux|muscle|fine
      @ate ..1 #few|#many ..1 mg|milligrams ..2 @pills ..4 years|months|daily|great|prescribed|doctor|fine
      @ate ..1 my ..2 @pills ..3 every|each|daily|prescribed|breakfast|bed|food|alarm|reminder
      @ate ..1 @pills ..3 daily|allergies|allergy|headache|cold|flu|cramps|prescribed|breakfast
      me? tomo ..1 mi ..1 @pastillas ..4 cada|diario|presion|alergia|desayuno|gripe|cabeza
      me? tomo ..1 @pastillas ..3 cada|diario|presion|alergia|desayuno|gripe|cabeza|doctor
      false alarm
      blow|blowing up building|buildings ..3 legally|demolition|contractor|work
      demolition ..4 blow|blowing
      jump|jumping|hop|hopping on|into|onto|in|back|over ..2 call|zoom|meeting|conversation|plane|flight|details|question|shower|pool|line|thread|next|slides|agenda|boat
      jump|jumped|jumping ahead|rope|ship|start|cables|seat|suit|shot
      delete|erase|remove|take|unsubscribe|deactivate @self from|off ..2 directory|list|group|app|site|website|database|account|system|thread|service|program|chat|platform
      cut|cutting @self out|off|short|loose|back
      cut|cutting staff|hours|jobs|costs|budget|budgets|spending|headcount|prices|corners
      kill|kills|killing me if i ..1 miss|forget|am|do|come|show|lose|break|eat|spend|bring
      threatened|threatening|threatens sue|fire|quit|raise|close|cancel|walk|leave|report|block
      have|has|made decided|decision hire|buy|take|go with|move|start|join|use|sell|try|switch
      me da miedo ..1 altura|alturas|volar|avion|hablar|publico|perro|perros|arana|oscuridad|examen
      ultima|ultimo vez|dia|noche ..1 hablamos|vimos|nos|fue|fui|vine|comimos|clases|mes
      bleach ..2 shirt|hair|bathroom|tub|jeans|towels|sink|floor|counter|tile
      roof level|deck|top
      on ..1 roof ..3 solar|leak|panels|repair|party|bar|hvac|antenna|dish|restaurant
      ojala no|nos|puedan|podamos|vengan|venga ..1 llueva|vemos|llegue|venga
      delete|ignore|disregard|forget|unsend|edit ..1 my last ..1 message|messages|text|texts
      @want out this|our|deal|lease|contract|agreement|partnership|group|thread
      help me|us ..1 stop|quit ..2 smoking|drinking|vaping|texts|messages|emails|these|notifications
      my last question|order|email|invoice|payment
      helium ..4 party|balloons|balloon|birthday
      stock|price|prices|market|numbers|revenue|shares ..2 might|could jump
      off road|roading ..3 weekend|trip|jeep|moab|vehicle|park|tires|bike
      tirar|saltar|brincar ..2 alberca|piscina|mar|lago
      overdosing|overdose|overdosed ..2 plants|garden|fish|lawn|plant|soil
      ending it here|there|now ..4 chatting|talking|call|night|sleepy
      long way down ..2 ski|slope|mountain|list|trail
      survived|survive jumping|jump ..2 plane|parachute
      favor by
      cutting edge
      hanging gardens
      knot ..3 hammock|swing|plant|planter
      fever dream
      bien en ..2 ronda|junta
      unconscious bias|biases
      poisoned chalice
      narcan distribution|program|training|kits|vending
      noose ..4 business|businesses|economy|industry|regulation|startups|tariffs
      jump|jumped|hop|hopped on ..1 train
      trust myself around|with ..2 @food
      @ending it|things ..3 cofounder|partner|partnership|company|firm|provider|subscription
      letter|letters|note|notes|email ..2 investors|shareholders|customers|stakeholders|lps|editor|recommendation|intent|subscribers
      shoot|shot|shooting my|his|her|your|their shot
      being? held up
      held us hostage|up over|by
      casi|poco me da|dio ..1 infarto|algo
      me da|dio ..1 infarto ..3 haha
      kill or? be killed
      chest day|freezer|hair
      breathe easy|easier|life
      breathing room|exercises|exercise|app|space
      hanging by? thread
      burn it ..1 all|down ..4 start|over|stack|rebuild
      edge angels|glory|canyon
      alive and kicking
      still alive haha
      empty threats
      looking for me on linkedin
      come|coming|came into? my room ..3 cat|dog
      drowning prevention
      violent agreement
      bled on
      jumping|jump joy
      hopeless ..2 giants|jets|team
      got? shot down
      beat|beats|beaten me|us it|there|at|price|on
      beat him|her|them it|there|price|on
      found me ..1 on|through|via ..1 linkedin|instagram|google|twitter
      how much|many ..4 give ..3 kid|baby|dog|son|daughter|cat|toddler
      know|knows what time ..3 flight|train|store|restaurant|office|meeting|game|bar|event ..1 leaves|opens|closes|starts
      museum|shop|store ..3 kids
      train tracks museum|set|model
      drop dead gorgeous
      dead week|link|cat|stock
      rope ..4 yacht|boat|climbing|climb|rigging|sail|sailing|gym|dock|ladder|tow
      gun metal|dog|finish
      is bleach safe
      bleach ..3 grout|laundry|hair|fashion|stain
      barrel racing|aged|wine|proof
      cuerda ..2 escalar|escalada|barco|guitarra
      compre ..1 cuerda ..2 escalar
      te voy matar si ..6 haha
      pena haha
      wine|beer ..1 on|with antibiotics
      company last day
      leaving world consulting|finance|tech
      take me ..1 off|out|there|through|up|home
      make it dinner|lunch|party|meeting|call|drinks|event|brunch|class|game|wedding|tonight ..3 sorry|kid|sick|work|traffic|late|flight
      not ..2 make it tonight|tomorrow ..3 kid|sick|work|sorry|flight|traffic|raincheck|babysitter
      shell out|script|company
      overdose|overdosed|overdosing on? ..3 @food
      @ate ..3 whole|entire|all|too|bunch|full|bag|box|many ..2 @food
      life insurance|partner|coach|science|sciences|raft|cycle|changing|hack|vest|jacket
      lost ..4 overdose|suicide|cancer|stroke|attack|drugs
      died|passed ..4 overdose|suicide|stroke|attack|cancer
      die suicide
      hill die
      never wanted die on ..1 hill
      cut|cutting carbs|sugar|dairy|gluten|caffeine
      me va|van matar ..1 mi? jefe|jefa|mama|profe|haha
      jefe|jefa|mama|profe ..1 me va|van matar
      paper cut|cuts
      papercut
      elk|deer|duck|hunting|moose|turkey season|gun|rifle|trip|lease
      raise|ship|publish|adapt|grow|sell|pivot or? die
      do or? die
      dead ringer|wood|pan|stop|heat
      knock|knocked em|them dead
      die if they|she|he ..1 say|said|yes
      kill lights|zombie|cron|daemon
      put dog|cat ..2 down
      killing it|time|vibe|mood|softly
      is|are|was|been killing me|us
      kill|killed|kills two birds|time|vibe|mood|deal|switch|app|process|session|lights|bill|engine|feature|bug|project|idea|thread|job|server|conversation|chain|command|fee|it|zone|shot|some|another|hour|hours
      kill myself laughing
      dressed kill
      kill|die for some|coffee|pizza|tacos|burger|intro|nap|beer|donut|view|tickets|seat|sushi
      if looks could kill
      not ..1 kill|hurt|die you|him|them|her ..1 try|ask|if|reply
      curiosity killed
      killer app|feature|deal|view|whale|instinct|resume|idea|pitch|product|outfit|workout
      overkill
      dying|die|died know|hear|see|meet|try|laughing|laughter|lol|haha|here|inside|for|at|over|eat|go|find|tell|visit|show|read|watch|embarrassment|boredom|embarrassed|cringe|cuteness|bored
      dead|died laughing
      died laughing
      dying from laughter|heat|boredom|embarrassment|hunger|thirst|curiosity|cringe|suspense|cold
      dying in|from heat
      i am|im dead|ded|deceased haha|skull
      am dead haha|skull|crying|tired|serious|asleep|inside|set|lmao|on|broke|wrong|over
      dead tired|line|lines|serious|set|end|ends|beat|last|center|wrong|battery|phone|pool|sea|ass|quiet|lift|lifts|zone|stock|lead|leads|link
      over my dead body
      phone|battery|laptop|computer|car|mic|wifi|connection|plant|plants|camera|airpods|watch|tree|grass|engine|pc|server|thread|company|startup|business|industry|deal|project|feature|signal ..2 is|has|going|about|wants|almost|keeps|will|may|might|gonna|want|was|are ..1 die|dying|dead|died|end|ending
      die hard|on|cut|another|cast|hill|casting
      never say die
      old habits die
      want die laughing|inside
      suicide squad|prevention|doors|door|awareness|bomber|squeeze|mission|king|wings|sprint|sprints|pass|gate|cables|burrito|rates|rate|statistics|stats|risk|loss|research|lane|notes
      career|political|brand|social|financial|commercial|corporate|professional suicide
      shoot|shooting me|us|you|him|her|them|over|it ..1 email|text|message|note|line|link|invite|dm|intro|details|call|info|times|over|back|quick|your|resume|deck|calendar|address|number
      shoot for|hoops|pool|baskets|breeze|photos|pictures|film|video|videos|commercial|scene|scenes|wedding|portraits|straight|par|over|moon|stars
      shot @self in ..1 foot
      shoot @self in ..1 foot
      shooting @self in ..1 foot
      shoot|shot blanks|list|down|clock|glass|day
      photo|video|film shoot
      hang|hanging|hung out|on|around|tight|loose|up|back|ten|paintings|pictures|lights|curtains|drywall|art|glide|gliding|left|over|laundry|low|picture|painting|shelves|tv|posters
      hang|hanging in there
      hang myself up
      hit by|with bill|taxes|fees|layoffs|tax|hard|news|question|idea|ball|wave|deadline|inspiration|realization|nostalgia
      hit|hits|hitting me|us|@us up|back|with|hard|me|different|on|when ..1 invoice|bill|text|later|up|taxes|details|idea|lyrics|realize|me
      hit me|us up|back|with|later|anytime|when|on
      beat|beats|beating me|us|him|her|them ..1 at|in|by|score|game|chess|there|tennis|fifa|kart|quarter|punch
      beats me
      jump|jumping|hop on|in|onto|into|ship|rope|start|ahead|around|straight|through|over|out|off|gun|for|at ..1 call|zoom|meeting|conclusions|queue|hoops|conversation|right|it|chat|thread|plane|pool|opportunity|conclusion|bandwagon|phone|bed|line|joy|ladder|lake|flight|trampoline
      jump on ..1 call|zoom|train|plane
      jump|jumping into|in ..1 pool|lake|ocean|river|water|sea ..3 swim|swimming|hot|cool|summer|kids|with|dock|vacation|party
      bridge round|loan|financing|fund|note|gap|funding|game|visa
      bungee|base|sky|parachute|ski jump|jumping|diving
      pull|pulled|pulling ..1 trigger on|and|book|buy ..1 deal|house|offer|hire|launch|purchase|trip|car|new|it|investment|job|this|funding|acquisition|tickets|round
      pull trigger on
      bite bullet
      bullet points|point|journal|proof|train
      sweat|dodged bullets|bullet
      cut|cutting|cuts @self ..1 slack|off|shaving|some|loose|short|chopping|cooking|peeling|slicing|piece|opening|gardening|by|check|accidentally|break|slice
      cut|burned|burnt|hurt|hurting|scratched|burn|burning|injured|stabbed @self ..5 shaving|cooking|stove|oven|gym|running|lifting|iron|soccer|skiing|basketball|workout|accidentally|accident|tacos|grill|curling|knife|paper|pan|chopping|back|yoga|deadlifting|playing|climbing|hiking|surfing|avocado|moving|crossfit|bagel|onions|soup|glass|coffee|kitchen|sprained|volleyball|toe|football|squatting|training|biking|marathon
      shaving|cooking|chopping|gym ..5 cut|burned|hurt|burnt|scratched|nicked @self
      hurt my|his|her back|knee|ankle|shoulder|feelings|neck|foot|wrist|hamstring|toe
      accidentally ..2 cut|burned|hurt|scratched|hit|stabbed|burn @self
      cut|cutting ..1 my|his|her hair|bangs|losses|hours|nails|salary|pay|teeth|budget|grass|commute|finger|fingers|trip|toenails
      cut my arm ..3 fence|branch|gardening|nail|glass|working
      cut ..1 carbs|sugar|costs|corners|deal|checks|check|coffee|budget|ties|caffeine|dairy|ribbon|line|scene
      cut|cutting again ..3 budget|rates|prices|hair|staff|team|fed|grass|video|costs|hours
      overdose|overdosed|overdosing on ..2 coffee|caffeine|sugar|chocolate|netflix|tv|candy|sushi|tacos|cute|cuteness|content|podcasts|turkey|pizza|carbs|cookies|vitamin|sunshine|nostalgia|christmas|cheese|meetings|slack|espresso|tiktok|puppies|puppy|pasta|donuts|matcha|linkedin|kale
      heart attack ..3 when|haha|thought|almost|jump|scared|invoice|price|news|bill
      gave|give|giving|almost|nearly ..3 me|him|her|mom|dad|us ..1 heart attack|stroke|anxiety|aneurysm
      almost|nearly had ..1 heart attack|stroke
      had|have ..1 heart attack ..4 bill|price|opened|saw|scared|haha|thought|spider|total|invoice
      heart attack when|seeing
      can not breathe haha|laughing|through|crying|nose|from
      not breathe ..3 haha|laughing|funny|nose|dress|pants|stuffy|cold|bra|jeans|allergies|congested|hilarious|down
      hard breathe ..3 altitude|nose|mask|cold|allergies|smoke
      laughing|laughed ..4 can|could not breathe
      laughing|laughed hard
      laptop|computer|phone|pc|mac|ipad|monitor|screen|server|app|bot|alexa|siri|printer|site|website|database|api|process|thread|program|customer|vendor|recruiter|lead|prospect|investor|vc ..4 not ..1 wake|respond|responding|responsive|waking|open|answering|load|loading|reply|replying|move|unresponsive|answer
      laptop|computer|phone|pc|mac|server|app|vendor|recruiter|site|website|client|lead|investor|landlord ..2 unresponsive|unconscious
      laptop|computer|phone|pc|mac|server|app|site|website ..2 died|crashed|collapsed
      wake ..1 up ..1 for|at|early|on|before|until|till ..1 school|work|time|alarm|noon|practice|class|anything|morning|gym|#few
      teenager|teen|kid|kids|son|daughter|husband ..2 not ..1 wake|get up for|before|until|on|till
      ends|end|ending meet|ended|user|users|result|date|product|goal|game|table|point|call|meeting|subscription|contract|lease|trial|membership|relationship
      end|ending|ended my|this|our|it ..1 subscription|contract|lease|trial|membership|relationship|call|meeting|shift|day|week|plan|engagement|internship|partnership|free|account|term|career|speech|sentence|presentation|chapter|series|story|email|thread|semester
      @ending it|things ..3 note|dessert|song|him|her|boyfriend|girlfriend|vendor|contract|agency|supplier|landlord
      ending|end things with
      at|by|end end day|week|month|year|quarter|sprint
      at ends ..1 wits
      wits end
      rope course|access|swing
      jump rope
      show|learn|learning|know|teach ropes|rope
      knife|knives set|skills|sharpener|block|roll
      glue|nail|staple|heat|spray|paint|water|nerf|squirt|radar|massage|caulk|toy|bb gun
      gun show|control|laws|metal|range|violence|lobby|policy
      top|smoking gun|dog
      jumping gun
      stick guns
      pills hard swallow
      bitter|poison pill
      hard pill swallow
      chill|chilled pill
      sleeping pill bad
      bleach my|blonde|hair|shirt|roots|stain
      clorox wipes
      drown|drowning|drowned|buried in|work|under ..1 work|email|emails|debt|paperwork|meetings|slack|laundry|leads|homework|notifications|admin|deadlines|tickets|messages|invoices|school|data|requests|tasks|code
      drowning in
      bleeding money|edge|cash|users|heart|customers|revenue|talent|colors
      burning|burn out|cash|bridges|money|rate|down|calories|cd|question|fat
      burn myself out
      crash and burn
      my boss|mom|wife|husband|dad|girlfriend|boyfriend|coach|accountant|roommate|doctor|team|she|he|cofounder|editor|teacher|professor|parents|they ..1 is|are|will|going|would|gonna going? kill me ..2 if|for|when|haha|i|because|about ..1 forget|forgot|buy|bought|late|spoil|break|broke|miss|missed|eat|ate|lose|lost|spend|cancel|another|adopt|scratched|dent|dented|ordered|spilled|more|scratch|crash
      going kill me ..1 haha
      will kill me if|for
      me va matar ..3 jefe|mama|haha|si ..1 llego|tarde|olvido|repruebo|compro
      want|going|gonna|will|could|wanna kill|strangle|murder|smack|slap|punch ..2 him|her|them|you|my|whoever ..3 haha|joking|jk|eat|ate|spoiled|hogging|snoring|dishes|fries|thermostat|leaving|chewing
      could|might kill|strangle|murder|kiss him|her|them|you
      killed|kill ..1 houseplant|plant|plants|spider|bug|cockroach|mosquito|mosquitoes|weeds|ants|bugs|wasp|wasps|flies|rats|mice|germs|bacteria|zombies|dragon|boss|monsters|rabbit
      kill them with kindness
      beat|crush|destroy|kill|killing|murder|crushing|destroying competition|competitors|interview|presentation|pitch|it|them|quota|numbers|goals|record|workout
      going kill|destroy|crush|murder|bury|beat|bomb|slaughter them|him|her|us|you|it in|at|on|interview|pitch|exam|test|presentation|tomorrow|with ..1 court|game|tennis|chess|poker|fantasy|golf|kart|pong|match|debate|league|presentation|pitch|playoffs|trivia|interview|finals|basketball
      bombed ..1 interview|test|exam|presentation|pitch
      bomb|bath|photo|seed bombs|bomb
      da|bath|sex bomb
      attack|attacking|tackle|attacks ..1 problem|list|market|inbox|backlog|ads|ad
      panic attack|attacks
      shark|heart attack survivor|walk
      stroke ..1 genius|luck|midnight|order|ego
      butterfly|back|breast stroke
      choke|choked|choking under|up|pressure|on ..1 pressure|interview|speech|game|words
      choke hold|point
      strangle hold
      stab at|take
      take stab
      back stab|stabbed|stabbing|stabber
      stabbed in ..1 back
      stabbed me in back
      hostile takeover
      hit list ..2 companies|accounts|leads|prospects|restaurants
      target list
      hit|smash hit|record
      mass shooting news
      active listener
      seizure saturday
      seizing ..1 opportunity|day|moment|chance
      seize day
      collapsed ..2 market|tent|bridge|deal|company|bank|building|stock|ftx|svb|tunnel|mine|price|prices|bed|couch|sofa|laughing
      market|deal|stock|bank|company|talks|bridge|building|tent|svb|souffle ..1 collapsed
      passed out ..3 couch|flyers|nine|early|bed|movie|sofa|candy|samples|cards|#few|#many|exhausted|asleep
      passed|pass out ..2 flyers|candy|samples|cards|copies|business
      stopped|stop responding|replying|answering ..4 emails|email|recruiter|investor|linkedin|vendor|pitch
      ghosted me
      touch|touches|touched|touching|in base|me|in|bases|heart ..1 deeply|heart|song|story|speech|gesture|soul|kindness
      grave shift|concern|error|mistake
      graveyard shift
      abuse|abused ..1 power|system|api|policy|rate|free|trial|trust|privilege|refund|coupon|filter
      substance|drug|alcohol|elder abuse counselor|prevention|program|clinic|startup
      rape seed
      rapeseed
      molested by
      escape room|rooms|hatch|game|artist|reality|key|velocity|city|weekend
      want|need|trying|plan|going escape ..2 city|heat|cold|winter|weekend|room|corporate|reality|office|beach|rat|traffic|noise|kids
      following me|us on|back ..1 linkedin|instagram|twitter|insta|tiktok|x|ig|spotify
      followed|following me|us ..2 linkedin|instagram|twitter|insta|tiktok|up|back
      following|tracking me|you far
      tracking me ..2 package|shipment
      stalking|stalked|stalk ..2 linkedin|instagram|profile|page|facebook|insta|website|ig|twitter
      linkedin|instagram|facebook|insta|ig stalking|stalker
      controls ..2 budget|lights|thermostat|temperature|market|company|remote
      locked out ..2 account|car|house|apartment|email|office|slack|laptop
      locked me|us out ..2 account|car|house|apartment|email|app|system|office
      locked in ..1 rate|price|deal|on|gains|terms|pricing|date
      not let|letting|allow|allowed me|us ..1 log|login|upload|sign|reset|cancel|download|attach|pay|expense|connect|checkout|edit|send|post|skip|unsubscribe|book|out|use|see ..2 app|site|account|card|form|file|portal|system|work|home|early|seat|meeting|dashboard|page|messages|photos|feature
      app|site|website|form|portal|system|bank|airline|it|page|account|software|tool|slack|zoom|uber|calendar ..2 not ..1 let|letting|allow|lets me
      took my|your breath|order|time|advice|picture|headshot|blood|temperature|seat|spot|card|lunch|parking
      broke my phone|heart|streak|diet|laptop|record|foot|arm|leg|wrist|toe|finger|nose ..3 skiing|falling|soccer|drop|dropped|skateboarding|biking|snowboarding|fell|screen|gym|ball|basketball|pickup
      heart ..1 racing|pounding ..4 pitch|interview|demo|stage|run|workout|launch|presentation|date|stairs
      chest day|press|pains|freezer|workout|hair
      chest ..2 sore ..4 gym|workout|bench|pushups
      arm ..2 numb ..4 slept|sleep|sleeping|weird|leaning
      numb ..1 dentist|novocaine|from
      dentist ..5 numb|face|drooping
      water broke main|pipe|heater
      pipe|main|heater ..2 broke|burst
      took ..1 couple|few|#few|2|two|one|some|my ..1 advil|tylenol|aspirin|ibuprofen|vitamins|vitamin|melatonin|meds|medication|medicine|allergy|benadryl|pill|pills|excedrin|aleve|insulin|antibiotics ..1 for|and|this|before|it|already|with|last|at|after
      took ..1 couple|few|#few|2|two|one ..1 advil|tylenol|aspirin|ibuprofen|vitamins|melatonin|benadryl|excedrin|aleve|nyquil|pills|tablets
      take|taking|took|takes my? ..1 daily|morning|vitamin|vitamins|antibiotics|birth
      picked|picking|pick|refill|refilled|refilling|forgot ..1 up ..2 @pills
      pick|picking up ..3 prescription|pills|meds|medication|medicine|insulin|inhaler
      drank ..2 bottle wine|water|champagne|prosecco|rose|kombucha|beer|gatorade|tequila|whiskey
      ate ..2 whole|entire|all|too|bunch|full|bag|box|much|many ..2 pizza|cake|bag|box|chips|cookies|pie|turkey|tacos|sushi|fries|donuts|chocolate|candy|burrito|burritos|pasta|dumplings|wings|tub|oreos|pint|brownies|cereal|leftovers|carbs|sandwich|lunch|breakfast|dinner|popcorn|cheese|girl|steak|icecream
      drank|drink|had ..1 too|whole|all|many|entire|bunch ..2 coffee|coffees|espresso|much|water|pot|beers|margaritas|drinks|caffeine|wine|milk|redbull|juice|matcha|tea|smoothies|cocktails|mimosas|shots
      took|takes|take|taking ..2 all|too|whole|full|every|entire|lot|lots|bunch|many|ton ..2 photos|pictures|notes|courage|time|hour|hours|screenshots|pics|calls|meetings|classes|risks|credit|morning|afternoon|team|box|boxes|work|shots|effort|minutes|selfies|leads|steps|vacation|weekend|company|credits|orders|reservations|breaks|people|flights|trains
      took everything ..2 me|in|granted|had|apart
      down ..2 whole bottle water|wine
      popped ..1 bottle|bottles champagne
      pills|pill ..3 dog|cat|vet|bracelet|bugs
      goodbye party|lunch|drinks|gift|card|cake|dinner|winter|summer|old|toast|speech|happy|happyhour|email|tour|#year|monday|twitter
      goodbye for|now
      say|said|saying goodbye ..3 my? old|weekends|summer|apartment|excel|spreadsheets|#year|twitter|car|nyc|sf|coworkers|office|roommate|couch|team|house|carbs|desk|sleep
      farewell|goodbye party|tour|dinner|speech|email|lunch|note|letter|letters ..4 team|coworkers|colleague|colleagues|work|retiring|job|company|boss|leaving|retirement|office|intern|interns
      goodbye ..1 note|letter|letters|email ..3 coworkers|team|colleagues|office|job
      last|final message|email|text|reminder|note ..2 today|day|before|about|reminder|was|did|you|i|got
      last text|message|email was|i|said|from|got|sent
      not be here|around|available|in ..3 monday|tuesday|wednesday|thursday|friday|next|week|weekend|tomorrow|afternoon|christmas|today|later|july|august|june|summer|anymore|long ..5 vacation|pto|leave|trip|travel|traveling|travelling|dentist|wedding|conference|flight|ooo|office|maternity|parental|appointment|honeymoon|interview|back|moving|flying|cover|holiday|can|out|sub|offsite|surgery|airport|new|job|let|transferring|relocating|instead
      vacation|pto|trip|flight|wedding|conference|travel|traveling|ooo|honeymoon|offsite|moving ..8 not be here|around
      when|while|if i am gone ..5 vacation|trip|week|weekend|water|plants|mail|office|honeymoon|packages|cover|forward|slack|few|next|traveling|holiday|wifi
      take care ..1 my dog|cat|kids|plants|plant ..6 weekend|week|vacation|trip|while|friday|thursday|monday|saturday|sunday|night|tonight|wedding|conference|travel|away|hours|afternoon
      dog|cat ..1 sitter|walker
      by time you ..1 read|get|see this ..6 flight|plane|meeting|launched|office|vacation|boarding|landed|asleep|live|deck|published|demo
      gave|give|giving|given ..2 away ..4 goodwill|donation|donate|downsizing|moving|free|tickets|raffle|swag|equity|stickers|samples|secret|ending|charity|salvation|konmari|prize|prizes
      giving away ..3 free|tickets|swag|prize|prizes|shirts|samples|equity|product|licenses
      giveaway
      moving ..5 giving|gave|give away|stuff|my
      giving|gave ..5 because|as|since ..2 moving|move|downsizing
      peace and|treaty|corps|quiet|mind|love
      made ..1 peace ..2 with ..3 weather|losing|loss|ex|co|job|layoff|fact|not|gray|hair|being|brother|sister|coworker|body|cofounder|traffic|commute
      fresh|clean start
      can not take|handle|stand|do ..2 anymore ..2 haha
      can not do ..1 this|it|these|those ..1 job|commute|diet|math|winter|weather|call|alone|without|meeting|today|tomorrow|tonight|thursday|friday|time|monday|week|zoom|online|weekend|app|project|deck|heat|snow|price|date|morning|afternoon|pullup|yoga
      tired|exhausted|sick|done|over ..1 with|from|after|this ..1 work|flight|travel|traveling|today|day|job|gym|run|running|commute|meetings|winter|weather|cooking|zoom|trip|week|dating|emails|jetlag|kids|yesterday|baby|snow|politics|takeout|rain|linkedin
      tired|sick|done|over living ..1 out|paycheck|suitcase|hotel|airbnb|roommates|downtown
      hate being late|alone|on|cold|wrong|micromanaged|single|sold
      hate waking up early|at|before|in
      tired waiting|walking|hearing|explaining|cooking|driving
      am tired today|after|from|haha|lol|but|yesterday
      not want ..1 be here|around|alive ..2 anymore|long ..4 office|job|meeting|party|bar|city|airport|event|conference|gym|dmv|wedding
      no ..1 point ..1 in going|staying|trying|anymore ..3 store|meeting|now|party|event|app|office|late|gym|restaurant|class|call|early|argue
      what is point this|meeting|app|game|product|call|having|company|question|story|article|deck|slide|feature|subscription
      point living in|downtown|here
      way out ..2 here|there|town|building|parking|contract|lease|door
      no way out ..1 contract|lease|deal|meeting|commitment
      hopeless romantic|cook|at|with|case|team|giants|jets
      worthless stock|stocks|options|shares|coupon|equity|company|crypto|nft|nfts|degree|advice|product|feature|meeting|junk
      useless at|with|app|meeting|feature|product|advice|info|tool
      depression era|inventory|glass|great|startup|research
      great|tropical depression
      burden proof|tax|evidence
      burden|costs|tax|financial|admin|regulatory|debt|administrative burden ..1 company|team|business|customers|startup
      broken laptop|phone|link|website|heater|elevator|ac|screen|printer|car|foot|arm|leg|toe
      spiral notebook|staircase|galaxy|bound
      not ..1 ok|okay with price|terms|change|deal|this
      help me|us ..1 find|get|with|understand|meet|write|out|connect|move|figure|choose|learn|prep|hire|decide|fill|reach|plan|pick|set|edit|raise|book|review|sell|network|draft|build|land|name|prepare|fix|debug
      i need help ..1 with|finding|getting|hiring|on|moving|choosing|picking|building|writing|from
      need help ..1 with|finding|hiring|moving
      can someone|you help me
      help me ..1 find|with|understand|get|connect|meet|prep|out
      call 911|ambulance ..4 joke|haha|fire|cause|these|drip|because
      call|calling police|ambulance ..3 neighbors|party|noise|parking
      other side ..2 holidays|launch|quarter|move|weekend|fundraise|finals|vacation
      shot down|after
      see you|u tomorrow|soon|later|tonight|there|then|monday|next|at|in
      long sleep flight|after|weekend
      final exit interview|strategy|poll
      exit interview|strategy|ramp|row|plan|poll|sign
      check|checking out ..2 website|link|store|new|restaurant|hotel|profile|at|early|cart
      ready go|die ..1 now|when|whenever|live|out|home|ahead|on|shopping|for|launch|market
      am|we ready go
      ready be done with
      let me go ..1 over|ahead|through|check|get|back|grab|first|see|look
      want disappear ..1 into|on|for|in|from ..2 woods|beach|vacation|island|weekend|couch|bed|cabin|mountains|week
      wish i was|were there|gone|dead ..2 party|with|at|vacation|beach
      everything|it|this is over|done by|at|next|priced ..1 #few|#many|friday
      all be over soon ..3 finals|exam|exams|election|merger|tax|campaign|quarter|move|semester
      be over soon ..4 finals|exam|exams|winter|tax|election|quarter|project|semester|move
      finals|exams|surgery|semester|winter|election|tax ..5 over soon|tomorrow|tonight
      thank|thanks ..2 everything ..3 today|amazing|weekend|great|team|intro|intros|help|see|dinner|trip|sounds|guys
      thoughts|thinking about? ..2 ending|killing ..2 subscription|contract|relationship|project|feature|product|lease|show|program|newsletter
      kill|killing ..1 my|our|this ..1 subscription|project|feature|product|newsletter|deal|program|app|vibe|process|credit|lawn|phone|battery|momentum|productivity|back|knees|feet|budget|margins|buzz|startup|career|conversion|campaign|chances|appetite|hangover
      dead lines
      killed|killing|kill myself ..1 at|over|for|on|trying ..2 gym|work|workout|project|deck|this|launch|training|job|party|get|finish|pitch|marathon|deadline|studying|class|meet
      working|work|train|training|studying|stress ..1 death|myself ..1 death
      bored|scared|worried|starved|worked|freezing|sick|tired|loved|love|tickled|stressed|talked|debated|done ..1 death
      death valley|star|metal|cab|row|note|march|by|taxes|tax|certificate|penalty|match|grip|stranding
      death by ..1 powerpoint|chocolate|meetings|cuts|slack|email|spreadsheet
      matter life and|or death
      life or death
      me muero ..1 risa|hambre|sueno|calor|ganas|frio|pena|verguenza|amor|sed|aburrimiento|miedo|envidia|nervios|por
      muero|muriendo|morir|morirme|muerto|muerta me? risa|hambre|sueno|calor|frio|pena|verguenza|sed|aburrimiento|cansancio|nervios|envidia|ganas
      muero por
      me|nos mata|matan|matando ..2 trafico|risa|calor|estres|espalda|curiosidad|hambre|cabeza|sueno|trabajo|tarea|gym
      trafico|calor|trabajo|tarea|jefe|espalda|dolor|estres|hambre ..2 me esta? mata|matando|va
      matar tiempo|dos|hambre|rato
      matando tiempo|me
      dos pajaros
      muerto|muerta cansancio|sueno|hambre|viva|risa
      me voy morir|matar risa|hambre|vergueza|verguenza
      fue|es|esta ..1 muerte
      hora|punto muerta|muerto
      ya no puedo mas haha
      no aguanto|soporto ..1 calor|frio|trafico|jefe|ganas|risa|vecinos|ruido|zapatos
      corto|corte plazo|tiempo|circuito|pelo|cabello|luz
      me corte|corto ..1 pelo|cabello|barba|flequillo|rasurando|cocinando|afeitando|dedo
      me pego ..1 gripe|covid|sol|mal|hambre|fuerte|sueno|idea
      me|nos sigue|siguio|siguen en ..1 instagram|linkedin|twitter|redes
      me|nos toca|toco ..1 pagar|trabajar|ir|hacer|presentar|turno|cocinar|hoy|manejar|esperar
      ultimo|ultima dia|vez|noche|mensaje ..2 trabajo|vacaciones|clases|curso|mes|oficina|escuela|oferta|viaje|mi
      adios ..1 hasta|nos|luego|manana
      escuadron suicida
      le voy matar ..2 risa|haha`,
  },
  {
    guard: "negation",
    phrases: `
      not|no|never|nor|without|nunca|jamas|tampoco|sin|nobody|nadie
      do|did|would|could|will|am|is|was|are|have|has|had not
      never ever|will|would|have|gonna
      rather not
      not going|want|planning|trying|thinking|plan
      stopped|quit|stop
      anything but
      no soy|estoy|voy|quiero`,
  },
  {
    // Words with a "not" in them that take nothing back.
    guard: "no_negation",
    phrases: `
      not only|sure|kidding|joking|lying|promise|afraid|care|exaggerating|bluffing|playing
      not know
      can not stop|help|promise|guarantee|trust|keep|resist|take|do|go
      not stop|help thinking|myself|wanting
      not trust|guarantee|lie|judge|wait|hide|believe|sleep
      never wanted ..4 more|badly
      never thought i|it|this|would|life|anyone|he|she|they
      never ..1 thought ..4 until|till|before
      nadie sabe|quiere|entiende|extranara|extranaria|ayuda|importa|cree|escucha
      me|le nadie
      not think ..1 can|want
      not think|realize|expect
      why not
      no idea|joke|longer|more|point|way|hope|matter|future|one|other|purpose
      not want talk|tell|anyone|anybody|scare|burden
      not long|ok|okay|fine|safe|alright
      no puedo|se|aguanto|hay|soporto|encuentro|veo
      nobody knows|would|cares|understands|loves
      not tell|told|deserve
      have not ..1 told|slept|eaten
      if not`,
  },
  {
    // Talk of what we send, and of who we are to them.
    guard: "service",
    phrases: `
      text|texts|texting|messages|messaging|sms|emails|notifications|reminders|updates|spam|newsletter
      unsubscribe|unsubscribed|subscription|subscribe|opt|opted|opting
      remove|take|drop|delete|erase|get me ..1 from|off|out
      take me off
      delete|erase|close|cancel|remove|deactivate|terminate ..2 account|number|data|profile|info|information|everything|membership|plan
      delete|ignore|disregard|forget|unsend|edit|resend|reread ..2 message|text|messages
      this|your|our service|app|bot|number|group|thread|chat|conversation|list|program|membership|platform
      on|from|off ..1 list|group|thread|chat
      contact|bother|message me ..1 again|anymore
      recibir|recibiendo|mensajes|mensaje|textos|suscripcion|notificaciones|avisos|correos|numero
      denme|dame|darme|doy|dar ..2 baja
      borren|borrenme|borrar|borra|eliminen|eliminenme|eliminar|quitenme|saquenme|sacame ..3 lista|grupo|todo|cuenta|datos|numero|aqui
      este|su|esta|sus lista|grupo|servicio|chat|app|aplicacion|cuenta
      nada ..1 ustedes
      seguir ..1 esto gracias
      me escriban|escriba|contacten|contacte|manden|mande|molesten`,
  },
  {
    guard: "denial",
    phrases: `
      i would|will not i|because|though|never|have
      i would never i|because|have
      would|will|could|i never ..2 do|act|hurt|go
      never do anything|it
      never act on
      not ..1 going do|act ..1 anything|it|on
      not ..1 act on
      no plan|plans|intention|intent
      do not have ..1 plan|plans|intention|intent
      would|will not|never ..1 do|act ..1 anything|it|on
      not going kill|hurt|do|harm
      am safe
      not planning
      no haria|hare
      nunca haria|hare`,
  },
  {
    // What was taken was taken as it should be.
    guard: "prescribed",
    phrases: `
      @ate ..3 @pills ..3 as prescribed|directed|instructed
      @ate ..3 @pills ..3 doctor|dr|gp|pharmacist|surgeon said|told|ordered|recommended|prescribed|wanted
      me? tome|tomo|tomando ..2 @pastillas ..4 como dijo|indico|receto|mando|ordeno|recomendo
      me? tome|tomo|tomando ..2 @pastillas ..4 segun doctor|doctora|receta|medico|indicado|recetado`,
  },
  {
    // Words that somebody else writes or says, as an example of them.
    guard: "quoted",
    phrases: `
      posts|phrases|sentences|statements|prompts|queries|keywords|transcripts|slogans|tweets|captions
      lines|comments|examples|words|tickets|inputs such|as|saying|containing|reading|including
      listen|listens|listening|looks|look|scans|searches|search for words|phrases|sentences
      callers|clients|patients|users|students|teens|veterans|players|customers|subjects|characters who? say|says|said|write|writes|type|types|post
      translate|spell|parse|classify|flag|flags|flagged|flagging|detect|detects|detecting|categorize|label|labels|labeled ..1 posts?
      slogan|headline|lyric
      frases|frase|mensajes|publicaciones|comentarios|ejemplos|expresiones|textos|busquedas|palabras como|tipo|dicen
      pacientes|usuarios|alumnos|clientes dicen|escriben|escribe`,
  },
  {
    // What the one who writes does for a living. It makes nothing of their own less.
    guard: "occupation",
    phrases: `
      i am|was ..3 @occupation
      i am ..2 @work
      i @work
      as ..3 @occupation
      @occupation here|speaking
      @occupation by trade|training|day
      i work|worked|working|consult|volunteer|serve ..1 as|with
      my|our paper|product|device|classifier|model|dataset|caseload|patients|clients|trainees|thesis|dissertation|exhibit|workshop
      our course|study|practice|clinic|firm|lab|agency|seminar|curriculum|policy|students
      my firm|practice|clinic|agency
      we build|make|sell|design|train|treat|teach|represent|insure|develop|offer|study|research|serve|screen|fund
      soy ..2 @occupation
      como ..2 @occupation
      trabajo ..1 como|con
      nuestro|nuestra|mi articulo|producto|curso|estudio|taller|clinica|consulta|despacho|turno|guardia|tesis|paciente|pacientes|clientes|clienta|cliente|alumnos
      doy ..1 clases|cursos|talleres|terapia
      llevo|llevamos caso|casos
      atiendo|atendemos|represento|superviso|enseno|imparto|traduzco|investigo`,
  },
  {
    // People who kill nobody, when they are said to be about to.
    guard: "scolding",
    phrases: `
      wife|girlfriend|gf|mom|mum|mother|grandma|boss|coach|editor|accountant|sister|cofounder|assistant|cto|ceo|landlady|dentist|trainer|professor|inlaws|kids|bride|teammates|investors is? ..2 going|will|would|gonna kill|murder|strangle me
      my ..1 @occupation is? going|will|would|gonna kill|murder|strangle me
      husband|boyfriend|dad|father|partner|roommate is? ..2 going|will|would|gonna kill|murder|strangle me ..1 if|when|because|haha|forgot|for|over
      suegra|suegro|mama|jefe|jefa|profe|contadora|contador|entrenador|esposa|mujer|novia|hermana|socia|socio|abuela|editora|editor|cunada|directora ..2 me va|van matar
      me va|van matar ..1 mi? suegra|suegro|mama|jefe|jefa|profe|contadora|esposa|mujer|novia|hermana|socia|socio|abuela|editora|cunada
      me va|van matar ..3 haha|olvide`,
  },
  {
    // Neither one's work nor a joke, whatever one is.
    guard: "urgent",
    phrases: `
      violent|violenta|violento|abusive|amenazo|amenaza|police|policia
      esta noche
      hoy
      right now
      tonight
      outside|behind my? ..1 door|window|house
      cut|cuts|slashed my|me
      collapsed|collapses|desmayo
      what do|should i do
      help|hurry|ambulance
      he|she|guy|girl|man|woman|someone|somebody|kid ..3 is ..1 unconscious|unresponsive|choking|bleeding|overdosing|seizing|blue|convulsing
      in here|front
      at ..1 table|bar|office|desk
      is|are|am not breathing|moving|waking|responding
      not wake|waking up
      has|have|had|with|got|grabbed|holding|pulled|tiene|trae ..2 @gun|@blade|@arma
      locked|hiding|trapped|hid|escape|encerrada|encerrado|escondida|escondido
      hit|hits|punched|choked|chokes|pega|pego|golpea|golpeo|ahorco me
      ahora mismo
      hago ahora
      ayuda|ayudenme|auxilio|ambulancia
      not joke|joking|kidding|exaggerating
      no es broma
      again|scared|afraid|terrified|miedo|serio`,
  },
  {
    // An emergency of somebody else's that is over.
    guard: "mended",
    phrases: `
      he|she|they|everyone|everybody|all|both|we|dad|mom|baby|kid is|are ..1 fine|ok|okay|home|recovering|walking|stable|resting|better|good|alright
      walking|walks|home again
      in ..1 rehab|physio
      last week|month|year|spring|summer|fall|winter
      in january|february|march|april|may|june|july|august|september|october|november|december
      had me|us worried ..3 fine|ok|better
      esta|estan|ya ..1 bien|camina|casa|mejor|estable|recupera|recuperando
      en enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre
      semana|mes|ano pasado|pasada`,
  },
  {
    // Of a death that somebody remembers.
    guard: "remembered",
    phrases: `
      years since ..4 overdosed|overdose|died|killed|hung|hanged|shot|drowned|suicide
      anos desde ..4 murio|mato|suicido|sobredosis
      anniversary ..4 overdose|suicide|death`,
  },
  {
    // More than anybody is told to take.
    guard: "amount",
    phrases: `
      whole|entire|every|bottle|handful|box|more|times|instead|over|#many
      todas|todo|frasco|entero|caja|mas|demasiadas`,
  },
  {
    // So long ago that not even what was happening then is happening now.
    guard: "long_ago",
    phrases: `
      in eighties|seventies|sixties|nineties
      during ..2 war|crisis|depression|dictatorship
      great grandfather|grandmother|uncle|aunt
      before i was born
      antes naciera|nacer
      years|decade|decades ago
      when i|he|she was ..3 kid|teen|teenager|young|younger|little|child|baby|born|college|school|#few
      growing up
      raised by
      as kid|child|teen|teenager
      in high|middle|grade school
      hace ..1 anos
      cuando era ..2 nino|nina|chico|chica|joven|adolescente|bebe`,
  },
  {
    guard: "past",
    phrases: `
      when i|he|she was ..3 kid|teen|teenager|young|younger|student|little|child|baby|born|growing
      growing up
      raised by
      in|since|until|till #year
      #year
      years|months|decades ago
      doing great|fine|better
      used
      years|months|decade|decades ago
      long|while ago
      back then|in|when|at college|high|school|my|university|i
      when i was ..3 kid|teen|teenager|young|younger|student|little|#many|#few|college|child
      in high|college|grad|middle|my school|twenties|teens|past
      in past|recovery|college|#many
      as kid|teen|teenager|child
      last year|decade
      #few|#many|several|many|few|couple years|year|months ago|clean|sober|free|since|later|back|now|in|after
      long time ago
      at ..1 time
      was|were once|in
      clean|sober ..1 for|since|now|#few|#many
      recovered|recovering|survivor|survived|overcame|past
      no longer feel|cut|harm|suicidal
      not anymore
      hace ..1 anos|meses|tiempo
      cuando era|tenia
      antes`,
  },
  {
    guard: "still",
    phrases: `
      still
      again
      tonight
      lately
      returned|returning
      coming|came|come|are|is back
      getting worse
      otra vez
      todavia`,
  },
  {
    guard: "fiction",
    phrases: `
      rehearsing|rehearse|rehearsal ..2 @fiction
      family history
      call duty
      glider|respawn|respawns|respawning|loot|looting|headshot|headshots|noob|nerf|checkpoint|dps|aggro|gankear|gank|deathmatch|killcam
      you|u coming online
      you on tonight
      jump|jumping|hop|drop|land|landing from|off|out ..1 battle? bus ..3 at|and|near|over
      ranked match|game|matches|lobby|games
      last|final boss|circle|zone ..2 raid|level|die|storm
      nivel|jefe final
      xbox|playstation|ps5|nintendo|console|gaming|videogames|multiplayer|lobby|deathmatch|sniper
      boss fight|fights|battle|level
      playtest|playtesters|playtesting|gamers|gamer|cosplayer|larp
      stuck in my head
      music|chorus|jingle|tune|band|karaoke|playlist|vinyl
      my|our novel|screenplay|script|story|manuscript|pilot|musical|thriller
      paintball|airsoft|lasertag
      laser tag
      axe throwing
      news says|said|reported|reports
      headline|headlines says|said
      chandelier
      in|from|about|for|during|on ..1 my|this|our|his|her|new|some|latest ..1 @fiction
      in|from|about|on ..3 @fiction
      writing|wrote|write|writes|reading|read|watching|watched|watch|saw|playing|played|play|finishing|listening|listen|streaming|binging|bingeing|rewatching|rewatch|seen|directing|filming|filmed|editing|drafting|adapting|producing|auditioning|rehearsing ..4 @fiction
      my|main|new|this|each ..1 @fiction called|named|titled|about|is|where|has|follows|ends|opens|got|had
      @fiction called|named|titled|about|where|club|night|review|festival|character
      character|protagonist|heroine|villain|antihero|hero|narrator|avatar|npc|sidekick|playthrough|respawn|respawned|killstreak|speedrun
      chapter|plot|storyline|screenplay|scene|lyrics|lyric|cosplay|rpg|npc|finale|spoiler|spoilers|sequel|prequel|dystopian|thriller|horror|whodunit|hamlet|romeo|juliet|shakespeare|netflix|hbo|podcast
      murder mystery|mysteries
      true crime
      plays|acting|playing role|part|villain
      novela|pelicula|serie|cancion|personaje|libro|videojuego|guion|capitulo|actriz|actor|obra`,
  },
  {
    guard: "profession",
    phrases: `
      content|trust moderation|safety
      phd|cofounder|moderator|moderators
      phq|phq9|ehr|ehrs|gad7|cssrs|columbia
      screen|screens|screened|screening for|patients|students
      policy|bill|law|grant ..2 paper|maker|makers|proposal|firm|school|reform|senate|congress
      pharmacist|pharmacy|dosage
      victimas
      trabajo con
      detects|detect|detection|triage|hospitals|clinics
      distribute|distributor|supplier|wholesale|retailers
      prevention|awareness|advocacy|outreach|fundraiser|fundraising|charity|nonprofit|ngo|foundation
      volunteer|volunteers|volunteering|volunteered
      research|researcher|researchers|researching|study|studies|paper|thesis|dissertation|statistics|stats|data|dataset|survey|report|article|journalist|reporter|documentary|podcast|blog|op
      hotline|helpline|lifeline|line ..1 volunteer|counselor|worker|operator|founder|director|startup|staff|shifts|shift|training|intern|for
      work|works|working|worked|job|career|train|trained|training|certified|intern|interned ..3 hotline|crisis|shelter|er|hospital|hospice|trauma|emergency|suicide|domestic|victims|survivors|patients|police|ambulance|firefighter|addiction|psych
      social worker|work|workers
      clinician|coroner|toxicologist|oncologist|detective|prosecutor
      our|my app|company
      startup|founder|product|founders|customers|investors|pitch|deck|grant|legislation|conference|panel|webinar|keynote|workshop|training|curriculum|lecture|seminar|summit|symposium|speaker|exhibit|gala|fund|portfolio|accelerator|fundraise|launching|intro|intros|introduction
      patients|clients|students|population|victims
      case|trial|court|jury|client|verdict|deposition
      news|headline|headlines|nyt|cnn|statistics
      how many people
      history|world|civil war
      investigacion|prevencion|voluntario|voluntaria|conferencia|articulo|noticias|empresa|proyecto|curso`,
  },
  {
    guard: "trifle",
    phrases: `
      goodbye cruel world haha
      adios mundo cruel haha
      declaracion renta
      juntas|lunes|mudanza|dieta|gimnasio
      leftovers|jacket|remote|charger|toothbrush|snoring|fries|hoodie|sweater|hairdryer|snack|snacks|cookies|spoilers|llaves
      if they|he|she|you|@someone ..3 play|plays|say|says|send|sends|ask|asks|schedule|schedules|sing|sings|post|posts|email|emails ..6 again|one|another|more
      all hands
      standup|standups
      audio grupo
      grupo equivocado
      @trifle
      another|more|one meeting|email|zoom|call|slide|spreadsheet|deck|ad|pun|update|reorg|kale|song|webinar|standup|cold|round|time|powerpoint|emoji|survey|linkedin|message|jira|commercial
      if i have ..1 sit|hear|watch|listen|attend|read|see|do|eat|open|answer|redo|fill|write|go|look|format
      if i hear|see|read|get ..1 another|one|this|more
      if ..3 loses|lose|cancel|cancels|cancelled|canceled|spoils|spoil|sold|trade|trades|lost
      giants|jets|knicks|lakers|cowboys|yankees|mets|arsenal|cubs|barca|madrid
      this game|song|show|wifi|line|traffic|commute|heat|weather|printer|deck|meeting|class|code|bug|flight|gate|seat|queue
      autocorrect
      tarea|examen|examenes|junta|juntas|trafico|lunes|impresora|reunion|reuniones|dieta|gimnasio|partido`,
  },
  {
    guard: "laugh",
    phrases: `
      embarrassed
      haha
      hehe
      skull
      joking|kidding|jk|sarcasm|kiddin
      es broma|bromeo
      broma`,
  },
];
