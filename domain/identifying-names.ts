type Word = { text: string; at: number };

type Span = { at: number; length: number };

/** Titles of persons: what follows one of them, with a capital letter, is a name. `M` is one only with its dot. */
const TITLES = listOf(
  'mr mrs ms miss mx dr prof sir mme mlle monsieur madame mademoiselle maître m sr sra srta señor señora don doña herr frau ' +
    'г-н г-жа господин госпожа гражданин гражданка гр гр-н гр-ка السيد السيدة الدكتور',
);

/** What announces a name by itself, in the scripts that have no capitals as well. */
const NAMED = listOf('named alias aka nommé nommée dénommé dénommée llamado llamada имени фамилия المدعو المدعوة يدعى تدعى اسمه اسمها');

/** Whom reports speak of. A name may follow, or not: asks for more than two capitals, unless a colon stands between. */
const ROLES = listOf(
  'suspect suspects driver passenger courier accused arrested detained defendant offender owner skipper pilot sender recipient ' +
    'conducteur conductrice chauffeur passager prévenu interpellé arrêté expéditeur destinataire sospechoso sospechosa conductor ' +
    'conductora pasajero detenido detenida acusado remitente destinatario chofer подозреваемый водитель пассажир задержан ' +
    'задержанный обвиняемый отправитель получатель',
);

/** Common given names that are hardly ever anything else. Not a list of people: the second word makes the name. */
const GIVEN = listOf(
  'john james robert michael david william richard thomas peter paul daniel andrew christopher sarah mary elizabeth ahmed ahmad ' +
    'mohamed mohammed muhammad mohammad ali hassan hussein ibrahim omar youssef mustafa abdullah fatima maria maría josé jose juan ' +
    'carlos luis miguel antonio francisco jean pierre jacques françois marie ivan sergei sergey dmitri dmitry vladimir alexei andrei ' +
    'nikolai olga natalia elena svetlana hans klaus giovanni giuseppe mehmet nguyen иван сергей дмитрий владимир алексей андрей ' +
    'николай александр михаил ольга наталья елена мария светлана павел олег игорь виктор محمد أحمد علي حسن حسين عبدالله فاطمة',
);

/** Words that follow a title, a role or a given name in the names of goods, makers and places. */
const NO_NAMES = listOf(
  'martens pepper oetker muscle propre julio papa pérignon dior clean kipling deere walker deluxe kors hilfiger klein lauren smith’s ' +
    'boss vuitton daniels beam morris cuervo gaultier toyota nissan ford mercedes mercedes-benz bmw audi volkswagen renault peugeot ' +
    'scania volvo iveco daf man apple samsung nike adidas gucci rolex viagra cialis counterfeit fake illicit airport port street ' +
    'road island north south east west new saint san santa united republic january february march april may june july august ' +
    'september october november december monday tuesday wednesday thursday friday saturday sunday customs police terminal cargo',
);

/** Before a given name these make a place or a ship of it: San José, Port Mary. */
const PLACES = listOf('saint sainte san santa santo são st port puerto fort king prince lake cape mount vessel ship rio costa');

/** Where names of persons seem to stand. One pass over the words of the text. */
export function namesIn(text: string): Span[] {
  const found = [...text.matchAll(/\p{L}[\p{L}\p{M}'’-]{0,40}/gu)].map(({ 0: word, index }): Word => ({ text: word, at: index }));
  return found.flatMap((_, i) => {
    const start = nameStart(text, found, i);
    return start === null ? [] : [spanFrom(text, found, start)];
  });
}

/** The index of the first word of a name that the word at `i` announces or is part of, or null. */
function nameStart(text: string, found: readonly Word[], i: number): number | null {
  const word = found[i];
  const next = found[i + 1];
  if (!word || !next) return null;
  const gap = text.slice(word.at + word.text.length, next.at);
  const key = word.text.toLowerCase();
  if (TITLES.has(key) && isTitleGap(key, gap) && isNamelike(next)) return i + 1;
  if (gap.length > 4) return null;
  if (NAMED.has(key)) return isNamelike(next) ? i + 1 : null;
  if (ROLES.has(key)) return followsRole(text, found, i + 1, gap) ? i + 1 : null;
  if (!isJoined(gap) || !isNamelike(word) || !isNamelike(next)) return null;
  if ([word, next, found[i + 2]].some((near) => near && isPatronymic(near))) return i;
  const isPlace = PLACES.has(found[i - 1]?.text.toLowerCase() ?? '');
  const isBrand = GIVEN.has(next.text.toLowerCase()) && NO_NAMES.has(found[i + 2]?.text.toLowerCase() ?? '');
  if (GIVEN.has(key) && next.text.length > 2) return isPlace || isBrand ? null : i;
  return GIVEN.has(next.text.toLowerCase()) && isShouted(word) && !PLACES.has(key) ? i : null;
}

function isTitleGap(title: string, gap: string): boolean {
  return title === 'm' ? /^\. {1,2}$/.test(gap) : /^\.?\s{1,2}$/.test(gap);
}

function followsRole(text: string, found: readonly Word[], first: number, gap: string): boolean {
  const [a, b] = [found[first], found[first + 1]];
  if (!a || !b || !/^[\s:,;"«“(–-]+$/u.test(gap) || !isJoined(text.slice(a.at + a.text.length, b.at))) return false;
  if (!isNamelike(a) || !isNamelike(b) || !isCased(a)) return false;
  return gap.includes(':') || isShouted(a) || isShouted(b);
}

function spanFrom(text: string, found: readonly Word[], start: number): Span {
  const at = found[start]?.at ?? 0;
  let end = at;
  for (const word of found.slice(start, start + 4)) {
    if (end > at && (!isJoined(text.slice(end, word.at)) || !isNamelike(word))) break;
    end = word.at + word.text.length;
  }
  return { at, length: end - at };
}

function isJoined(gap: string): boolean {
  return gap === ' ' || gap === ', ' || gap === '\u00a0';
}

/** A capital and more, or a word of a script that has none; and nothing that is known to be no name. */
function isNamelike({ text }: Word): boolean {
  return /^(\p{Lu}\p{L}|\p{Lo}{2})/u.test(text) && !NO_NAMES.has(text.toLowerCase());
}

function isPatronymic(word: Word): boolean {
  return isNamelike(word) && /(ович|евич|овна|евна|ична)$/iu.test(word.text);
}

function isCased({ text }: Word): boolean {
  return /^\p{Lu}/u.test(text);
}

function isShouted({ text }: Word): boolean {
  return /^\p{Lu}{3}/u.test(text) && !/\p{Ll}/u.test(text);
}

function listOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
