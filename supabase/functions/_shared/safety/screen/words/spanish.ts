import type { Rule } from "../rule.ts";

const spanish = { language: "es" } as const;
const suicide = { ...spanish, kind: "suicide", concerns: "either" } as const;

/** What the English lists hold, as it is said in Spanish; without accents and articles. */
export const spanishRules: readonly Rule[] = [
  {
    ...suicide,
    id: "es.suicide.wish",
    severity: "moderate",
    sign: "wish",
    phrases: `
      mejor con ..1 seguro
      estarian|estaria ..1 mejor ..1 con ..1 seguro|dinero
      pido dios ..4 no amanecer|despertar|despierte|amanezca
      ya? no ..1 amanecer|amanezca
      no le? veo|encuentro|hallo caso|sentido|chiste ..2 vivir|viviendo|seguir|vida|nada
      seguir viviendo
      si no fuera por ..4 ya me|no ..3 ido|matado|mundo|aqui|vivo
      habria|hubiera ido ..2 mundo|vida
      me cruza ..1 idea|pensamiento
      se me cruza|cruzo|ocurre ..1 idea|matar|suicidio
      pensamientos|ideas suicidas|suicidio
      acabar|terminar|acabo|acabare con todo
      quiero todo? acabe|termine|pare
      me duele vivir|existir
      quiero ..1 todo ..1 acabe|termine ya
      pienso|pensando ..2 desaparecer|muerte|morir|morirme
      mi vida no vale|tiene
      mejor si ..2 no ..1 estuviera|existiera|hubiera
      si yo? no ..1 estuviera|existiera
      me quiero ..1 aventar|tirar|lanzar
      me quiero|quisiera|voy morir
      dios ..4 lleve|llevara|recoja|llame
      mas? util|mejor muerto|muerta
      si me? muero ..4 favor|mejor|nadie|nada
      hago|haria favor
      cobraria|cobrarian|cobren|cobraran ..1 seguro
      quiero|quisiera|deseo|ganas|prefiero|preferiria|queria|quiere|quieren|gustaria morir|morirme|morirse|muera|muerto|muerta
      me quiero|quisiera|gustaria morir
      desaparecer ..1 mundo|todo|todos
      se quiere|quieren|queria morir
      quiere|quiero|quisiera|gustaria|queria morir me|se|ya
      ganas vivir|morir|nada
      sin ganas vivir|nada|seguir
      no tengo|hay|quedan|encuentro|tiene ..2 ganas|razon|razones|motivo|motivos|sentido|fuerzas ..2 vivir|seguir|nada|existir|todo|mas|continuar
      no vale|merece|tiene ..1 pena|sentido ..2 vivir|seguir|nada|vida|mas|ya
      vida|vivir ya? no ..2 sentido|vale|pena
      no tiene|le|encuentro|veo ..2 sentido ..2 vida|vivir|nada|seguir
      estarian|estaria|estaran|estarias|viven|seria|serian|estan ..3 mejor ..2 sin mi
      mejor sin mi
      mejor muerto|muerta|muertos
      estaria mejor muerto|muerta
      nadie ..2 extranar|extrana|extranaria|extranara|importa|importo|notaria|echaria|nota
      ojala ..2 no|muera|muriera|estuviera|matara|despierte|despertara|despertar|hubiera|me
      ojala no ..1 despierte|despertara|nacido
      ojala ..2 muera|muriera|muerto|muerta
      desearia|quisiera|preferiria ..1 estar|no|haber|nunca ..1 muerto|muerta|nacido|existir|haber|despertar
      no ..1 haber nacido
      nunca|no debi|deberia|hubiera ..1 haber? nacido|existir
      dormir no|nunca ..1 despertar|despertarme
      dormir para siempre
      dormir|dormirme ..2 no despertar
      no despertar
      no ..1 despertar manana|nunca|mas|jamas
      cansado|cansada|harto|harta|cansa|canse vivir|vida|existir|estar|todo|esto
      soy|siento|ser ..1 carga|estorbo|lastre|peso
      carga para todos|mi|ellos|familia
      pienso|pensando|piensa|penso|pensado|pensamientos|ideas ..3 suicidio|suicidar|suicidarme|suicidas|suicida|muerte|matar|morir|morirme
      ideas|pensamientos suicidas
      pensamientos suicidas
      acabar|terminar con ..1 mi? sufrimiento|dolor
      se acabe|termine todo
      dejar existir|vivir|sufrir
      quiero|necesito ..1 pare|acabe|termine ..1 todo|dolor
      quiero todo? acabe|pare
      no ..1 veo|hay|encuentro ..1 salida|futuro|solucion
      desaparecer para siempre
      no deberia estar vivo|viva
      quiero dormir
      no quiero ..1 estar vivo|viva
      no quiero|quisiera|deseo|quiere|puedo|tiene ..2 vivir|existir|despertar|vivo|viva|despertarme
      merezco morir`,
  },
  {
    ...suicide,
    id: "es.suicide.stop",
    severity: "moderate",
    sign: "wish",
    yields: true,
    phrases: `
      no quiero estar ..2 aqui
      no quiero ..1 estar aqui|mundo
      quiero|quisiera|deseo|ganas|prefiero|preferiria|queria|quiere|quieren|gustaria desaparecer
      no quiero|quisiera|deseo|quiere|puedo|tiene ..2 seguir|estar|ser
      ya no quiero|quiere|deseo ..1 seguir|estar|nada|esto`,
  },
  {
    ...suicide,
    id: "es.suicide.active",
    severity: "high",
    sign: "intent",
    phrases: `
      tengo ..2 jeringa|inyeccion|dosis ..1 lista|preparada|cargada|llena
      me quiero|voy matar ..2 no es broma|chiste|exageracion
      me quiero|voy matar ..2 en|va serio
      @arma ..8 usarla|usarlo|usar conmigo|mi
      pienso ..1 en usarla|usarlo ..1 conmigo
      me tiro|aviento|lanzo|arrojo|boto ..3 vias|tren|metro|puente|azotea|balcon|todos|ahora|hoy|perdon|perdonen|perdonadme
      pase|venga|llegue ..1 proximo|siguiente ..1 tren|metro|cercanias|camion|bus me tiro|aviento|lanzo
      en cuanto pase ..4 me tiro|lanzo|aviento
      averigue|averiguado|investigue|se ..1 como hacerle|hacer|hacerlo|hago ..5 accidente|nadie|duela|dolor|rapido
      parezca accidente
      manana|hoy|noche ..6 hago ..6 cuerda|soga|pistola|pastillas
      no me va|van ver ..3 sufriendo|sufrir|mas|nunca
      averigue|averiguado|busque|buscado|investigue|googlee ..1 cuantas|como|cuanto ..3 @pastillas|morir|necesitan|matar
      cuantas @pastillas ..3 necesitan|necesito|hacen|bastan|son
      escogi|elegi|puse|decidi|tengo ..1 dia|fecha|lugar ..6 navidad|arruinar|fiestas|despues|todo|final
      ya escogi|elegi|tengo ..1 dia|fecha
      no arruinar|arruinarles ..2 fiestas|navidad|boda|cumpleanos
      me voy dar piso
      dar piso ..3 dia|tengo|ya
      ya tengo con
      estrellar|estrellarme|chocar ..2 contra ..2 trailer|camion|arbol|muro|pared|poste|carro
      pienso estrellar|estrellarme|chocar|tirar|aventar
      miedo ..2 ..2 voy|pueda|puedo hacer me|hacerme
      miedo ..2 voy|pueda hacer|hacerme
      miedo me voy hacer
      no puedo ..1 quedarme|estar sola ..3 hoy|noche|miedo
      voy|pronto ..1 alcanzar|reunir|encontrar|ver ..3 @familia|cielo|viejita|viejito|difunto
      guardado|guardadas|guardados|junte|juntado ..3 ampollas|ampolletas|@pastillas|dosis
      no hay vuelta atras
      ya no hay vuelta
      voy saltar|brincar
      voy|pienso|quisiera|planeo|decidido|decidi|puedo|intento|va|piensa|iba|ganas|deseo|necesito|queria|amenaza|amenazo ..2 matar|suicidar|ahorcar|colgar|disparar|quitar|envenenar me|se|vida
      quiero|quiere ..2 suicidar|ahorcar|colgar|disparar|quitar|envenenar me|se|vida
      quiere matar se
      suicidar|ahorcar|colgar|disparar me|se
      me voy|quisiera ..1 matar
      me quiero matar ..3 pastillas|ya|hoy|noche|vivir|aguanto
      cuida|cuidame|cuidenme|cuiden ..1 perro|perrito|gato|gatito|hijos|ninos|nene|nena ..6 no
      ya ..1 no voy ..1 estar
      no voy estar ..1 aqui|mas|ya
      deje|dejo|escribi ..1 cartas|carta|nota ..3 chicos|hijos|familia|mama|esposa|todos
      hoy ..2 noche ..2 termina|acaba
      se ..1 termina|acaba todo
      me voy morir hoy|noche|esta
      puro matar|matarme
      me voy|iba|queria|quisiera|pienso ..1 matar
      me voy|quiero|iba|queria|quisiera|pienso ..1 suicidar|ahorcar|colgar|disparar|envenenar|quitar
      se va|van|quiere|quieren|piensa|queria|iba ..1 matar|suicidar|ahorcar|colgar|disparar|tirar|aventar|cortar|quitar
      me suicido|cuelgo|ahorco
      hoy|noche|ahora|ya me mato
      me mato hoy|esta|ahora|si
      suicidar me|se
      quitar|quito|quite|quitarme|quitarse ..1 vida|me
      quitar me vida
      quitarse vida
      quiero quitar ..1 vida
      acabar|terminar|acabo|acabare|termino|poner|pongo ..1 con|fin ..1 mi ..1 vida
      acabar|terminar con mi? vida|sufrimiento|existencia
      poner fin ..2 vida|todo|esto
      estoy|es|soy|sentido|siento|esta|sintiendo suicida|suicidas
      me suicido|suicidare
      cometer suicidio
      tirar|tirarme|aventar|lanzar|saltar|brincar|aventarme|lanzarme|tiro|aviento me? ..2 puente|balcon|azotea|edificio|tren|metro|ventana|techo|carro|coche|vias|precipicio
      cortar ..1 venas|munecas
      cortar me ..1 venas|munecas
      tomar|tomarme|tragar|tragarme ..2 todas|frasco|todo|bote ..2 @pastillas
      tomar me todas|frasco
      me voy|quiero tomar|tragar ..2 todas|frasco|@pastillas
      esta noche ..3 acaba|termina|mato|muero|hago|fin|todo|adios|voy
      hoy ..2 acaba|termina|muero|mato|ultimo
      manana|pronto ya? no ..2 estar|estare|voy|aqui|existire|vivo|viva
      ya? no ..1 estare|vivo|viva ..1 aqui|manana
      no voy ..1 estar aqui|manana
      manana no ..2 estar|estare|voy
      no ..1 pasar|paso|sobrevivir|llegar ..1 esta|noche|manana
      ultimo|ultima|final mensaje|carta|texto|adios ..3 adios|perdon|perdonenme|amo|quiero|vida|siempre|mundo|gracias
      es|mi|este ultimo|ultima mensaje|noche|dia|vez|carta
      carta|nota|cartas ..1 despedida|suicidio|suicida|adios
      escribi|escribiendo|escrito|deje|dejo ..2 carta|nota|cartas ..1 despedida|mis|mi|hijos|familia|mama|todos
      despedir|despedirme|despidiendo|despido me? ..1 todos|mis|siempre|familia|ustedes|vida|mundo
      me despido
      adios para siempre|mundo|todos
      adios mundo
      diganle|dile|digale|diles|diganles ..2 @familia ..4 amo|quiero|ame|perdon|siempre|perdone|quise
      dile ..4 amo|quiero
      cuida|cuiden|cuide ..2 mis|mi|@familia|perro|gato ..2 cuando|falte|muera|este|por
      cuando|si ya? no este|esta|estoy|vuelva
      cuando yo? muera|falte|haya
      cuando leas|lean|recibas|encuentren|reciban esto|este|mi|me
      no me busquen|busques|salven|detengan
      no traten|trates ..2 detener|salvar|buscar ..1 me
      ya no ..1 preocuparse|preocupen|preocupes|molestar|molestare|carga ..1 mi|mas|por
      no tendran preocupar
      se ..1 como|donde|cuando hacer|hacerlo|voy|matar|quitar
      tengo ..2 plan ..3 matar|morir|suicidar|vida|hacer|@pastillas|@arma
      guarde|guardando|junte|juntando|escondi|ahorrando|escondidas ..3 @pastillas
      @pastillas|@arma ..3 mano|manos|enfrente|frente|lado|lista|listas|cargada|cabeza|boca|mesa
      @pastillas ..1 guarde|junte|guardado|juntado
      cuantas|cuanto|cuantos ..1 @pastillas ..6 morir|matar|tomar|dormir|muere|mueres|para|sobredosis|letal|necesito
      como|forma|manera|metodo|formas ..3 morir|matar|suicidar ..2 sin|dolor|rapido|me
      morir sin dolor|sufrir
      estoy|parado|parada|sentado|sentada|subido|subida|aqui en|sobre|junto ..1 borde|puente|azotea|balcon|techo|vias|cornisa|orilla ..4 saltar|tirar|brincar|aventar|adios|abajo|no|acabar
      estoy|parado|parada|sentado|sentada|subido en|sobre ..1 borde|puente|azotea|vias|cornisa|barandal
      en ..1 puente|azotea|borde ..3 saltar|acabar|abajo|fin|tirar|aventar
      intente|intento|trate|intentado|tratado ..2 matar|suicidar|quitar|ahorcar|colgar me|se|vida
      intento suicidio`,
  },
  {
    ...suicide,
    id: "es.suicide.attempt",
    severity: "critical",
    sign: "intent",
    firm: true,
    phrases: `
      me acabo ..1 inyectar|inyectado|tragar|meter ..3 insulina|heroina|morfina|@pastillas|todo
      me inyecte ..3 insulina|todo ..3 despertar|morir|dormir
      me|se|acabo ..2 tragar|tragar me|tomar ..2 #few|#many|dos|tres|cuatro|todas|muchas ..2 cajas|caja|frascos|blister ..2 @pastillas
      tragarme|tragarse|tomarme|tragado|tomado ..2 dos|tres|#few|#many|cajas|frascos ..2 @pastillas
      se me fue mano ..2 con ..1 @arma|pastillas
      mano con @arma
      hay|sale|salio muchisima|mucha|harta sangre
      me? corte ..4 muchisima|mucha sangre
      puse|puesto|meti ..1 canon|pistola|arma ..3 boca|cabeza|sien
      canon en ..1 boca|cabeza|sien
      tuve|tengo|tuvo|tiene|tome|tomo|con|me|se sobredosis
      me|se corte|corto profundo|feo|mucho
      no para|deja|paraba ..2 sangre|sangrar
      me|se tome|tomo|trague|tomado|tragado|trago|comi|acabo|eche ..3 todas|todo|frasco|monton|muchas|bote|caja|@many|puno|bastantes|toda|demasiadas ..3 @pastillas
      tome|trague|tomado|tomo|trago ..2 todas|frasco|monton|muchas|bote|caja|#many|puno|demasiadas|toda ..2 @pastillas
      me|se tome|tomo|trague|trago ..1 todas|frasco|todo|bote
      me|se tome|tomo|trague|tomado ..1 @pastillas
      me? tome|bebi|tomo|bebio|trago|trague ..1 cloro|veneno|lejia|raticida|thinner|insecticida
      me|se corte|corto|abri|abrio|cortado|rebano ..1 venas|munecas|muneca|cuello
      me|se estoy|esta desangrando
      me|se ..1 desangro|desangra
      @arma ..2 en|contra ..1 mi? cabeza|boca|sien|cuello|mano|manos
      soga|cuerda ..2 cuello|lista|puesta
      me|se acabo|acaba|acabe tomar|cortar|tragar|disparar|colgar|ahorcar|tirar
      acabo tomar|tomarme|tragar|cortar ..3 todas|frasco|@pastillas|venas|munecas|muchas
      abri|prendi|abierto ..1 gas
      ya me tome|hice|trague|corte`,
  },
  {
    ...suicide,
    id: "es.suicide.despair",
    severity: "low",
    sign: "despair",
    phrases: `
      no ando|estoy|ando bien ..1 cabeza|animo|mal
      alguien|persona real ..4 hablar
      anda apagada|apagado|triste|decaida|decaido ..6 preocupa|tonteria|locura
      ya? no puedo|aguanto|soporto|resisto mas|ya|asi|esto|seguir|vivir|dolor|con
      no aguanto|soporto|puedo mas
      ya no puedo|aguanto|soporto
      no puedo seguir|mas
      no doy mas
      estoy harto|harta|cansado|cansada ..1 todo|vida|vivir|luchar|sufrir
      perdi|sin|perdido ..1 esperanza|esperanzas|ganas
      todo ..1 termino|acabo|perdido|negro|oscuro
      me siento ..2 vacio|vacia|inutil|sola|perdido|atrapado|atrapada|muerto|muerta
      odio mi|vivir vida
      me odio
      me rindo
      nadie ..1 importo|importa
      nadie me quiere|entiende|necesita|ayuda
      necesito ayuda
      ayuda por favor|me|porfa
      ayudame|ayudenme
      para seguir|vivir|sigo|vivo
      sentido ..1 tiene|vida|vivir
      nada ..2 sentido|importa|vale
      no sirvo|valgo nada|para
      perdon|perdonenme|perdoname ..1 por? todo
      perdonenme|perdoname
      te amo|quiero ..1 mucho|todos|siempre
      gracias por todo
      regale|regalando|regalar|regalado ..2 mis|todas|todo ..1 cosas|ropa|perro|pertenencias|todo`,
  },
  {
    // In Buenos Aires it is said of a charger left at home, too.
    ...suicide,
    id: "es.suicide.matarme",
    severity: "moderate",
    sign: "intent",
    phrases: `
      me quiero|quisiera matar
      quiero matar me`,
  },
  {
    ...suicide,
    id: "es.suicide.fear_for_them",
    concerns: "other",
    severity: "high",
    phrases: `
      preocupa|miedo|temo ..2 cometa|haga|hiciera ..1 tonteria|locura|algo|estupidez
      @familia ..4 tiene|planea|piensa ..2 planeado|colgar|colgarse|matar|matarse|suicidar
      @familia ..6 despidiendose|despidio|despedirse
      @familia ..6 vias|puente|azotea ..2 tren|saltar|tirar
      @familia ..2 encerro|encerrada|encerrado ..4 @pastillas|@arma|frasco
      @familia ..5 despedirse|despedida|despidio|suicidarse|suicidar|matarse
      @familia ..4 se quiere|va ..1 matar|morir|suicidar
      @familia ..4 no quiere ..1 vivir|seguir
      @familia ..4 quiere morir|morirse|matarse`,
  },
  {
    ...suicide,
    id: "es.suicide.place",
    severity: "moderate",
    sign: "means",
    phrases: `
      ya tengo|compre|junte ..1 @pastillas|@arma
      ya? compre|tengo|consegui ..2 soga|cuerda|veneno|pistola
      ya tengo todo listo
      compre|tengo|consegui|ya ..1 soga|pistola
      tengo ..2 @arma ..2 lista|mano|aqui|cargada
      estoy|aqui|ando|subi|subido|parado|parada|sentado|sentada ..3 puente|azotea|viaducto|techo|borde|acantilado|vias|barandal|cornisa
      compre|tengo|consegui ..3 veneno|raticida|soga|cuerda|pistola|pastillas ..3 aqui|mesa|mano|lado|lista
      compre|consegui|tengo ..1 veneno|raticida`,
  },
  {
    ...suicide,
    id: "es.suicide.farewell",
    severity: "none",
    sign: "farewell",
    phrases: `
      perdonadme|perdoname|perdonenme todos|todo
      dejo|dejar encargada|encargado|encargo ..3 perra|perro|perrita|gato|hijos|hija|hijo|mama
      gracias por
      gracias
      adios
      te amo|quiero|adoro
      perdon|perdonenme|perdoname`,
  },
  {
    ...suicide,
    id: "es.suicide.armed",
    concerns: "other",
    severity: "moderate",
    sign: "means",
    phrases: `
      trae|tiene|agarro|lleva ..1 @arma`,
  },
  {
    ...suicide,
    id: "es.suicide.silent",
    concerns: "other",
    severity: "none",
    sign: "unreachable",
    phrases: `
      no me? contesta|responde|aparece|encuentro|localizo
      apago ..1 telefono|celular`,
  },
  {
    ...spanish,
    id: "es.suicide.time",
    kind: "suicide",
    concerns: "either",
    severity: "none",
    sign: "time",
    phrases: `
      esta noche
      hoy
      ahora mismo
      manana
      ya es hora`,
  },
  {
    ...spanish,
    id: "es.self_harm",
    kind: "self_harm",
    concerns: "either",
    severity: "moderate",
    sign: "harm",
    phrases: `
      me corto ..2 diario|dias|seguido|siempre|mas|hondo|profundo
      cada vez ..1 mas? hondo|profundo
      antes me cortaba ..4 ganas|hoy|otra
      ganas ..1 cortar|cortarme|lastimar
      me|se corto|corte|cortando|corta|cortado ..1 otra|brazos|brazo|piernas|pierna|piel|muslos|vez|nuevo|cuando|para|anoche|hoy|ayer
      me|se volvi|vuelvo|volvio|vuelve|estoy|empece|quiero|esta|sigo|he ..1 cortar|cortando|cortado|quemar|lastimar|quemando|lastimando|herir
      me|se hago|hace|hice|hizo|quiero|quiere|estoy|hacer ..1 dano|haciendo
      cortar|lastimar|quemar|herir me|se
      hacerme|hacerse|autolesion|autolesiono|autolesionar|autolesiones|autolesionarme dano
      me autolesiono|lastimo|quemo|golpeo
      hacer me dano
      navaja|cuter|cuchillo ..3 brazo|brazos|piel|muneca|munecas|piernas`,
  },
  {
    ...spanish,
    id: "es.abuse",
    kind: "abuse",
    concerns: "self",
    severity: "high",
    phrases: `
      tumbando|tirando|rompiendo|pateando ..1 puerta
      @familia ..3 con ..1 machete|cuchillo|pistola|arma
      me quito ..1 dinero|tarjetas|llaves
      estoy|sigo escondida|escondido
      esta tomado|borracho ..6 pegando|golpeando|pega
      me|nos cogio|agarro|tomo|apreto ..1 cuello|garganta
      me controla
      golpeando puerta
      no me deja salir
      me|nos pega|pego|golpea|golpeo|maltrata|maltrato|viola|violo|ahorca|ahorco|empuja|patea|pateo|abofetea|estrangula|estrangulo|encerro|encierra|amenaza|amenazo|abusa|abuso|agrede|agredio|quema|violaron|golpearon|pegan|golpean|tocaba|toca|manosea|persigue|acosa|sigue
      me|nos ha|han ..1 estrangulado|ahorcado|tocado|manoseado|encerrado|empujado|pateado|quemado|abusado|agredido
      me|nos ha|han intentado matar|ahorcar|violar|estrangular
      me ha|esta|estaba|han|vive|volvio pegando|pegado|golpeando|golpeado|violado|amenazado|amenazando|pegar|golpear|maltratando|siguiendo|acosando|ahorcando|maltratado
      me|nos va|quiere|voy|dijo|dice ..2 matar|golpear|pegar
      va matar|matarme|golpear me|nos|hijos
      va matarme|matarnos
      amenazo|amenaza|amenazado con ..1 matar|pistola|cuchillo|arma|me|quitar
      amenazo|amenaza|dice|dijo|jura ..4 matar|matarme|mata|nos|si|hijos
      me|nos mata si|cuando
      si ..2 dejo|voy|digo|denuncio me|nos mata|matara|va
      tengo|me miedo|da ..3 @familia|ella|casa
      tengo miedo ..2 mi? @familia|casa|vida
      tengo miedo ..2 mate|pegue|haga|golpee|encuentre
      no me deja|dejan|permite salir|ir|hablar|ver|trabajar
      no me deja sola|en|trabajar|hablar|ver|usar|visitar|tener
      me quito|escondio|rompio|quitaron ..1 telefono|celular|llaves|pasaporte|papeles|movil|documentos
      me encerro|encierra|tiene ..1 encerrada|encerrado|amarrada|secuestrada
      encerrada|encerrado|escondida|escondido en ..1 bano|cuarto|closet|casa|armario
      no estoy|siento segura|seguro|salvo
      violencia domestica|genero|familiar
      mi @familia ..1 pega|golpea|viola|abusa|maltrata|toca
      le pega|golpea|maltrata|pego|golpeo ..2 mis|mi|ninos|hijos|mama|hermana|ella
      fui|he|sido|soy ..1 violada|violado|abusada|abusado|golpeada|golpeado|secuestrada|victima
      me violaron|violo|tocaron|secuestraron
      trata personas
      tiene ..1 @arma ..3 afuera|mano|puerta|casa|amenaza|ayuda|me|matar
      esta|estan afuera ..3 @arma|puerta|casa|gritando|golpeando|matar`,
  },
  {
    ...spanish,
    id: "es.threat",
    kind: "threat",
    concerns: "other",
    severity: "moderate",
    sign: "threat",
    phrases: `
      le|te voy|quiero|vamos matar|apunalar|disparar|golpear|quemar|ahorcar
      voy|quiero|pienso|ganas matar|matarlo|matarla|matarlos|apunalar|dispararle|dispararles|golpear|hacerle|hacerles ..2 @familia|todos|alguien|gente|dano|companeros
      voy|quiero|pienso|ganas ..1 matarlo|matarla|matarlos|matarlas|apunalarlo|apunalarla|dispararle|dispararles
      hacer|hacerle|hacerles dano ..2 @familia|alguien|todos|gente|bebe|hijos
      merece|merecen|van|va morir|pagar
      se arrepentiran|arrepentira`,
  },
  {
    ...spanish,
    id: "es.threat.plan",
    kind: "threat",
    concerns: "other",
    severity: "high",
    sign: "threat",
    phrases: `
      ese|esa|este ..4 voy matar
      voy matar ..6 se|sale|pasa|vive|donde
      ya? se por? donde pasa|vive|trabaja|sale
      ahogar|matar|lastimar|golpear|sacudir ..2 bebe|nino|nina|hijo|hija|hijos
      tengo ..1 @arma ..4 hora|sale|llega
      matar ..2 ese|esa|este tipo|vieja|hombre|mujer|perro
      se ..1 hora ..2 sale|llega
      voy|quiero|pienso|vamos ..2 llevar|traer|disparar|balear|balacear|bomba|explotar|quemar ..3 escuela|trabajo|oficina|iglesia|casa|todos|@arma
      matar|matare|disparar|mato|balear todos|todas
      tengo|llevo|traigo|compre ..1 @arma ..5 matar|escuela|trabajo|jefe|pagar|ellos|todos|matarlo|matarla|matarlos
      voy|quiero|va matar|apunalar|disparar|matarlo|matarla|matarlos ..3 hoy|noche|manana|ahora|cuando
      voces ..3 dicen|piden|mandan|ordenan ..2 matar|mate|dano|lastimar|hacer`,
  },
  {
    ...spanish,
    id: "es.medical",
    kind: "medical",
    concerns: "either",
    severity: "high",
    firm: true,
    phrases: `
      tengo|tiene|dando|dio|sufriendo|teniendo ..2 infarto
      necesito|urge|vengan|manden|llamen ..2 ambulancia
      esta|tiene|tuvo|empezo ..1 convulsionando|convulsiones|convulsion
      no puedo|puede respirar
      me duele ..1 pecho
      dolor ..2 pecho
      ataque|infarto|paro cardiaco|corazon
      derrame cerebral
      me|se estoy|esta ahogando|asfixiando|desmayando|muriendo
      me voy desmayar
      llamen|llama|llame|manden|necesito|pidan ..1 ambulancia|911|112|emergencias|policia
      sangrando|sangro mucho|demasiado
      vomitando|tosiendo sangre
      reaccion alergica
      embarazada ..3 sangrando|sangro`,
  },
  {
    ...spanish,
    id: "es.medical.other",
    kind: "medical",
    concerns: "other",
    severity: "critical",
    firm: true,
    phrases: `
      esta|quedo|sigue|encontre ..1 inconsciente
      no ..2 puedo despertar|despertarlo|despertarla
      no le? puedo despertar
      @familia ..2 se tomo|trago ..4 @pastillas|todas|frasco|entero
      no|ni respira|despierta|reacciona|responde|respirando|reaccionando
      no ha despertado|reaccionado
      ha|han dejado respirar
      no se? despierta|mueve|levanta
      esta|encontre ..1 inconsciente|desmayado|desmayada|morado|morada|azul
      @familia ..2 se tomo|trago|tomaron ..2 @pastillas|todas|frasco|muchas|algo|cloro|veneno
      @familia ..2 se corto|ahorco|colgo|disparo|desmayo|cayo|ahoga|tiro|desplomo|desangra
      se ahorco|colgo|disparo|desplomo|corto ..1 venas|munecas|mi|ayuda
      encontre colgado|colgada|tirado|tirada|inconsciente
      @familia ..3 convulsionando|convulsiones|infarto|derrame|ahogando|sangrando|desangrando
      no tiene|siento|hay pulso`,
  },
  {
    ...suicide,
    id: "es.word",
    severity: "low",
    phrases: `
      cuerda|sangrando|despedirse|muero|muerto|muerta|desaparecer|desmayo|respira|ahorcar|colgar|arma|golpeo|amenaza|vivir
      morir|muerte|suicidio|suicida|suicidarse|matar|matarme|sobredosis|pastillas|pistola|cuchillo|soga
      sangre|violo|golpea|ambulancia|inconsciente`,
  },
];
