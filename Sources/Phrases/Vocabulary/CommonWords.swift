/// Common English words: none of them is ever taken for another word misspelt, nor are their plurals, tenses and adverbs.
///
/// Short words are here for the sake of their longer forms (`waiting`). To keep a word from being taken for another, add it where it
/// belongs.
enum CommonWords {
    /// Hands on each word, in order; some are here twice.
    static func forEach(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        for var words in [support, verbs, qualities, things, small] {
            words.withUTF8 { bytes in
                for word in bytes.split(whereSeparator: { $0 <= UInt8(ascii: " ") }) { body(UnsafeBufferPointer(rebasing: word)) }
            }
        }
    }

    private static let support = """
        account acknowledge acknowledgement agent annoy annoyance annoyed annoying anxious apologetic apologies apologise apologised
        apologising apologize apologized apologizes apologizing apology appalled appalling appointment appreciate appreciated appreciates
        appreciation assist assistance assure atrocious awful balance billing broken business cancel canceled cancelled cancelling
        cancellation careless cashback chargeback charge charged charger chat checkout claim clueless colleague communicate communication
        company compensate compensation complain complained complaining complains complaint complaints complete concern concerned
        concerning concerns confirm confirmation confuse confused confusing confusion contact contract convenience convenient courier
        courtesy customer damage damaged deadline decline defective delay delayed delays deliver delivered delivery department despicable
        disappoint disappointed disappointing disappointment disappointments disaster discount disconnect disgrace disgraceful disgusted
        disgusting dismiss dismissive disrespect disrespectful dissatisfied downtime dreadful email emailed embarrassed embarrassing
        escalate escalated escalation exchange excuse excuses experience experienced explain explained explanation failure fault feedback
        flight forgive fraud frustrate frustrated frustrates frustrating frustration frustrations furious gratitude guarantee helpdesk
        helpful helpless hopeless horrible horrendous hotline ignore ignored ignores ignoring immediate impatient important impossible
        inconvenience inconvenienced inconveniences inconvenient incompetence incompetent infuriated infuriating inquiry insult insulting
        internet investigate investigated investigation invoice irritated irritating issue issues laughable luggage maddening manage
        management manager membership message messages miserable misleading mistake mistaken negligence nightmare notification notify
        offend offended offensive order ordered outage outrage outraged outrageous overcharged package passenger password patience patient
        patients payment pathetic policy postpone premium problem problems process product promise promised promises promising provide
        provider purchase question questions receipt receive received receives receiving recover refund refunded refunding refunds refuse
        refused regret regrettable reimburse reimbursed reimbursement replace replaced replacement report request requested reschedule
        reservation resolution resolve resolved resolves resolving respond response responsibility responsible return returned ridiculous
        satisfaction satisfied schedule scheduled seller service services shameful shipment shipped shipping shocked shocking sincere
        sincerely specialist stress stressed stressful subscribe subscription suggest suggestion supervisor support sympathetic sympathise
        sympathize technical technician terrible ticket tracking transaction transfer transferred troubleshoot unacceptable unbelievable
        uncomfortable understand understandable understandably understanding understands understood unfair unfortunate unfortunately
        unhappy unhelpful unpleasant unprofessional unreliable unresolved unsatisfied update updated upgrade upset upsetting urgent
        urgently useless voucher wait waited waiter waiting warranty website withdraw worried worries worry worrying worthless
        """

    private static let verbs = """
        accept access achieve act add address admit adopt advance advise affect afford agree allow amend announce answer appeal appear
        apply approach approve argue arrange arrive ask assume attach attack attempt attend avoid award back ban bank base bear beat
        become begin believe belong bend bet bite blame bless block blow board book boost borrow bother bounce break breathe bring
        broadcast build burn burst buy calculate call calm capture care carry cast catch cause cease celebrate challenge change chase
        check choose clean clear click climb close collapse collect combine come comfort command comment commit compare compete compile
        compose concentrate conclude conduct confess conflict connect consider consist construct consult consume contain continue
        contribute control convert convince cook cope copy correct cost count cover crash crawl create cross cry cure cut dance dare deal
        debate deceive decide declare decorate decrease dedicate defeat defend define delete demand deny depart depend deposit derive
        describe deserve design desire destroy detect determine develop devote dial die differ digest dig dine direct disable disagree
        disappear discover discuss display dispute distribute disturb divide do donate doubt download drag draw dream dress drink drive
        drop dry earn eat edit educate elect eliminate emerge employ empty enable encounter encourage end endure engage enhance enjoy
        ensure enter entertain equal equip escape establish estimate evaluate examine exceed exclude execute exercise exhaust exist expand
        expect expire explore export expose express extend face fail fall feed feel fight figure file fill film find finish fire fit fix
        flash float flow fly focus fold follow force forget form forward found free freeze fry fulfil fulfill function gain gather
        generate get give go grab grant greet grow guard guess guide hand handle hang happen hate head heal hear heat help hesitate hide
        hire hit hold honor honour hope host hurry hurt identify illustrate imagine implement imply import impose impress improve include
        increase indicate influence inform inherit initiate injure insert insist inspect inspire install instruct insure intend interest
        interrupt introduce invade invent invest invite involve join joke judge jump justify keep kick kill kiss knock know label lack
        land last laugh launch lay lead leak lean learn leave lend let lie lift light like limit link list listen live load lock log look
        lose love lower mail maintain make mark marry match matter mean measure meet melt mention merge mind miss mix modify monitor mount
        move murder name need neglect negotiate note notice obey object observe obtain occupy occur offer open operate oppose organise
        organize overcome overlook owe own pack paint park part participate pass pause pay perceive perform permit persuade pick place
        plan plant play please pleased point post pour practice practise pray prefer prepare present preserve press pretend prevent print
        proceed produce profit prohibit promote propose protect protest prove publish pull punish push put qualify quit raise rank rate
        reach react read realise realize rebook recall recommend reconsider record reduce refer reflect register regulate reject relate
        relax release relieve rely remain remember remind remove rent repair repeat reply represent rescue resemble reserve resign resist
        restart restore restrict result resume retain retire retrieve reveal reverse review reward ring rise risk roll ruin rule run rush
        sail save say scan scare score search seat secure see seek seem select sell send separate serve set settle shake shape share shift
        shine ship shoot shop shout show shut sign sing sink sit sleep slip slow smash smell smile smoke solve sort sound speak spell
        spend spill split spoil spread stand stare start state stay steal stick stop store stretch strike struggle study submit succeed
        suffer suit supply suppose surprise surround survive suspect suspend swear swim switch take talk taste teach tear tell tend test
        thank think threaten throw tie touch trace trade train translate travel treat trigger trouble trust try turn type unite unlock
        untie upload urge use utilise utilize abuse amuse boot bump conform massage port reuse shade shear spam strive vanish vary waive
        view visit vote wake walk want warn wash waste watch wear weigh welcome win wipe wish wonder work wrap write yell
        """

    private static let qualities = """
        doable absolute absurd accurate active actual actually additional adequate afraid again against ahead alone already also although
        altogether always amazing ancient angry another anybody anymore anyone anything anyway anywhere apart apparent appropriate around
        asleep automatic available average aware backward barely basic beautiful because before behind below beneath beside besides better
        between beyond big bitter blind bloody bored boring brave brief bright brilliant broad busy capable careful certain cheap cheerful
        civil classic clever common comparable comparative competent complex complicated comprehensive concrete conscious conservative
        considerable consistent constant constructive content contrary cool costly crazy critical crucial cruel curious current daily
        dangerous dark dead deaf dear decent deep definite definitely delicate delicious delighted dense dependent desperate detailed
        different difficult digital dirty distant distinct domestic double dramatic due during each eager early easy economic effective
        efficient either elderly electric else elsewhere emotional enormous enough entire equally especially essential even eventually
        every everybody everyone everything everywhere evident exact excellent except exceptional excessive excited exciting exclusive
        existing expensive expert explicit extensive external extra extraordinary extreme fabulous fair faithful false familiar famous
        fancy fantastic fast fatal favorite favourite federal fellow few final financial fine firm first flat flexible fluent foreign
        formal former forever fortunate fragile frequent fresh friendly full funny further future general generous gentle genuine glad
        global golden good gorgeous gradual grand grateful great gross guilty half handsome happy hard harmful harsh healthy heavy hidden
        high holy honest horrific hot huge human humble hungry ideal identical illegal illegitimate immature immense implicit improper
        inaccurate inadequate inappropriate incorrect incredible independent indeed indirect individual inevitable infinite informal
        initial inner innocent inside insane instead intelligent intense intentional interactive interesting intermittent internal
        international invalid invisible irrelevant jealous joint junior just keen kind large late lately latter lazy least legal less
        level liable likely linear little local logical lonely long loose loud lovely low loyal lucky luxury mad magic main major male
        manual many mass massive master mature maximum maybe meaningful meanwhile mechanical medical medium mental mere merry messy middle
        mild military minimal minimum minor minute missing mobile moderate modern modest monthly moral more moreover most mostly multiple
        mutual mysterious naked narrow national native natural nearby near nearly neat necessary negative neither nervous neutral never
        nevertheless new next nice nobody noisy none nonetheless nonsense normal nothing noticeable novel now nowhere numerous obvious
        occasional odd official often old only opposite optional ordinary original other otherwise outer outside overall overnight painful
        parallel partial particular passionate passive past peaceful peculiar perfect perhaps permanent personal persistent physical plain
        pleasant plenty plus polite political poor popular positive possible potential powerful practical precious precise pregnant
        preliminary prepaid previous primary principal prior private probable professional prompt proper proud public pure quarterly quick
        quiet quite random rapid rare rather raw ready real realistic really reasonable recent regarding regardless regional regular
        related relative relevant reliable reluctant remarkable remote repeated respectful respective rich right rigid rough round royal
        rude rural sad safe same satisfactory secondary secret senior sensible sensitive serious several severe sexual shallow sharp short
        shy sick significant silent silly similar simple simultaneous since single slight small smart smooth so sober social soft solid
        some somebody somehow someone something sometimes somewhat somewhere soon sorry special specific spectacular splendid stable
        standard steady steep still straight straightforward strange strict strong stuck stunning stupid subsequent substantial successful
        such sudden sufficient suitable super superb superior sure surely surprised surprising suspicious sweet swift tall temporary
        tender then there therefore these thick thin thirsty thorough those though through throughout thus tight tiny tired together
        tomorrow tonight too total totally tough tragic tremendous true truly twice typical ugly ultimate unable unaware uncertain unclear
        underneath undoubtedly unexpected unfamiliar unique universal unknown unless unlike unlikely unlimited unnecessary until unusual
        upcoming upper usable useful usual vague valid valuable various vast verbal very virtual visible visual vital voluntary vulnerable
        warm weak wealthy weekly weird well wet where whereas wherever whether which whichever while whole wide wild willing wise within
        without wonderful wooden worse worst worth worthwhile wrong yearly yesterday young
        """

    private static let things = """
        certainty clarity manger novice raisin seattle stripe trough ability absence academy accident accuracy action activity actor
        addition administration adult adventure advert advertisement advice affair afternoon agency agenda agreement airline airlines
        airport album alarm alcohol amount analysis angel anger angle animal anniversary anxiety apartment apartments app appliance
        application area argument army arrangement arrival article artist aspect assault assembly assessment asset assignment assistant
        association atmosphere attention attitude attorney auction audience august aunt author authority autumn baby background baggage
        bag ball band bar bargain barrier basis basket bathroom battery battle beach bed bedroom beer beginning behavior behaviour benefit
        bill bills bird birth birthday bit blood blouse body bonus border bottle bottom bowl box boy brain branch brand bread breakfast
        breath brother browser budget bug building bunch burden bus butter button cabin cabinet cable cake calendar camera camp campaign
        cancer candidate candle capacity capital captain car carbon card career cargo carpet carriage carrier cart case cash castle casual
        category cell center centre century ceremony chain chair chairman champion chance channel chapter character charity chart chemical
        chest chicken chief child children chocolate choice church cinema circle circumstance circumstances citizen city class clerk
        client climate clock closet cloth clothes clothing cloud club coach coast coat code coffee cold collection college color colour
        column combination comedy commission committee community companion comparison competition competitor component computer concept
        conclusion condition conference confidence connection consequence consideration consultant consumer container context continent
        contrast contribution conversation conviction copper corner corporation council counter country county couple coupon courage
        course court cousin coverage cream creation creature credit crew crime crisis criticism crowd culture cup currency curtain cycle
        dad danger data database date daughter day death debit debt decade december decision default degree delight democracy dentist
        description desk detail detective device diagram dialogue dictionary difference difficulty dinner direction director dirt
        disability disadvantage discipline discovery discussion disease dish disk distance distribution district division divorce doctor
        document dog dollar domain door dozen draft drama drawer drawing driver drug duty earth east economy edge edition editor education
        effect efficiency effort egg election element elevator emergency emotion emphasis employee employer employment engine engineer
        enterprise entertainment enthusiasm entrance entry envelope environment equipment equivalent error essay estate evening event
        evidence examination example exception excitement executive existence exit expenses expense explosion extent eye fabric facility
        fact factor factory faculty faith family fan farm farmer fashion father favor favour fear feature february fee feeling female
        festival fever field finance finger fish flame flavor flavour floor flower food foot football foundation frame freedom frequency
        friday friend friends friendship front fruit fuel fun fund furniture gallery game gap garage garbage garden gas gate gender
        generation gesture gift girl glass glove goal gold golf goodbye government grade grandfather grandmother grass ground group growth
        guest guests guidance guideline guitar gun guy habit hair hall hardware harm hat health hearing heart heaven height hell hint
        history hobby hole holiday holidays home honey horror horse hospital hotel hour house household housing hundred husband ice idea
        identity image impact implication impression improvement incident income independence index industry inflation information
        initiative injury insect instance institution instruction instructions instrument insurance intention interaction interview
        introduction investment invitation iron island item items january jacket job journal journalist journey juice july june jury
        justice kid kitchen knee knife knowledge lab labor labour ladder lady lake language laptop laundry law lawyer layer leader leaf
        league leather lecture leg legend length lesson letter letters liberty library license licence life line lip liquid literature
        loan location lunch machine magazine majority mall man manner manufacturer map march margin market marketing marriage material
        mattress may meal meaning meat media medicine meeting member memory menu merchant merchandise metal meter method midnight mile
        milk million mirror mission mixture mode model modem moment monday money month mood moon morning mortgage mother motion motor
        mountain mouse mouth movement movie muscle museum music nail narrative nation nature neck neighbor neighbour neighborhood nerve
        network news newspaper night noise north nose notebook november number nurse objective obligation occasion ocean october odds
        office officer oil operation operator opinion opportunity option orange organisation organization origin outcome outfit output
        oven owner page pain pair palace panel panic paper paragraph parent parents parking partner party passage passport path pattern
        peace peak penalty pension people percent percentage performance period permission person personality personnel perspective phase
        philosophy phone photo photograph phrase picture piece pilot pitch pizza plane planet plastic plate platform player pleasure
        pocket poem poet poetry police politics pool population portion position possession possibility postage potato pound poverty power
        preference prescription presence presentation president pressure price pride priest princess principle printer priority prison
        prisoner privacy prize procedure profession professor profile program programme progress project property proposal prospect
        protection province provision purpose quality quantity quarter queen quote race radio rail railway rain range ratio reaction
        reader reality reason reasons reception recipe recipient recognition recommendation recording recovery reduction reference region
        regulation relation relationship religion removal repetition reputation requirement research resident resistance resort resource
        respect restaurant restriction revenue revolution rhythm rice river road rock role roof room root rope route router routine salad
        salary sale sales salt sample sand satellite saturday sauce saving scale scene scheme school science scientist screen screenshot
        script sea season second secretary section sector security sense sentence september sequence series session setting settings
        shadow shame shelf shell shirt shock shoe shoes shore shoulder shower side sight signal signature silence silver sir sister site
        situation size skill skin sky snow society software soil soldier solution song soul soup source south space speaker species speech
        speed spirit sport spot spring square staff stage stamp standing star statement station statue status steam steel step stock
        stomach stone storage storm story stranger strategy stream street strength string structure student studio style subject success
        sugar summer sun sunday surface surgery survey survivor sweater symptom system systems table tablet talent tank target task tax
        taxi tea teacher team technique technology telephone television temper temperature tendency tension term territory text theater
        theatre theme theory thing thought thousand thread threat throat thursday tip title tobacco today tone tongue tool tooth top topic
        tour tourist towel tower town toy track tradition traffic transport transportation trash treatment tree trend trial trick trip
        truck truth tube tuesday uncle union unit universe university user vacation valley value van variety vegetable vehicle version
        victim victory video village violence vision visitor vitamin voice volume volunteer wall wallet war warehouse warning water wave
        way weakness wealth weapon weather wedding wednesday week weekend weight west wheel wife wind window wine winner winter wire
        wireless witness woman women wood word worker world writer yard year youth zone
        """

    /// Forms that the endings do not make.
    private static let small = """
        am are been being bought broke brought built came caught chose chosen could dealt did does done drawn drew drove driven eaten fell
        fallen felt forgot forgotten fought froze frozen gave given gone got gotten grew grown had has have heard held kept knew known
        laid lain learnt led left lent lost made meant met might must paid proven ran risen rose said sang sat saw seen sent shall should
        shown slept sold spent spoke spoken stole stolen stood struck sworn taken taught threw thrown told took torn was were will woke
        worn would written wrote about above across after all almost along among and any as at but by down for from hence here how if in
        into it its itself me my myself no nor not of off on once one onto or our ours out over per she herself himself than that the
        their theirs them themselves they this to toward towards two three four five six seven eight nine ten eleven twelve thirteen
        fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety under up upon us we
        what whatever when whenever who whoever whom whose why with yes yet you your yours yourself yourselves hello thanks thankfully
        hopefully kindly regards cheers
        """
}
