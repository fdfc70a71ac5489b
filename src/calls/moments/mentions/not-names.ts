const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Written with a capital, yet neither a company nor a person: calendar, places, peoples, courtesies. */
export const PLAIN_CAPITALS = words(
  "i i'm i've i'd i'll january february march april may june july august september october november december jan feb " +
    "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday christmas easter " +
    "thanksgiving ramadan god internet english french german spanish italian dutch british american european asian " +
    "african chinese japanese indian canadian australian irish scottish welsh mexican brazilian russian swiss swedish " +
    "danish norwegian finnish polish portuguese greek turkish korean latin arab israeli christian jewish muslim " +
    "america americas europe asia africa oceania australia canada mexico brazil argentina chile colombia peru china japan " +
    "india korea singapore malaysia indonesia thailand vietnam philippines taiwan pakistan israel turkey egypt nigeria " +
    "kenya morocco russia ukraine poland germany france spain portugal italy greece switzerland austria belgium " +
    "netherlands holland luxembourg denmark sweden norway finland iceland ireland scotland wales england britain uk usa " +
    "us u.s u.k eu emea apac latam uae dubai london paris berlin munich frankfurt hamburg madrid barcelona lisbon rome " +
    "milan vienna zurich geneva amsterdam rotterdam brussels stockholm oslo copenhagen helsinki dublin belfast glasgow " +
    "edinburgh manchester birmingham leeds liverpool bristol york boston chicago dallas houston austin denver seattle " +
    "portland atlanta miami orlando phoenix detroit cleveland columbus charlotte nashville philadelphia pittsburgh " +
    "baltimore minneapolis vegas angeles francisco diego jose toronto vancouver montreal calgary sydney melbourne " +
    "brisbane perth auckland tokyo osaka beijing shanghai shenzhen hong kong delhi mumbai bangalore texas california " +
    "florida ohio michigan illinois pennsylvania virginia carolina georgia arizona colorado nevada oregon washington " +
    "massachusetts jersey maryland minnesota wisconsin missouri tennessee kentucky louisiana alabama oklahoma kansas utah " +
    "iowa indiana connecticut alaska hawaii montana idaho wyoming dakota nebraska arkansas mississippi maine vermont " +
    "delaware ontario quebec alberta manhattan brooklyn atlantic pacific mediterranean midwest northeast southeast " +
    "southwest northwest north south east west northern southern eastern western central middle mr mrs ms dr sir madam " +
    "okay ok yes yeah hi hello hey thanks thank good great sorry please bye welcome covid covid-19 corona coronavirus " +
    "pandemic zoom americans europeans canadians germans czech slovak hungarian romanian bulgarian serbian croatian ukrainian " +
    "lithuanian latvian estonian icelandic belgian austrian victorian",
);

/** Names of more than one word that are places or days. */
export const PLAIN_PHRASES: ReadonlySet<string> = new Set([
  "new york",
  "new york city",
  "new jersey",
  "new zealand",
  "new mexico",
  "new england",
  "new orleans",
  "los angeles",
  "las vegas",
  "san francisco",
  "san diego",
  "san jose",
  "silicon valley",
  "united states",
  "united kingdom",
  "united arab emirates",
  "saudi arabia",
  "south africa",
  "south korea",
  "north america",
  "latin america",
  "middle east",
  "hong kong",
  "abu dhabi",
  "memorial day",
  "boxing day",
  "black friday",
  "cyber monday",
]);

/** Titles and departments written with a capital: a name may stand before or after them, never across them. */
export const JOB_WORDS = words(
  "chief executive officer officers president vice chairman chairwoman chair director directors manager head financial " +
    "operating senior managing general counsel secretary treasurer analyst analysts partner " +
    "board department finance marketing sales engineering legal procurement operations human product",
);

/** Business shorthand in capitals: titles, measures, technology, documents. */
export const SHORTHAND = words(
  "ceo cfo coo cto cio cmo cro cpo ciso vp svp evp md hr it pr rd r&d q&a qa faq ok tv pc cd dvd api apis sdk ui ux ai ml " +
    "iot saas paas b2b b2c crm erp sku skus kpi kpis okr roi roic roe irr npv sla slas rfp rfi rfq poc sow msa nda dpa " +
    "gdpr soc iso csv pdf xml json sql vpn sso mfa aws-like ebitda ebit eps gaap non-gaap ifrs capex opex sg&a cogs m&a " +
    "ipo etf reit noi ffo affo arr mrr acv tcv arpu cac ltv cagr yoy qoq mom ytd fy fx usd eur gbp cad aud jpy rmb " +
    "bps libor pe vc lp gp llc inc corp ltd plc gmbh sa ag nv bv co po id url gps usb lng ngl oem ev evs hvac abs q1 q2 q3 q4 h1 h2 " +
    "vat edi pod tms wms rpi grn grni bacs ach iban eta sepa am pm est pst cst gmt utc tbd asap diy atm pos gdp cpi ppe esg csr ppp dso dpo bod adr ads mbs cmbs kbra 10-k 10-q 8-k",
);

/** Ordinary words that often open a sentence: a capital there says nothing. */
export const OPENERS = words(
  "a an the and or but so if then than that this these those there here it its it's i you he she we they them what " +
    "when where who whom whose which why how because as while after before until since although though unless now today " +
    "well okay yes yeah yep no not nope right sure oh ah um uh hmm maybe perhaps also again still even just only really " +
    "actually basically honestly obviously clearly exactly absolutely definitely certainly probably finally lastly " +
    "first second third next last once thanks thank hello hi hey good great nice fine fair perfect sorry please let " +
    "let's can could would should will shall may might must do does did is are was were am be been being have has had " +
    "in on at to for from with without by about into over under up down out off of my your his her our their me him us " +
    "one two three four five six seven eight nine ten some any all every each both many most much more few several " +
    "other another such same like look see say tell think know mean guess feel want need try make take give get go come " +
    "going turning moving looking speaking given based during despite however therefore moreover additionally " +
    "furthermore overall meanwhile instead otherwise similarly specifically importantly currently recently previously " +
    "together within across between among through throughout per via total net gross revenue sales cost costs operating " +
    "adjusted excluding including compared due operator question questions answer call everyone everybody someone anyone " +
    "ladies gentlemen sir that's there's what's who's he's she's we're we've we'd we'll you're you've you'd you'll they're " +
    "they've they'd they'll i'm i've i'd i'll don't doesn't didn't isn't aren't wasn't weren't can't couldn't won't " +
    "wouldn't shouldn't haven't hasn't hadn't people things thing something nothing everything time year years month " +
    "months week weeks day days quarter quarters company companies team business market product products customer " +
    "customers new old big small high low long short early late part way kind lot number point end start back help work",
);

/** Last words of a company's name. */
export const COMPANY_ENDINGS = words(
  "inc incorporated corp corporation ltd limited llc llp plc gmbh group holding holdings bank bancorp capital partners " +
    "securities technologies technology systems software solutions labs industries international associates advisors " +
    "consulting ventures enterprises media networks pharmaceuticals pharma therapeutics energy resources logistics " +
    "foods airlines airways motors steel chemicals insurance financial trust university college institute foundation " +
    "agency commission department ministry council association union authority bureau board exchange research markets company & co",
);

/** Words before a name that a company, not a person, follows. */
export const COMPANY_BEFORE = words(
  "at with from by for of use using via versus vs against acquire acquired than called",
);
