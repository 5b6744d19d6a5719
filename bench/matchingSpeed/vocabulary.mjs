// Parts of invented names of organisations, with the skew that names in a register have: few words are very common and
// most are rare. None is meant to be a real one.
import { seeded } from '../generator/lines.mjs';
import { firstParts, secondParts } from '../generator/words.mjs';

/** What organisations do, the commonest first. */
const tradeWords =
  `SERVICES PROPERTIES CONSULTING SOLUTIONS HOLDINGS GROUP MANAGEMENT CONSTRUCTION PROPERTY BUILDING
INVESTMENTS CARE TRADING DESIGN DEVELOPMENTS ENGINEERING TRANSPORT CONSULTANCY ELECTRICAL LOGISTICS HOMES CAPITAL MEDIA
CLEANING PROJECTS ASSOCIATES TECHNOLOGIES INTERNATIONAL LETTINGS VENTURES DIGITAL CONTRACTORS ESTATES PLUMBING TRAINING
SUPPLIES HEALTHCARE STUDIO PARTNERS FOODS COMMUNITY TRUST MOTORS SYSTEMS RECRUITMENT SECURITY ENTERPRISES CATERING HEATING
FINANCE TECHNOLOGY LEISURE HEALTH JOINERY COURIERS MARKETING ASSOCIATION ROOFING INTERIORS MEDICAL LANDSCAPES EDUCATION
ENERGY ACCOUNTANCY RETAIL SUPPORT PRODUCTIONS WHOLESALE DENTAL HAULAGE FITNESS BEAUTY SALON PHARMACY FLOORING SCAFFOLDING
LEARNING SURVEYS ARCHITECTS FARMS BAKERY CAFE RESTAURANT GARAGE TYRES PRINT PACKAGING FABRICATIONS INSTALLATIONS GLAZING
KITCHENS WINDOWS PAINTING DECORATORS PLASTERING GROUNDWORKS DRAINAGE DEMOLITION RECYCLING WASTE SKIPS HIRE PLANT TOOLS
FASTENINGS STEEL TIMBER BRICKWORK PAVING SIGNS EVENTS TRAVEL TOURS HOTELS TAVERNS BREWERY SPIRITS BOOKS PUBLISHING MUSIC
FILMS GAMES SOFTWARE DATA NETWORKS TELECOMS CABLES LIGHTING ALARMS LOCKS LAUNDRY TAILORING FASHION SHOES JEWELLERS OPTICAL
VETERINARY KENNELS NURSERY CHILDCARE FOSTERING YOUTH SPORTS ARTS THEATRE HERITAGE HOUSING ADVICE LEGAL SOLICITORS MEDIATION
INSURANCE BROKERS PENSIONS MORTGAGES AUCTIONS`.split(/\s+/);

const streets = ['ROAD', 'STREET', 'COURT', 'LANE', 'HOUSE', 'GARDENS', 'CLOSE', 'PARK', 'PLACE', 'SQUARE'];
const starts =
  `B BR C CH CL CR D DR F FL FR G GL GR H J K L M N P PH PL PR QU R S SC SH SK SL SM SN SP ST STR SW T TH TR
V W WH Y Z`.split(/\s+/);
const vowels = 'A A A E E E E I I I O O O U U AI EA EE IE OA OO OU Y'.split(' ');
const middles =
  'B BR C CH CK CT D DR FF FT G GH L LD LL LM LT M MB MM MP N NC ND NG NN NT P PH PP QU R RB RC RD RG RK RM RN RR RT S SC SH SK SP SS ST STR T TH TR TT V W X Z'.split(
    ' ',
  );
const ends =
  'N R L S T D A O Y X CK ND NT RN ST TH ON ER EX IA IS US AN EN LE RY CE TE NE IC AL OR UM Z LY NS RS GE ME EL ET AR SH W P M K'.split(
    ' ',
  );
const familyEnds = 'SON TON LEY FORD WOOD WELL MAN ER SHAW WORTH HAM FIELD BY ING EY'.split(' ');

/** Draws small numbers often and large ones seldom: the share of number n is about 1/(n+1). */
export function skewed(next, count) {
  return Math.min(count - 1, Math.floor(Math.exp((next(1_000_003) / 1_000_003) * Math.log(count + 1)) - 1));
}

function coined(next, lastParts) {
  const pick = (list) => list[next(list.length)];
  let word = next(5) === 0 ? pick(vowels).slice(0, 1) : pick(starts) + pick(vowels);
  for (let syllables = next(5) === 0 ? 2 : next(2); syllables > 0; syllables -= 1)
    word += pick(middles) + pick(vowels);
  return word + (word.length > 2 && next(4) === 0 ? '' : pick(lastParts));
}

function differentWords(count, make) {
  const words = new Set();
  while (words.size < count) words.add(make());
  return [...words];
}

/** Functions that draw words of each kind, given a source of chance. */
export function vocabulary(seed) {
  const chance = seeded(seed);
  const brands = differentWords(300_000, () => coined(chance, ends));
  const families = differentWords(40_000, () => coined(chance, familyEnds));
  const places = firstParts.flatMap((one) => secondParts.map((other) => (one + other).toUpperCase()));
  const from = (list) => (next) => list[skewed(next, list.length)];
  // Half of the brands are spread evenly: most words of a register's names come only a few times in it.
  const brand = (next) => (next(2) === 0 ? from(brands)(next) : brands[next(brands.length)]);
  return {
    brand,
    family: from(families),
    place: from(places),
    trade: from(tradeWords),
    street: from(streets),
  };
}
