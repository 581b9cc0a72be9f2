//! Which country or state a place or people belongs to, and which names mean several places; written for this project.
//!
//! Codes are those of ISO 3166 (`us.ga` = a state inside a country). Names are keys as `name::key` makes them.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A country (`ge`) or a state of one (`us.ga`).
pub(super) type Place = &'static str;

/// Countries and states with the names that speak of them alone: cities, regions, peoples.
#[rustfmt::skip]
const PLACES: &[(Place, &str)] = &[
    ("ad", "andorra;andorran"),
    ("ae", "united arab emirates;dubai;abu dhabi;sharjah;emirati"),
    ("af", "afghanistan;kabul;kandahar;herat;afghan"),
    ("al", "albania;tirana;albanian"),
    ("am", "armenia;yerevan;armenian"),
    ("ao", "angola;luanda;angolan"),
    ("ar", "argentina;buenos aires;rosario;argentine;argentinian"),
    ("at", "austria;vienna;graz;salzburg;austrian"),
    ("au", "australia;canberra;sydney;brisbane;adelaide;new south wales;queensland;tasmania;australian"),
    ("au.vic", "melbourne;geelong;ballarat;victorian government"),
    ("az", "azerbaijan;baku;azerbaijani;azeri"),
    ("ba", "bosnia;sarajevo;bosnia and herzegovina;banja luka;srebrenica;bosnian"),
    ("bb", "barbados;bridgetown;barbadian"),
    ("bd", "bangladesh;dhaka;chittagong;bangladeshi"),
    ("be", "belgium;brussels;antwerp;ghent;flanders;wallonia;belgian;luxembourg province"),
    ("bf", "burkina faso;ouagadougou;burkinabe"),
    ("bg", "bulgaria;sofia;plovdiv;varna;bulgarian"),
    ("bh", "bahrain;manama;bahraini"),
    ("bi", "burundi;bujumbura;gitega;burundian"),
    ("bj", "benin;cotonou;porto novo;beninese"),
    ("bn", "brunei;bandar seri begawan;bruneian"),
    ("bo", "bolivia;la paz bolivia;cochabamba;sucre;bolivian"),
    ("br", "brazil;brasilia;sao paulo;rio de janeiro;bahia;brazilian"),
    ("bs", "bahamas;nassau;bahamian"),
    ("bt", "bhutan;thimphu;bhutanese"),
    ("bw", "botswana;gaborone;botswanan"),
    ("by", "belarus;minsk;belarusian"),
    ("bz", "belize;belmopan;belizean"),
    ("ca", "canada;montreal;vancouver;calgary;edmonton;winnipeg;quebec;alberta;british columbia;manitoba;saskatchewan;nova scotia;canadian"),
    ("ca.on", "ontario;toronto;ottawa;mississauga;ontarian"),
    ("cd", "democratic republic of the congo;kinshasa;goma;lubumbashi;north kivu;congolese"),
    ("cf", "central african republic;bangui"),
    ("cg", "republic of the congo;brazzaville"),
    ("ch", "switzerland;bern;zurich;geneva;basel;lausanne;swiss"),
    ("ci", "ivory coast;abidjan;yamoussoukro;ivorian"),
    ("cl", "chile;santiago de chile;chilean"),
    ("cm", "cameroon;yaounde;douala;cameroonian"),
    ("cn", "china;beijing;shanghai;guangzhou;shenzhen;wuhan;chengdu;xinjiang;tibet;guangdong;hubei;sichuan;chinese"),
    ("co", "colombia;bogota;medellin;cali;colombian"),
    ("cr", "costa rica;san jose costa rica;costa rican"),
    ("cu", "cuba;havana;cuban"),
    ("cy", "cyprus;nicosia;cypriot"),
    ("cz", "czech republic;prague;brno;czech"),
    ("de", "germany;berlin;hamburg;munich;frankfurt;cologne;bavaria;saxony;stuttgart;leipzig;german"),
    ("dj", "djibouti;djiboutian"),
    ("dk", "denmark;copenhagen;aarhus;danish;dane"),
    ("do", "dominican republic;santo domingo;dominican"),
    ("dz", "algeria;algiers;oran;algerian"),
    ("ec", "ecuador;quito;guayaquil;ecuadorian;ecuadorean"),
    ("ee", "estonia;tallinn;estonian"),
    ("eg", "egypt;cairo;alexandria egypt;sinai;giza;egyptian"),
    ("er", "eritrea;asmara;eritrean"),
    ("es", "spain;madrid;barcelona;catalonia;seville;bilbao;andalusia;spanish;spaniard;catalan"),
    ("et", "ethiopia;addis ababa;tigray;oromia;ethiopian"),
    ("fi", "finland;helsinki;espoo;finnish;finn"),
    ("fj", "fiji;suva;fijian"),
    ("fr", "france;marseille;lyon;toulouse;nice;strasbourg;bordeaux;normandy;brittany;french"),
    ("ga", "gabon;libreville;gabonese"),
    ("gb", "united kingdom;london borough;england;scotland;wales;northern ireland;edinburgh;glasgow;cardiff;belfast;liverpool;leeds;sheffield;westminster;downing street;british;briton;english;scottish;welsh"),
    ("ge", "tbilisi;batumi;kutaisi;abkhazia;south ossetia;gori;rustavi;georgian"),
    ("gh", "ghana;accra;kumasi;ghanaian"),
    ("gm", "gambia;banjul;gambian"),
    ("gn", "guinea;conakry;guinean"),
    ("gq", "equatorial guinea;malabo"),
    ("gr", "greece;thessaloniki;crete;lesbos;greek"),
    ("gt", "guatemala;guatemala city;guatemalan"),
    ("gw", "guinea bissau;guinea bissau republic"),
    ("gy", "guyana;georgetown guyana;guyanese"),
    ("hk", "hong kong;kowloon;hong konger"),
    ("hn", "honduras;tegucigalpa;honduran"),
    ("hr", "croatia;zagreb;dubrovnik;croatian;croat"),
    ("ht", "haiti;port au prince;haitian"),
    ("hu", "hungary;budapest;debrecen;hungarian"),
    ("id", "indonesia;jakarta;bali;java;sumatra;aceh;papua;indonesian"),
    ("ie", "ireland;cork;galway;irish"),
    ("il", "israel;jerusalem;tel aviv;haifa;israeli"),
    ("in", "india;new delhi;delhi;mumbai;kolkata;chennai;bengaluru;kashmir;gujarat;kerala;uttar pradesh;maharashtra;assam;bihar;indian"),
    ("iq", "iraq;baghdad;mosul;basra;erbil;kirkuk;fallujah;iraqi"),
    ("ir", "iran;tehran;isfahan;qom;mashhad;shiraz;iranian"),
    ("is", "iceland;reykjavik;icelandic;icelander"),
    ("it", "italy;rome;milan;naples;turin;venice;sicily;lombardy;bologna;italian"),
    ("jm", "jamaica;jamaican"),
    ("jo", "jordan;amman;jordanian"),
    ("jp", "japan;tokyo;osaka;kyoto;hiroshima;fukushima;okinawa;nagoya;hokkaido;japanese"),
    ("ke", "kenya;nairobi;mombasa;kenyan"),
    ("kg", "kyrgyzstan;bishkek;osh;kyrgyz"),
    ("kh", "cambodia;phnom penh;siem reap;cambodian"),
    ("km", "comoros;moroni;comorian"),
    ("kp", "north korea;pyongyang;north korean"),
    ("kr", "south korea;seoul;busan;incheon;daegu;south korean"),
    ("kw", "kuwait;kuwait city;kuwaiti"),
    ("kz", "kazakhstan;nur sultan;almaty;astana;kazakh;kazakhstani"),
    ("la", "laos;vientiane;laotian;lao"),
    ("lb", "lebanon;beirut;sidon;lebanese"),
    ("li", "liechtenstein;vaduz"),
    ("lk", "sri lanka;colombo;jaffna;sri lankan"),
    ("lr", "liberia;monrovia;liberian"),
    ("ls", "lesotho;maseru"),
    ("lt", "lithuania;vilnius;kaunas;lithuanian"),
    ("lu", "luxembourg;luxembourgish"),
    ("lv", "latvia;riga;latvian"),
    ("ly", "libya;benghazi;misrata;sirte;libyan"),
    ("ma", "morocco;rabat;casablanca;marrakesh;marrakech;moroccan"),
    ("mc", "monaco"),
    ("md", "moldova;chisinau;transnistria;moldovan"),
    ("me", "montenegro;podgorica;montenegrin"),
    ("mg", "madagascar;antananarivo;malagasy"),
    ("mk", "north macedonia;skopje;macedonian"),
    ("ml", "mali;bamako;timbuktu;gao;malian"),
    ("mm", "myanmar;yangon;naypyidaw;mandalay;rakhine;burmese"),
    ("mn", "mongolia;ulaanbaatar;ulan bator;mongolian"),
    ("mr", "mauritania;nouakchott;mauritanian"),
    ("mt", "malta;valletta;maltese"),
    ("mu", "mauritius;port louis;mauritian"),
    ("mv", "maldives;male;maldivian"),
    ("mw", "malawi;lilongwe;blantyre;malawian"),
    ("mx", "mexico;mexico city;tijuana;guadalajara;monterrey;oaxaca;chiapas;ciudad juarez;mexican"),
    ("my", "malaysia;kuala lumpur;penang;johor;sabah;sarawak;malaysian"),
    ("mz", "mozambique;maputo;beira;cabo delgado;mozambican"),
    ("na", "namibia;windhoek;namibian"),
    ("ne", "niger;niamey;nigerien"),
    ("ng", "nigeria;abuja;lagos;kano;borno;maiduguri;nigerian"),
    ("ni", "nicaragua;managua;nicaraguan"),
    ("nl", "netherlands;amsterdam;rotterdam;the hague;utrecht;dutch"),
    ("no", "norway;oslo;bergen;norwegian"),
    ("np", "nepal;kathmandu;nepali;nepalese"),
    ("nz", "new zealand;auckland;christchurch;new zealander;kiwi"),
    ("om", "oman;muscat;omani"),
    ("pa", "panama;panama city;panamanian"),
    ("pe", "peru;lima;cusco;peruvian"),
    ("pg", "papua new guinea;port moresby"),
    ("ph", "philippines;manila;mindanao;cebu;davao;filipino;philippine"),
    ("pk", "pakistan;islamabad;karachi;lahore;peshawar;punjab province;balochistan;sindh;rawalpindi;pakistani"),
    ("pl", "poland;warsaw;krakow;gdansk;polish;pole"),
    ("pr", "puerto rico;puerto rican"),
    ("ps", "palestine;gaza;gaza strip;gaza city;west bank;ramallah;hebron;palestinian"),
    ("pt", "portugal;lisbon;porto;portuguese"),
    ("py", "paraguay;asuncion;paraguayan"),
    ("qa", "qatar;doha;qatari"),
    ("ro", "romania;bucharest;cluj napoca;timisoara;romanian"),
    ("rs", "serbia;belgrade;novi sad;serbian;serb"),
    ("ru", "russia;moscow;st petersburg;chechnya;siberia;dagestan;vladivostok;russian"),
    ("rw", "rwanda;kigali;rwandan"),
    ("sa", "saudi arabia;riyadh;jeddah;mecca;medina;saudi;saudi arabian"),
    ("sb", "solomon islands;honiara"),
    ("sc", "seychelles;seychellois"),
    ("sd", "sudan;khartoum;darfur;omdurman;sudanese"),
    ("se", "sweden;stockholm;gothenburg;malmo;swedish;swede"),
    ("sg", "singapore;singaporean"),
    ("si", "slovenia;ljubljana;slovenian;slovene"),
    ("sk", "slovakia;bratislava;slovak;slovakian"),
    ("sl", "sierra leone;freetown;sierra leonean"),
    ("sn", "senegal;dakar;senegalese"),
    ("so", "somalia;mogadishu;somaliland;puntland;somali"),
    ("sr", "suriname;paramaribo;surinamese"),
    ("ss", "south sudan;juba;south sudanese"),
    ("sv", "el salvador;san salvador;salvadoran"),
    ("sy", "syria;damascus;aleppo;idlib;homs;raqqa;syrian"),
    ("sz", "eswatini;mbabane;swazi"),
    ("td", "chad;ndjamena;chadian"),
    ("tg", "togo;lome;togolese"),
    ("th", "thailand;bangkok;chiang mai;phuket;thai"),
    ("tj", "tajikistan;dushanbe;tajik"),
    ("tl", "east timor;dili;timorese"),
    ("tm", "turkmenistan;ashgabat;turkmen"),
    ("tn", "tunisia;tunis;tunisian"),
    ("to", "tonga;nukualofa;tongan"),
    ("tr", "turkey;ankara;istanbul;izmir;diyarbakir;turkish;turk"),
    ("tt", "trinidad and tobago;port of spain;trinidadian"),
    ("tw", "taiwan;taipei;kaohsiung;taiwanese"),
    ("tz", "tanzania;dodoma;dar es salaam;zanzibar;tanzanian"),
    ("ua", "ukraine;kyiv;kharkiv;odesa;lviv;donetsk;luhansk;crimea;mariupol;donbas;ukrainian"),
    ("ug", "uganda;kampala;ugandan"),
    ("us", "united states;washington dc;white house;pentagon;american"),
    ("us.ak", "alaska;anchorage;juneau"),
    ("us.al", "alabama;montgomery;mobile;tuscaloosa"),
    ("us.ar", "arkansas;little rock"),
    ("us.az", "arizona;phoenix;tucson"),
    ("us.ca", "california;los angeles;san francisco;sacramento;san diego;oakland;hollywood;californian"),
    ("us.co", "colorado;denver;boulder"),
    ("us.ct", "connecticut;new haven"),
    ("us.de", "delaware;wilmington"),
    ("us.fl", "florida;miami;orlando;tampa;tallahassee;jacksonville;floridian;st petersburg florida"),
    ("us.ga", "atlanta;macon;fulton county;marietta;gwinnett county;cobb county"),
    ("us.hi", "hawaii;honolulu;maui;hawaiian"),
    ("us.ia", "iowa;des moines"),
    ("us.id", "idaho;boise;moscow idaho"),
    ("us.il", "illinois;chicago"),
    ("us.in", "indiana;indianapolis"),
    ("us.ks", "kansas;wichita;topeka"),
    ("us.ky", "kentucky;louisville;frankfort"),
    ("us.la", "louisiana;new orleans;baton rouge"),
    ("us.ma", "massachusetts;boston;harvard square"),
    ("us.md", "maryland;baltimore;annapolis"),
    ("us.me", "maine;bangor maine;belfast maine"),
    ("us.mi", "michigan;detroit;ann arbor;flint"),
    ("us.mn", "minnesota;minneapolis;saint paul"),
    ("us.mo", "missouri;kansas city;st louis;ferguson"),
    ("us.ms", "mississippi;biloxi"),
    ("us.mt", "montana;billings;helena"),
    ("us.nc", "north carolina;charlotte;raleigh"),
    ("us.nd", "north dakota;bismarck;fargo"),
    ("us.ne", "nebraska;omaha"),
    ("us.nh", "new hampshire;concord"),
    ("us.nj", "new jersey;newark;trenton"),
    ("us.nm", "new mexico;albuquerque;santa fe"),
    ("us.nv", "nevada;las vegas;reno"),
    ("us.ny", "new york city;brooklyn;manhattan;queens;bronx;buffalo;albany;harlem;new yorker;new york"),
    ("us.oh", "ohio;cleveland;cincinnati;toledo"),
    ("us.ok", "oklahoma;oklahoma city;tulsa"),
    ("us.or", "oregon;salem oregon;eugene"),
    ("us.pa", "pennsylvania;philadelphia;pittsburgh;harrisburg"),
    ("us.ri", "rhode island"),
    ("us.sc", "south carolina;charleston"),
    ("us.sd", "south dakota;sioux falls"),
    ("us.tn", "tennessee;nashville;memphis;knoxville"),
    ("us.tx", "texas;houston;dallas;austin;san antonio;el paso;fort worth;texan"),
    ("us.ut", "utah;salt lake city"),
    ("us.va", "arlington;norfolk;charlottesville;virginian;virginia"),
    ("us.vt", "vermont;burlington"),
    ("us.wa", "seattle;tacoma;spokane;olympia;washington state"),
    ("us.wi", "wisconsin;milwaukee;madison"),
    ("us.wv", "west virginia"),
    ("us.wy", "wyoming;cheyenne"),
    ("uy", "uruguay;montevideo;uruguayan"),
    ("uz", "uzbekistan;tashkent;samarkand;uzbek"),
    ("va", "vatican;vatican city;holy see"),
    ("ve", "venezuela;caracas;maracaibo;venezuelan"),
    ("vn", "vietnam;hanoi;ho chi minh city;hue;da nang;vietnamese"),
    ("vu", "vanuatu;port vila"),
    ("ws", "samoa;apia;samoan"),
    ("xk", "kosovo;pristina;kosovar"),
    ("ye", "yemen;sanaa;aden;hodeidah;yemeni"),
    ("za", "south africa;johannesburg;cape town;pretoria;durban;soweto;south african"),
    ("zm", "zambia;lusaka;zambian"),
    ("zw", "zimbabwe;harare;bulawayo;zimbabwean"),
];

/// Names of several places: the name, the one it means when nothing is said (or none), all it can mean.
#[rustfmt::skip]
const SEVERAL: &[(&str, Option<Place>, &[Place])] = &[
    ("alexandria", Some("eg"), &["eg", "us.va"]),
    ("athens", Some("gr"), &["gr", "us.ga"]),
    ("augusta", None, &["us.ga", "us.me"]),
    ("aurora", None, &["us.co", "us.il"]),
    ("bangor", None, &["gb", "us.me"]),
    ("bath", Some("gb"), &["gb", "us.me"]),
    ("bengal", None, &["in", "bd"]),
    ("bethlehem", Some("ps"), &["ps", "us.pa"]),
    ("birmingham", Some("gb"), &["gb", "us.al"]),
    ("bloomington", None, &["us.in", "us.il"]),
    ("bristol", Some("gb"), &["gb", "us.tn"]),
    ("cambridge", None, &["gb", "us.ma"]),
    ("columbia", None, &["us.sc", "us.mo"]),
    ("columbus", None, &["us.oh", "us.ga"]),
    ("congo", None, &["cd", "cg"]),
    ("cordoba", None, &["ar", "es"]),
    ("dublin", Some("ie"), &["ie", "us.oh"]),
    ("durham", None, &["gb", "us.nc"]),
    ("fayetteville", None, &["us.nc", "us.ar"]),
    ("galicia", None, &["es", "ua", "pl"]),
    ("georgetown", None, &["gy", "us"]),
    ("georgia", None, &["ge", "us.ga"]),
    ("glendale", None, &["us.ca", "us.az"]),
    ("granada", None, &["es", "ni"]),
    ("greenville", None, &["us.sc", "us.nc"]),
    ("halifax", None, &["ca", "gb"]),
    ("hamilton", None, &["ca.on", "nz"]),
    ("hyderabad", Some("in"), &["in", "pk"]),
    ("jackson", None, &["us.ms", "us.mi"]),
    ("kingston", None, &["jm", "ca.on"]),
    ("la paz", Some("bo"), &["bo", "mx"]),
    ("lebanon county", Some("us.pa"), &["us.pa", "us.tn"]),
    ("leon", None, &["mx", "es", "ni"]),
    ("limerick", Some("ie"), &["ie", "us.pa"]),
    ("lincoln", None, &["gb", "us.ne"]),
    ("london", Some("gb"), &["gb", "ca.on"]),
    ("macedonia", None, &["mk", "gr"]),
    ("manchester", Some("gb"), &["gb", "us.nh"]),
    ("merida", None, &["mx", "es", "ve"]),
    ("nazareth", Some("il"), &["il", "us.pa"]),
    ("newcastle", None, &["gb", "au"]),
    ("oxford", Some("gb"), &["gb", "us.ms"]),
    ("paris", Some("fr"), &["fr", "us.tx"]),
    ("pasadena", None, &["us.ca", "us.tx"]),
    ("perth", None, &["au", "gb"]),
    ("plymouth", None, &["gb", "us.ma"]),
    ("portland", None, &["us.or", "us.me"]),
    ("punjab", None, &["in", "pk"]),
    ("richmond", None, &["us.va", "gb", "ca"]),
    ("rochester", None, &["us.ny", "us.mn"]),
    ("salem", None, &["us.or", "us.ma"]),
    ("san jose", None, &["us.ca", "cr"]),
    ("san juan", None, &["pr", "ar"]),
    ("santiago", Some("cl"), &["cl", "do", "es"]),
    ("savannah", Some("us.ga"), &["us.ga", "us.tn"]),
    ("springfield", None, &["us.il", "us.ma", "us.mo"]),
    ("trinidad", None, &["tt", "cu"]),
    ("tripoli", Some("ly"), &["ly", "lb"]),
    ("valencia", None, &["es", "ve"]),
    ("victoria", None, &["au.vic", "ca", "sc"]),
    ("washington", Some("us"), &["us", "us.wa"]),
    ("wellington", Some("nz"), &["nz", "gb"]),
    ("worcester", None, &["gb", "us.ma"]),
    ("york", Some("gb"), &["gb", "us.pa"]),
];

fn table() -> &'static HashMap<&'static str, Vec<Place>> {
    static TABLE: OnceLock<HashMap<&'static str, Vec<Place>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<&str, Vec<Place>> = HashMap::new();
        for (place, names) in PLACES {
            for name in names.split(';') {
                table.entry(name).or_default().push(place);
            }
        }
        for (name, _, places) in SEVERAL {
            table.insert(name, places.to_vec());
        }
        table
    })
}

/// Every place the key can speak of; empty when unknown.
pub(super) fn meanings(key: &str) -> &'static [Place] {
    table().get(key).map(Vec::as_slice).unwrap_or_default()
}

/// Whether the key is a name of several places.
pub(super) fn is_ambiguous(key: &str) -> bool {
    meanings(key).len() > 1
}

/// What an ambiguous name means when a text says nothing of where it is set.
pub(super) fn usual(key: &str) -> Option<Place> {
    SEVERAL.iter().find(|(name, _, _)| *name == key).and_then(|(_, usual, _)| *usual)
}

/// The country of a state.
pub(super) fn parent(place: Place) -> Option<Place> {
    let code = place.split_once('.').map(|(country, _)| country)?;
    PLACES.iter().map(|(place, _)| *place).find(|place| *place == code)
}

/// Whether it is a country rather than a state of one.
pub(super) fn is_country(place: &str) -> bool {
    !place.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_key_and_stands_for_one_place_or_is_listed_as_several() {
        let mut seen = HashMap::new();
        for (place, names) in PLACES {
            for name in names.split(';') {
                assert_eq!(super::super::super::name::key(crate::model::EntityType::Loc, name), name);
                assert!(seen.insert(name, place).is_none(), "{name} twice");
            }
        }
        for (name, usual, places) in SEVERAL {
            assert!(!seen.contains_key(name), "{name} in both lists");
            assert!(places.len() > 1 && usual.is_none_or(|u| places.contains(&u)), "{name}");
        }
    }
}
