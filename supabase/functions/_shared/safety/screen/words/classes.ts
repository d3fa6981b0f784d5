function list(words: string): string[] {
  return words.split(/\s+/).filter((word) => word !== "");
}

/** Words that stand for one another in a phrase, in English and Spanish. */
export const classes = {
  i: list("i me myself yo"),
  he: list("he she they him her them it someone somebody everyone"),
  self: list("myself himself herself themselves"),
  us: list("me us"),
  my: list("my his her their our"),
  want: list(
    "want wants wanted wanting need needs needed ready planning plan plans planned decided deciding deserve love desire desperate determined meant tempted considering hoping hope",
  ),
  going: list("going about gonna will shall plan planning ready decided trying gotta must"),
  kill: list(
    "kill killing unalive hang hanging shoot shooting drown drowning murder exterminate delete neck rope yeet stab stabbing electrocute poison off offing",
  ),
  ending: list("end ending ends ended finish finishing"),
  partner: list(
    "boyfriend girlfriend husband wife partner fiance fiancee ex spouse roommate dad father stepdad stepfather mom mother stepmom stepmother parents brother uncle grandpa cousin boss coach teacher pimp son landlord pastor man guy men babysitter grandson granddaughter carer caregiver aide nephew daughter sister stepbrother",
  ),
  intimate: list(
    "boyfriend girlfriend husband wife partner fiance fiancee ex spouse dad father stepdad stepfather",
  ),
  someone: list(
    "someone somebody he she they him her them friend friends buddy brother sister sis mom mum mother dad father son daughter kid child baby kids wife husband boyfriend girlfriend partner ex roommate flatmate housemate coworker colleague cousin uncle aunt grandma grandpa grandmother grandfather nephew niece neighbor neighbour stepdad stepmom student classmate guy man woman girl boy lady person employee client patient teammate fiance fiancee boss manager cofounder founder stranger passenger teen toddler infant driver bestie mate member guest grandson granddaughter granddad granny nana report reports",
  ),
  family: list(
    "kids kid children child son daughter mom mum mother dad father wife husband family parents brother sister boyfriend girlfriend partner girls boys dog cat friends grandma everyone them her him baby babies sons daughters",
  ),
  pills: list(
    "pills pill tablets tablet capsules meds med medication medications medicine tylenol advil ibuprofen excedrin aspirin acetaminophen paracetamol benadryl xanax oxy oxycodone oxycontin percocet percs vicodin fentanyl fent heroin ambien melatonin valium klonopin ativan lithium insulin antidepressants zoloft prozac lexapro adderall sleeping painkillers opioids opiates morphine methadone codeine nyquil dxm seroquel trazodone gabapentin tramadol benzos barbiturates metformin warfarin sertraline midol aleve naproxen ketamine coke meth barbs antihistamines unisom wellbutrin xanny bars prescription prescriptions",
  ),
  pillbox: list(
    "bottle bottles box pack packet packets handful handfuls bunch cabinet jar stash supply fistful blister strip",
  ),
  poison: list(
    "bleach antifreeze ammonia drano detergent windex pesticide cyanide poison lye draincleaner weedkiller turpentine kerosene peroxide",
  ),
  gun: list(
    "gun pistol revolver rifle shotgun handgun glock firearm sidearm crossbow weapon barrel muzzle ar ar15 9mm",
  ),
  blade: list("razor razors blade blades knife scissors boxcutter xacto scalpel"),
  noose: list("rope noose belt cord ligature"),
  ate: list(
    "injected injecting snorted shot took taken take taking swallowed swallow swallowing ate downed down popped drank drink drinking chugged ingested had eaten",
  ),
  whole: list("whole entire all full every rest"),
  many: list(
    "many #many bunch lot lots ton tons handful handfuls fistful bottle twenty thirty forty fifty sixty seventy eighty ninety hundred dozen dozens loads ten fifteen twelve",
  ),
  high_place: list(
    "bridge roof rooftop ledge edge railing overpass cliff tracks balcony tower parapet platform garage viaduct dam quarry",
  ),
  traffic: list(
    "traffic train trains bus truck semi car cars bridge roof building ledge cliff balcony window tracks overpass viaduct highway freeway river subway metro rooftop lake ocean road water",
  ),
  hit_body: list(
    "wrist wrists arm arms thigh thighs leg legs skin stomach body hips ankle ankles forearm forearms",
  ),
  head: list("head mouth temple chin lap hand hands brain brains lips throat chest"),
  now: list("tonight now today tomorrow soon"),
  night: list("tonight today tomorrow night morning weekend midnight"),
  trifle: list(
    "homework exam exams finals midterm meeting meetings email emails zoom spreadsheet spreadsheets deck slides excel powerpoint mondays traffic commute printer wifi laundry dishes taxes paperwork standup jira deadline deadlines pitch quiz essay playlist song commercial ad ads episode season spoiler spoilers autocorrect line queue airport tsa layover pun puns jokes karaoke salad kale diet leg gym burpees squats cardio workout crossfit spin webinar onboarding reorg slack crm salesforce csv regex webpack css javascript bug bugs merge thesis group reply outfit heels pants hangover parking dmv chores password passwords captcha update updates powerpoints survey expense expenses invoice invoices calendar allergies pollen",
  ),
  food: list(
    "pie pumpkin pizza cake chips cookies turkey tacos taco sushi fries donuts donut chocolate candy burrito burritos pasta dumplings wings oreos brownies cereal leftovers carbs sandwich lunch breakfast dinner popcorn cheese steak icecream coffee espresso caffeine sugar netflix tv cute cuteness content podcasts vitamin vitamins sunshine nostalgia christmas meetings slack tiktok puppies puppy matcha linkedin kale bbq ramen curry nachos guac hummus bagels bagel croissants salad fruit mango tea kombucha water juice wine champagne beer margaritas cupcakes gelato peeps stuffing gravy football spreadsheets reality anime memes halloween eggnog",
  ),
  /** What one overdoses on, and what stands for it. */
  substance: list(
    "drug drugs it them this purpose something everything all whole every lean dph crack speed ecstasy molly acid shrooms ghb pcp tranq bottle blues",
  ),
  occupation: list(
    "accountant acupuncturist adjuster advocate aide analyst anesthesiologist anesthetist arborist architect archivist artist astronomer attorney auditor baker barber bartender beekeeper biologist bookkeeper botanist boxer brewer broker builder bouncer butcher caregiver caretaker carpenter caseworker chaplain chef chemist chiropractor cinematographer clerk climber clinician coach comedian composer consultant cook coordinator coroner counselor counsellor criminologist curator dancer dentist deputy dermatologist designer detective developer dietitian director dispatcher diver doctor doula ecologist economist editor educator electrician embalmer emt engineer epidemiologist ethicist exterminator fabricator farmer farrier filmmaker firefighter fisherman florist forester fumigator gardener gastroenterologist geologist geriatrician guard gunsmith gynecologist herpetologist historian hospitalist hunter hygienist illustrator immunologist inspector instructor internist interpreter investigator jailer janitor jeweler judge journalist knifemaker lawyer lecturer librarian lifeguard linguist lineman locksmith logger machinist magician marine mason mechanic mediator medic midwife miner moderator mortician musician nanny neurologist neurosurgeon notary novelist nurse nutritionist officer oncologist ophthalmologist orderly ornithologist orthopedist painter paralegal paramedic pastor pathologist pediatrician pharmacist pharmacologist phlebotomist photographer physician physicist physiotherapist pilot playwright plumber podcaster podiatrist policeman policewoman politician priest principal producer professor programmer prosecutor psychiatrist psychoanalyst psychologist psychotherapist publicist publisher rabbi radiologist ranger realtor reporter researcher responder rheumatologist rigger roofer sailor salesman scientist screenwriter sculptor secretary sergeant sheriff skydiver slaughterman soldier solicitor steeplejack stuntman stuntwoman supervisor surgeon surveyor tailor tattooist taxidermist teacher technician therapist toxicologist trainer translator trooper trucker tutor urologist vet veterinarian veterinary videographer warden welder winemaker woodworker writer zookeeper abogado abogada anestesista antropologo antropologa arquitecto arquitecta bombero bombera buzo camarografo carnicero carnicera carpintero chofer cirujano cirujana cocinero cocinera comadrona contador contadora criminologo criminologa dentista detective docente electricista enfermero enfermera entrenador entrenadora escritor escritora farmaceutico farmaceutica fiscal forense fotografo fotografa funcionario guardia guionista historiador historiadora ingeniero ingeniera instructor instructora interprete investigadora jardinero juez jueza maestro maestra matrona mecanico medico medica moderadora musico notario novelista odontologo odontologa paramedico paramedica partera pediatra perito perita periodista piloto plomero policia profe profesor profesora psicologo psicologa psicoanalista psiquiatra reportera salvavidas sepulturero socorrista soldador terapeuta tanatologo tanatologa traductor traductora urgenciologo veterinaria vigilante",
  ),
  work: list(
    "treat teach represent supervise counsel prosecute defend design insure translate investigate research study screen train coach manage assess interview transcribe moderate review edit edited treated taught represented counseled prosecuted defended investigated treating teaching representing supervising counseling prosecuting defending designing researching handle handling sell selling build building publish lecture diagnose photograph atiendo trato enseno represento superviso asesoro defiendo diseno traduzco investigo estudio entreno evaluo entrevisto vendo edito imparto",
  ),
  famous: list(
    "cobain bourdain bowie winehouse avicii bennington monroe hendrix joplin belushi ledger plath hemingway woolf gogh hoffman tupac biggie hamlet ophelia mishima pizarnik storni",
  ),
  toys: list(
    "printer laptop computer router modem wifi thermostat fridge dishwasher car toaster scanner phone copier ikea impresora computadora compu alarm excel outlook spreadsheet bug",
  ),
  fiction: list(
    "novel book movie film show series episode game script screenplay song lyrics lyric poem play scene story videogame dream nightmare manga anime comic musical opera podcast documentary chapter dnd minecraft fortnite valorant skyrim zelda mario sims fiction fanfic sketch trailer album fifa halo overwatch roblox raid dungeon campaign memoir valheim cod",
  ),
  people: list(
    "people persons teens teenagers kids veterans vets patients clients users students those adults women men folks youth youths customers members survivors callers employees anyone everybody americans communities population",
  ),
  reach: list("answering answer responding respond replying reply picking pick texting"),
  hit: list(
    "hit hits hitting beat beats beating beaten punched punches punching slapped slaps slapping choked chokes choking strangled strangles strangling kicked kicks threw throws shoved shoves pushed pushes burned burns raped rapes grabbed grabs attacked attacks bit abused abuses abusing abusive molested molests smacked smacks whipped whips dragged drags stabbed stabs slams slammed assaulted assaults hurts hurting",
  ),
  place: list(
    "school office work mall church mosque synagogue campus place building workplace hospital bank store airport concert courthouse party class capitol station stadium warehouse",
  ),
  harm: list(
    "hurt hurting harm harming kill killing stab stabbing shoot shooting murder murdering strangle strangling choke beat poison drown smother suffocate shake burn burning attack attacking drowning smothering suffocating choking poisoning shaking beating slaughter massacre",
  ),
  familia: list(
    "vieja viejo jefa jefita abue chavo chava vato tipo compa compadre parce cuate pana hermanita hermanito sobrino sobrina mama papa madre padre hermano hermana hijo hija hijos amigo amiga esposo esposa marido mujer novio novia pareja primo prima tio tia abuelo abuela companero companera jefe vecino vecina suegra bebe nino nina ella alguien ex cunado cunada padrastro madrastra roomie familia",
  ),
  pastillas: list(
    "blister blisters clona clonas rivo tafil pepas antihistaminicos jarabe pastillas pastilla pildoras medicamentos medicamento medicinas medicina tabletas capsulas somniferos ansioliticos paracetamol ibuprofeno clonazepam diazepam aspirinas insulina rivotril analgesicos antidepresivos frasco caja bote cloro lejia veneno raticida",
  ),
  arma: list("pistola arma cuchillo navaja soga cuerda escopeta rifle machete revolver cuter hoja"),
} satisfies Record<string, readonly string[]>;
