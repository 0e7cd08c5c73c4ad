// Sentences of mixed length, made up so that a fresh clone has them: two to sixty-odd tokens, no two of the first
// thousands the same.
const subjects = [
  'Le chat',
  'Ma sœur',
  'Le vieux médecin',
  'Notre voisin',
  'La petite fille',
  'Le train de nuit',
];
const verbs = ['dort', 'arrive', 'attend', 'travaille', 'chante', 'revient'];
const places = [
  'à la gare',
  'dans le jardin',
  'près de la mer',
  'au marché',
  'sous la pluie',
  'chez ses parents',
];
const times = ['ce soir', 'depuis hier', 'tous les lundis', 'avant la nuit', 'sans rien dire'];
const links = [', et ', ' parce que ', ', mais ', ' quand '];

/**
 * @param {number} count
 * @returns {Generator<string>}
 */
export function* madeUpLines(count) {
  for (let i = 0; i < count; i++) {
    // Most sentences are short, as most that people write are.
    const clauses = 1 + ([0, 0, 0, 1, 0, 1, 0, 2, 0, 4][i % 10] ?? 0);
    let line = '';
    for (let c = 0; c < clauses; c++) {
      const n = i * 7 + c * 13;
      const pick = (/** @type {string[]} */ from, /** @type {number} */ step) =>
        from[Math.floor(n / step) % from.length] ?? '';
      const subject = pick(subjects, 1);
      line += c === 0 ? subject : pick(links, 5) + subject[0]?.toLowerCase() + subject.slice(1);
      line += ` ${pick(verbs, 3)} ${pick(places, 11)}${(n & 1) === 0 ? ` ${pick(times, 17)}` : ''}`;
    }
    yield `${line}.`;
  }
}
