function list(words: string): string[] {
  return [...new Set(words.split(/\s+/))];
}

/**
 * Words by what they are about, in English and Spanish, wider than any phrase of the list needs
 * them: a word that no case has yet weighs as much as its fellows do (`weights.ts`). As
 * `read-words.ts` leaves them: without accents, "morirme" as two words, fillers dropped.
 */
export const meanings = [
  [
    "death",
    list(`cemeteries ground underground drowned drowning smother smothered strangled strangle
      suffocating bleeding slaughter massacre electrocute unaliving doomed terminal malignant
      biopsy tumor hospice ghost soul souls buried crematory ahogar ahogarme ahogado ahogarla
      ahogarlo asfixiar degollar envenenar acabarme matarla matarlo matarlos ejecutar alma
      fantasma sepultura matarnos maten mataron murieron viejita fallecio quitarme quitarse
      quitarle colgarse colgado piso die dies died dying dead death deaths suicide suicidal kill
      kills killed killing unalive perish deceased decease corpse mortal lethal fatal murder
      murdered suffocate drown hang hanging hanged noose funeral grave graves graveyard cemetery
      coffin casket burial bury ashes cremate cremation urn morgue obituary eulogy hearse reaper
      afterlife heaven hell purgatory angel angels hereafter tombstone headstone wake morir
      morirse morirme muero muere mueren moriria morire murio muriendo muerto muerta muerte
      muertes matar mata mato mate matarme matando suicidio suicidarme suicida suicidar ahorcar
      ahorco colgar tumba cementerio panteon entierro enterrar enterrado velorio cielo ataud
      cenizas difunto fallecer cadaver`),
  ],
  [
    "pills",
    list(`ampollas ampolletas ampolla clona rivo clonas cajas caja blisters sedantes sedatives
      tranquilizers anticoagulants opioid opiate narcotic stash stashed cabinet swigged sertralina
      losartan metformina paracetamoles gas petrol kerosene insulins vape liquor vodka tequila
      whiskey drunk thinner pill pills tablet tablets capsule capsules medication medications
      medicine medicines meds med prescription prescriptions dose doses dosage overdose overdosed
      overdosing milligrams mg bottle bottles handful blister tylenol advil ibuprofen excedrin
      aspirin acetaminophen paracetamol benadryl xanax oxycodone percocet vicodin fentanyl heroin
      ambien melatonin valium klonopin ativan lithium insulin antidepressants zoloft prozac
      lexapro adderall painkillers opioids morphine methadone codeine nyquil seroquel trazodone
      gabapentin tramadol benzos diazepam clonazepam sleeping naloxone narcan nitrazepam temazepam
      zopiclone amitriptyline propranolol beta blockers citalopram sertraline quetiapine warfarin
      digoxin fluoxetine cocodamol syringe syringes needle needles injected swallow swallowed
      swallowing gulped downed bleach antifreeze ammonia pesticide cyanide poison poisoned helium
      charcoal exhaust monoxide nitrite drano cleaner weedkiller pastilla pastillas pildora
      pildoras medicamento medicamentos medicina medicinas tableta tabletas capsula capsulas
      frasco frascos dosis sobredosis somnifero somniferos ansioliticos rivotril tafil insulina
      analgesicos antidepresivos tragar trague cloro lejia veneno raticida jeringa jarabe
      calmantes tranquilizantes`),
  ],
  [
    "weapon",
    list(`crossbow sidearm cannon caliber magnum 9mm cleaver canon escopeton fierro fusil revolver
      cargador cuchilla box cutter ratero gasolina encendedor gun guns pistol rifle shotgun
      handgun glock firearm weapon weapons barrel trigger bullet bullets ammo ammunition loaded
      holster magazine chamber knife knives blade blades razor razors scissors boxcutter scalpel
      machete axe rope belt cord ligature cable chain crowbar bat hammer shoot shot shooting stab
      stabbed stabbing bomb explosive explosives gasoline matches lighter pistola arma armas
      escopeta balas bala gatillo cargada cuchillo cuchillos navaja soga cuerda cinturon cuter
      hoja hojas martillo disparar disparo apunalar`),
  ],
  [
    "place_high",
    list(`garage barn ravine reservoir canal pond creek woods lookout terrace crane scaffold elevator
      wheel guardrail lane oncoming pole tree wall concrete arbol muro poste barda alberca presa
      mirador terraza volante trailer bridge bridges roof rooftop ledge edge railing rail overpass
      cliff cliffs tracks balcony tower parapet platform viaduct dam quarry window windows storey
      floor pier highway motorway freeway train trains truck lorry bus traffic subway metro river
      ocean lake water waves sea tide tub bathtub forest basement closet attic shed puente azotea
      techo balcon barandal barranco precipicio acantilado ventana piso tren vias andamio rio mar
      lago carretera camion garaje cochera bosque sotano tina banera`),
  ],
  [
    "fall",
    list(`jump jumps jumped jumping leap leaped leapt fall falling step stepping swerve swerving crash
      crashing steer veer plunge drop sink sinking drive driving walk walking climb over off front
      saltar salto salte brincar brinco tirar tiro tirarme aventar aviento lanzar lanzarme caer
      chocar estrellar`),
  ],
  [
    "body",
    list(`wrist wrists arm arms thigh thighs leg legs skin stomach vein veins throat neck head mouth
      temple chin chest hand hands forearm hip hips ankle brain muneca munecas brazo brazos pierna
      piernas piel vena venas garganta cuello cabeza boca sien muslo muslos cuerpo`),
  ],
  [
    "wound",
    list(`cuts slashed deeper deep fat layer bone bruising welts marks belt fist fists blows hitting
      thrown knocked spit starve starving starved purge purging purged binge vomit laxatives
      anorexia bulimia skipping eaten relapse relapsed hondo profundo cortaba cortarse
      cinturonazos cachetadas jalones aventones pegaba golpeaba vomito atracon ayuno recaida recai
      cut cutting bleed bleeding bled blood bloody scar scars burn burned burning burns bruise
      bruises bruised scratch scratching scratched bite hit punch punched punching slap slapped
      slapping choke choked choking strangle strangled strangling kick kicked kicking beat beats
      beaten beating hurt hurts hurting harm harming harmed wound wounds stitches bandage carve
      carving slit slice slicing sliced swollen broken injured injury attack attacked assault
      assaulted rape raped raping molest molested touched touches groped grope force forced forces
      forcing abuse abused abusive abuser abusing violent violence shove shoved pushed pushes
      grabbed grabs threw throws dragged cortar corte corto cortando cortarme cortado cortadas
      sangre sangrando sangro cicatriz cicatrices quemar quemo queme quemarme golpe golpes golpear
      golpea golpeo pega pego pegado moreton moretones lastimar lastimo lastimarme herir herida
      heridas dano ahorca ahorco asfixia viola violo violar violacion toca toco tocar abuso abusa
      abusar maltrata maltrato violento violencia empujo empuja patadas cachetada punetazo obliga
      obligo`),
  ],
  [
    "collapse",
    list(`fever temperature vomits throwing puking shaking shakes tremors sweating sweaty
      hallucinating hallucinations confused confusion gibberish slurs faint fainting floppy
      lethargic unwell swelling swollen rash hives allergic anaphylaxis sugar insulin diabetic
      pregnant contractions spurting gushing bleed heartbeat chest palpitations fiebre temblando
      temblores sudando confundido confundida hinchado hinchada embarazada sangrado desmayarme
      marea mareando mareo pecho azucar unconscious unresponsive breathing breathe breath gasping
      seizure seizing convulsing fainted collapsed collapse passed slumped limp blue purple cold
      stiff pulse cpr ambulance paramedics emergency hospital er icu vomiting vomit foaming foam
      choking dizzy numb numbness slurring slurred drowsy sleepy groggy stroke heart bleeding
      drooping inconsciente respira respirar respirando desmayo desmayado desmayada convulsiona
      convulsionando convulsiones ambulancia emergencia urgencias vomitando morado morada azul
      frio fria infarto mareado mareada despierta reacciona responde`),
  ],
  [
    "despair",
    list(`unloved rejected abandoned humiliated humiliates bullied bullying harassed mocked
      worthlessness cant unable stuck spiraling spiral relapse insomnia sleepless slept panic
      shaking screaming scream ache aching dead inside hollow lifeless fragile weak tiredness fed
      sick withdrawn shut bankrupt bankruptcy debt divorce evicted fired homeless breakup dumped
      cheated apagada apagado decaido decaida humilla humillan rechazo abandonado abandonada
      insomnio panico angustia angustiado angustiada ansiedad colapso quebrado deuda divorcio
      despidieron caso animo caido hundido hundida tonteria locura rindo rendido rendirme perdi
      olvidado olvidada invisible hopeless hopelessness worthless useless pointless meaningless
      empty emptiness numb despair desperate misery miserable suffering suffer suffered agony pain
      unbearable broken shattered defeated trapped darkness dark darker void alone lonely
      loneliness isolated unwanted failure failed fail loser burden burdens dread torture tortured
      torment exhausted exhausting drained tired depressed depression anxious crying cry cried
      sobbing tears hate hated hates hating disgusting disgust ashamed shame guilt guilty ruin
      ruined ruining monster mistake waste garbage trash pathetic nothing nobody never anymore
      longer enough overwhelmed breakdown breaking crumbling drowning sad sadness grief hurts
      heavy desesperado desesperada desesperacion inutil vacio vacia miseria sufrir sufro
      sufrimiento sufriendo dolor duele roto rota atrapado atrapada oscuridad oscuro solo sola
      soledad fracaso fracase fracasado carga estorbo cansado cansada cansancio agotado agotada
      harto harta deprimido deprimida depresion llorar lloro llorando lagrimas odio odia odian
      asco verguenza culpa arruine basura nada nadie nunca mas salida esperanza sentido fuerzas
      ganas aguanto soporto puedo triste tristeza pesa perdido perdida`),
  ],
  [
    "ending",
    list(`anniversary birthdays christmases checking checkout undo irreversible return back turning
      ceases cease unplug amanecer amanezca atras vuelta finde despidiendose despidio end ends
      ended ending over finish finished finally final last goodbye goodbyes bye farewell forever
      gone leave leaving left stop stopped quit disappear disappearing vanish fade escape exit
      rest peace peaceful sleep asleep wake waking awake tomorrow future acabar acabe acaba acabo
      terminar termine termina termino fin ultimo ultima ultimos adios despedida despedir
      despedirme despido siempre irme ir dejar desaparecer descansar descanso paz dormir despertar
      despierte manana futuro`),
  ],
  [
    "living",
    list(`live living lives life alive exist existing existence born here world earth planet reason
      reasons purpose point worth hope vivir vivo viva vida existir existo nacer nacido aqui mundo
      tierra razon razones motivo motivos proposito vale pena seguir sigo existencia`),
  ],
  [
    "bequest",
    list(`will testament insurance belongings possessions passwords password letter letters note notes
      envelope envelopes goodbye custody forgive forgiveness sorry apologize promise remember
      forget miss missed misses proud tell love loved gave giving give away care feed funeral
      arrangements affairs paid debts keys guitar ring watch jewelry cat dog kids testamento
      seguro pertenencias cosas cartas carta nota notas sobre perdon perdona perdoname perdonen
      recuerden olviden extranar extranen regale regalar cuiden cuida cuidame encargo deudas
      llaves contrasenas quiero amo`),
  ],
  [
    "plan",
    list(`sorted picked chose chosen date spot location escogi elegi averigue averiguado investigue
      busque fecha planeado unbuckled ordered rope plan plans planned planning decided decision
      ready prepared method methods way ways painless painlessly quick quickest easiest research
      researched googled searched bought buy saved saving stockpiling stockpiled stash stashed
      hidden hiding hoarding collected counted counting wrote written practiced rehearsed tried
      attempt attempted attempts tonight soon planeo decidi decidido decidida listo lista metodo
      forma manera compre comprado guardado guarde juntado junte escribi escondido intente intento
      intentado hoy noche`),
  ],
  [
    "thought",
    list(`crosses crossed mind passing intrusive obsessed envy jealous cruza cruzo ocurre idea ideas
      mente imaginar fantaseo thought thoughts thinking think thinks urge urges voices voice head
      telling tells imagine imagining picture wish wished wishing wonder wondering hope hoping
      hoped pray praying feel feels feeling felt want wanted wants tempted fantasize dream
      dreaming ideation consider considering pensar pienso pensando pensamientos pensamiento voces
      ganas deseo ojala quisiera imagino siento sentir quiero quiere`),
  ],
  [
    "danger",
    list(`intruder kidnapped kidnap abducted hostage captive forbids forbid isolates showing shows
      outside door doorbell banging pounding kicking breaking lawyer court evidence stockroom
      cornered flashed harassing harass blackmail extort sextortion nudes secuestrado secuestrada
      secuestro extorsion extorsionan tumbando puerta machete afuera espia persigue perseguido
      revisa celular golpeando gritando grita quita threatened threatens threatening threat
      threats stalking stalks stalked following followed follows tracking tracker afraid scared
      terrified fear fears frightened danger dangerous locked lock trapped allow allows allowed
      permission controls controlling control monitors hides hid took phone money keys passport
      deport custody restraining order police cops 911 shelter hide hiding escape amenaza amenazo
      amenazado amenazas acosa acoso sigue siguiendo miedo aterrada aterrado peligro peligroso
      encerrada encerrado encierra deja permite permiso controla vigila policia refugio esconder
      escapar orden`),
  ],
  [
    "rage",
    list(`hitlist manifesto grudge payback bastard bitch burn arson poison poisoned poisoning ratero
      desgraciado maldito quemar incendiar balear balacera revenge pay regret deserve deserves
      snap snapping explode lose losing control rage furious angry anger destroy massacre
      slaughter execute victims target targets list everyone coworkers school office hurt venganza
      pagar pagara vengar rabia furia explotar destrozar arrepentir merecen merece lista todos`),
  ],
  [
    "intimate",
    list(`boyfriend girlfriend husband wife partner fiance fiancee ex spouse stepdad stepfather
      stepmom stepmother dad father mom mother uncle novio novia esposo esposa marido mujer pareja
      padrastro madrastra papa mama padre madre tio`),
  ],
  [
    "someone",
    list(`brother sister son daughter friend friends roommate flatmate kid child baby neighbor
      neighbour coworker colleague cousin aunt grandma grandpa grandmother grandfather nephew
      niece student teammate guy girl man woman boy lady stranger hermano hermana hijo hija amigo
      amiga vecino vecina primo prima tia abuelo abuela sobrino sobrina nino nina bebe companero
      companera roomie chico chica senor senora`),
  ],
  [
    "they",
    list(
      "he she him her they them himself herself themselves someone somebody ella ellos alguien se",
    ),
  ],
  ["i", list("i me myself my mine yo mi mis me")],
  ["not", list("not no never nothing none without nor no ni nunca jamas sin tampoco ya")],
  [
    "now",
    list(`now tonight today currently already right minutes minute ago hour hours immediately ahora
      hoy noche horita ahorita minutos hace hora`),
  ],
  [
    "help",
    list(
      "help hotline lifeline crisis therapist therapy counselor psychiatrist ward 988 ayuda auxilio terapia psiquiatra psicologo socorro",
    ),
  ],
  ["laugh", list("haha skull joke joking kidding broma risa")],
  [
    "work",
    list(`professional hospitalized inpatient ward meds human person real alguien persona linea
      hospitalizado internado internada terapeuta meeting meetings email emails deck slides pitch
      investor investors founder startup team client clients customer customers product launch
      deadline project sales marketing budget contract invoice office conference demo intro intros
      introduction linkedin candidate hire hiring resume role salary job reunion junta cliente
      clientes producto empresa proyecto ventas presupuesto contrato factura oficina equipo
      lanzamiento puesto entrevista correo`),
  ],
  [
    "story",
    list(`novel book movie film show series episode season game song lyrics poem play scene character
      chapter podcast documentary novela libro pelicula serie episodio juego cancion letra poema
      obra personaje capitulo documental`),
  ],
  [
    "trifle",
    list(`homework exam finals monday traffic printer wifi laundry dishes taxes coffee pizza cake
      chocolate tacos lunch breakfast dinner gym diet workout squats spreadsheet queue airport
      tarea examen lunes trafico impresora cafe comida cena almuerzo gimnasio dieta`),
  ],
  [
    "thing",
    list(`battery laptop computer server app code bug bugs process thread feature link page database
      build wifi plant plants car engine bateria servidor codigo planta plantas coche carro
      celular telefono`),
  ],
  [
    "subscription",
    list(`text texts texting message messages messaging sms list subscription subscribe unsubscribe
      unsubscribed opt spam number notifications notification newsletter mensaje mensajes textos
      lista suscripcion baja numero notificaciones`),
  ],
] as const satisfies ReadonlyArray<readonly [name: string, words: readonly string[]]>;
export type Meaning = (typeof meanings)[number][0];
