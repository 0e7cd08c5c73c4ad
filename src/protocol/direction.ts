import type { Family } from './translation';

/** What the models translate, from and to: ISO 639 codes. */
export const directions = ['fr-en', 'en-fr'] as const;

export type Direction = (typeof directions)[number];

/** `auto`: as the text itself says. */
export const directionChoices = ['auto', ...directions] as const;

export type DirectionChoice = (typeof directionChoices)[number];

/** The better measured one first: it is the default. */
export const families = ['luong', 'bahdanau'] as const satisfies readonly Family[];

export const directionLabels: Readonly<Record<Direction, string>> = {
  'fr-en': 'French → English',
  'en-fr': 'English → French',
};

export const familyLabels: Readonly<Record<Family, string>> = { luong: 'Luong', bahdanau: 'Bahdanau' };

/** How the families differ, in a line. */
export const familySummaries: Readonly<Record<Family, string>> = {
  luong: 'The query is the decoder’s state of the step itself (Luong et al. 2015).',
  bahdanau: 'The query is the decoder’s state before the step (Bahdanau et al. 2015).',
};

export function isDirectionChoice(value: unknown): value is DirectionChoice {
  return directionChoices.some((choice) => choice === value);
}

export function isFamily(value: unknown): value is Family {
  return families.some((family) => family === value);
}

/** The direction in which a language is translated; null for one that none of them begins with. */
export function directionFrom(language: string | null): Direction | null {
  return directions.find((direction) => direction.startsWith(`${language ?? ''}-`)) ?? null;
}

export function reverse(direction: Direction): Direction {
  return direction === 'fr-en' ? 'en-fr' : 'fr-en';
}

/** The bundle that comes with the extension for a direction and a family. */
export function modelIdOf(direction: Direction, family: Family): string {
  return `${direction}-${family}`;
}
