import type { RowConvention } from '../attention/wordWeights';
import type { BeamRequest } from '../protocol/beam';
import { displayWidth, fit } from './displayWidth';
import type { Measured } from './measure';
import type { EvaluatedFiles } from './evaluationJson';
import { notesOn } from './evaluationNotes';
import { grouped } from './grouped';

/** A column of numbers: what is in it, and which of them is best, if any can be. */
interface Column {
  readonly title: string;
  /** Null where nothing was measured. */
  readonly value: (row: Measured) => number | null;
  readonly digits: number;
  readonly best?: 'highest' | 'lowest';
  /** What stands above the titles of several columns. */
  readonly group?: string;
}

const gap = '  ';

/** What was measured, a line for each model and score function, and whatever must be known of it. */
export function evaluationTable(rows: readonly Measured[], files: EvaluatedFiles): string {
  const columns = columnsOf(rows, files);
  const names = [
    { title: 'model', cells: rows.map(({ model }) => model) },
    { title: 'score', cells: rows.map(({ score }) => score) },
  ].map(({ title, cells }) => padded([title, ...cells], 'left'));
  const numbers = columns.map((column) => padded(cellsOf(column, rows), 'right'));
  const lines = [0, ...rows.keys()].map((_, line) =>
    [...names, ...numbers].map((column) => column[line] ?? '').join(gap),
  );
  const isMarked = rows.length > 1 && columns.some(({ best }) => best !== undefined);
  return [
    ...titlesOf(rows, files),
    '',
    ...groupLine(columns, names, numbers),
    ...lines,
    ...(isMarked ? ['', '* the best of its column'] : []),
    ...notesOn(rows).map((note) => `\n${note}`),
  ]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function titlesOf(rows: readonly Measured[], { text, gold }: EvaluatedFiles): string[] {
  const titles: string[] = [];
  const bleu = rows.find((row) => row.bleu !== null)?.bleu;
  if (text !== null && bleu) {
    const against = text.references.join(', ');
    titles.push(
      `BLEU of ${counted(bleu.sentences, 'sentence')} of ${text.source}, translated ${way(bleu.beam)}, ` +
        `against ${against}`,
      `  ${bleu.signature}`,
    );
  }
  const alignment = rows.flatMap(({ alignments }) => alignments)[0];
  if (gold !== null && alignment !== undefined) {
    titles.push(
      `Links of ${counted(alignment.sentences, 'sentence')} of ${gold.source} and ${gold.target}, ` +
        `against ${gold.links}`,
      `  ${grouped(alignment.sure)} sure and ${grouped(alignment.possible - alignment.sure)} only possible links; ` +
        'AER, precision and recall in per cent',
    );
  }
  return titles.map(visible);
}

function way({ width, lengthPenalty }: BeamRequest): string {
  return width === 1 ? 'greedily' : `with a beam of ${width} (length penalty ${lengthPenalty})`;
}

function columnsOf(rows: readonly Measured[], { text }: EvaluatedFiles): Column[] {
  const conventions = [
    ...new Set(rows.flatMap(({ alignments }) => alignments.map(({ convention }) => convention))),
  ];
  return [
    ...(text === null ? [] : bleuColumns),
    ...conventions.flatMap((convention) => alignmentColumns(convention, conventions.length > 1)),
  ];
}

const bleuColumns: readonly Column[] = [
  { title: 'BLEU', value: ({ bleu }) => bleu?.score ?? null, digits: 1, best: 'highest' },
  { title: 'BP', value: ({ bleu }) => bleu?.brevityPenalty ?? null, digits: 3 },
  {
    title: 'length',
    value: ({ bleu }) =>
      bleu === null || bleu.referenceLength === 0 ? null : bleu.hypothesisLength / bleu.referenceLength,
    digits: 3,
  },
];

function alignmentColumns(convention: RowConvention, isGrouped: boolean): Column[] {
  const group = isGrouped ? { group: `convention ${convention}` } : {};
  const of = (key: 'aer' | 'precision' | 'recall') => (row: Measured) =>
    row.alignments.find((alignment) => alignment.convention === convention)?.[key] ?? null;
  return [
    { title: 'AER', value: of('aer'), digits: 1, best: 'lowest', ...group },
    { title: 'precision', value: of('precision'), digits: 1, best: 'highest', ...group },
    { title: 'recall', value: of('recall'), digits: 1, best: 'highest', ...group },
  ];
}

/** A title and numbers, the best with a mark for which all of them leave room. */
function cellsOf(column: Column, rows: readonly Measured[]): string[] {
  const values = rows.map(column.value);
  const numbers = values.filter((value) => value !== null);
  const best = column.best === 'lowest' ? Math.min(...numbers) : Math.max(...numbers);
  const isMarked = column.best !== undefined && rows.length > 1;
  const room = isMarked ? ' ' : '';
  const cells = values.map((value) => {
    const mark = isMarked && value === best ? '*' : room;
    return `${value === null ? '–' : value.toFixed(column.digits)}${mark}`;
  });
  return [`${column.title}${room}`, ...cells];
}

/** The name of each group in the middle above its columns, if there are groups. */
function groupLine(
  columns: readonly Column[],
  names: readonly string[][],
  numbers: readonly string[][],
): string[] {
  const groups = columns.map(({ group }) => group);
  if (groups.every((group) => group === undefined)) return [];
  const widthOf = (cells: readonly string[]): number => displayWidth(cells[0] ?? '');
  const spans = names.map((cells) => ({ text: '', width: widthOf(cells) }));
  groups.forEach((group, i) => {
    const width = widthOf(numbers[i] ?? []);
    const last = spans.at(-1);
    if (last !== undefined && group !== undefined && group === groups[i - 1])
      last.width += gap.length + width;
    else spans.push({ text: group ?? '', width });
  });
  return [spans.map(({ text, width }) => centred(text, width)).join(gap)];
}

function centred(text: string, width: number): string {
  return fit(' '.repeat(Math.max(0, Math.floor((width - displayWidth(text)) / 2))) + text, width);
}

function padded(cells: readonly string[], align: 'left' | 'right'): string[] {
  const width = Math.max(...cells.map(displayWidth));
  return cells.map((cell) => fit(cell, width, align));
}

function counted(count: number, thing: string): string {
  return `${grouped(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** A name without what would move the cursor. */
function visible(text: string): string {
  return text.replace(/\p{C}/gu, '\uFFFD');
}
