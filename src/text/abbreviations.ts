// Abbreviations of French and English together: a text is cut before anybody knows its language. Where a word of one
// language is an abbreviation of the other (`no.`, `art.`, `vol.`), only what follows can tell.

/** A name, or what else they belong to, always follows: titles, `e.g.`, `cf.` */
const alwaysFollowed = words(
  'M MM Mme Mmes Mlle Mlles Mgr Me Pr Prs Ste Stes Sts bd boul éd',
  'Mr Mrs Ms Mx Messrs Dr Drs Prof Rev Hon Gen Col Maj Capt Cpt Lt Cmdr Sgt Adm Gov Sen Rep Pres Supt',
  'cf Cf e.g E.g i.e I.e viz vs c.-à-d c.à.d p.ex approx N.B',
);

/** Abbreviations where a number follows; else these are words like others. */
const followedByNumber = words(
  'p pp no No nos Nos n N art Art arts fig Fig figs chap Chap ch Ch vol Vol vols t al sect Sect sec Sec par §',
  'av apr env tél Tél tel Tel réf Réf ref Ref eq Eq éq vers ver v pt pts op Op',
  'janv févr avr juil sept oct nov déc Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun',
);

/** Of a place, which follows as a name; but a street may also be the last word. */
const places = words('St Mt Ft');

/** With these words begins a sentence rather than a surname or the rest of a name: `the U.S. It …`, `plan B. Il …`. */
const starters = words(
  'Il Ils Elle Elles On Nous Vous Je Tu Le La Les Un Une Des Ce Cet Cette Ces Cela Ça Mais Et Puis Donc Or Car Ni',
  'En Dans Sur Pour Par Avec Sans Quand Comme Si Alors Ensuite Enfin Après Avant Depuis Son Sa Ses Mon Ma Mes Leur',
  'Leurs Notre Votre Que Qui Quoi Où Pourquoi Comment Oui Non Voici Voilà Ainsi Aussi Chaque Tout Tous Toute Toutes',
  'He She It They We You The An This That These Those There Here But And So Then Or Yet Nor In On At For From With',
  'Without When While If As After Before Since Because Although However What Who Whom Why How Where Which Is Are Was',
  'Were Do Does Did Has Have Had Can Could Will Would Should His Her Its Their Our My Your Yes No Not Some Many Most',
  'All Every Each Both One Now Today Yesterday Later Still Also Only',
);
/** `l’`, `d’`, `qu’` with a capital: these begin sentences too; and so do `It’s` and `He’d`. */
const elided = /^(?:[LDJCNSTM]|Qu|Lorsqu|Puisqu)['’]\p{L}/u;
/** Single letters that are words; with a full stop they would be initials. */
const single = /^[IAÀ](?:['’][a-z])?(?=\s)/u;

/** Behind `a.m.` and `p.m.` the sentence goes on with a day or a time zone. */
const afterTime = /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\p{Lu}{2,4}(?!\p{L}))/u;
const number = /^(?:\d|[IVXLCDM]+(?!\p{L})|[LRD]\.)/u;
/** `He said no. I left.` */
const rarelyRoman = words('no No art Art arts par sec ver pt');
const startOfWord = /[\p{L}\p{N}.’'§-]+$/u;
const firstWord = /^[\p{L}]+/u;

/** No abbreviation is longer, with the few characters before it that belong to its word. */
export const longestAbbreviation = 24;

/**
 * Whether a full stop belongs to an abbreviation after which the sentence goes on.
 *
 * @param before the text up to the full stop, which is not part of it; its last characters are enough
 * @param after the text from the next word on
 */
export function isAbbreviation(before: string, after: string): boolean {
  const found = startOfWord.exec(before)?.[0] ?? '';
  // What is elided is no part of it: `l’art.`, `d’M.`
  const word = found.slice(Math.max(found.lastIndexOf('’'), found.lastIndexOf("'")) + 1);
  if (word === '') return false;
  if (alwaysFollowed.has(word)) return true;
  if (/(?:^|[\s(])(?:p\. ?|[Pp]ar )ex$/u.test(before)) return true;
  if (places.has(word)) return !startsSentence(after);
  if (followedByNumber.has(word) && number.test(after)) {
    return !(rarelyRoman.has(word) && single.test(after));
  }
  if (word === 'av' || word === 'apr') return /^J\.-?\s?C/u.test(after);
  if (/^[ap]\.m$/iu.test(word)) return afterTime.test(after);
  // `J. Dupont`, `J.-J. Rousseau`, `U.S. Army`, `Ph.D. Smith`
  if (/^(?:\p{Lu}|Ph|Th)(?:\.-?\p{Lu})*$/u.test(word)) return !startsSentence(after);
  return false;
}

function startsSentence(after: string): boolean {
  return elided.test(after) || single.test(after) || starters.has(firstWord.exec(after)?.[0] ?? '');
}

function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')));
}
