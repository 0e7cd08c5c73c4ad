import * as vscode from 'vscode';
import { sentenceAt, sentencesOf, type Sentence } from '../text/sentences';
import type { SourceSentence } from '../panel/view';

/** A sentence whose language nobody has asked for yet. */
export type FoundSentence = Omit<SourceSentence, 'language'>;

/** The sentences that a command means with some of the text they stand in, or what the person should do instead. */
export type Taken =
  { readonly sentences: readonly FoundSentence[]; readonly around: string } | { readonly problem: string };

/** More than anybody walks through; a whole book is more likely a slip. */
const maxSentences = 500;
/** How far around the cursor a sentence is looked for: no paragraph is longer. */
const linesAround = 200;
const charactersAround = 200_000;
/** How much text before and after tells the language of a sentence that does not do so itself. */
const contextLength = 1000;

/** The selected sentences of the editor or, where nothing is selected, those under its cursors. */
export function takeSentences(editor: vscode.TextEditor | undefined): Taken {
  if (editor === undefined) return takeCells(vscode.window.activeNotebookEditor);
  const { document, selections } = editor;
  const selected = selections.filter((selection) => !selection.isEmpty);
  if (selected.length === 0) return takeUnderCursors(document, selections);
  const sorted = [...selected].sort((a, b) => a.start.compareTo(b.start));
  const taken = takeRanges(document, sorted);
  if ('sentences' in taken && taken.sentences.length === 0) {
    return { problem: 'The selection is blank. Select the sentence that you want to see translated.' };
  }
  return taken;
}

/** A selected cell of a notebook that is not being edited: all its text. */
function takeCells(notebook: vscode.NotebookEditor | undefined): Taken {
  const cell = notebook?.selections[0]?.start;
  if (notebook === undefined || cell === undefined || cell >= notebook.notebook.cellCount) {
    return { problem: 'Open a document and select a sentence first.' };
  }
  const { document } = notebook.notebook.cellAt(cell);
  const taken = takeRanges(document, [new vscode.Range(0, 0, document.lineCount, 0)]);
  if ('sentences' in taken && taken.sentences.length === 0) {
    return { problem: 'The cell is empty. Write a sentence in it first.' };
  }
  return taken;
}

function takeRanges(document: vscode.TextDocument, ranges: readonly vscode.Range[]): Taken {
  const taken: FoundSentence[] = [];
  for (const range of ranges) {
    const offset = document.offsetAt(range.start);
    for (const sentence of sentencesOf(document.getText(range), isAtLineStart(document, range.start))) {
      if (taken.length === maxSentences) {
        return {
          problem: `That is more than ${maxSentences} sentences. Select a smaller part of the text.`,
        };
      }
      taken.push(placed(document, sentence, offset));
    }
  }
  return { sentences: taken, around: contextOf(document, ranges[0]?.start) };
}

function takeUnderCursors(document: vscode.TextDocument, cursors: readonly vscode.Selection[]): Taken {
  const byOffset = new Map<number, FoundSentence>();
  for (const { active } of cursors.slice(0, maxSentences)) {
    const around = rangeAround(document, active.line);
    const start = document.offsetAt(around.start);
    const sentence = sentenceAt(document.getText(around), document.offsetAt(active) - start);
    if (sentence !== null) byOffset.set(start + sentence.start, placed(document, sentence, start));
  }
  const sentences = [...byOffset].sort(([a], [b]) => a - b).map(([, sentence]) => sentence);
  if (sentences.length > 0) return { sentences, around: contextOf(document, cursors[0]?.active) };
  return { problem: 'There is no text under the cursor. Put it in a sentence, or select one.' };
}

/** The lines around one, as far as a paragraph can reach. */
function rangeAround(document: vscode.TextDocument, line: number): vscode.Range {
  const reach = (step: 1 | -1): number => {
    let characters = 0;
    let last = line;
    for (let next = line + step; next >= 0 && next < document.lineCount; next += step) {
      const { text } = document.lineAt(next);
      characters += text.length;
      if (Math.abs(next - line) > linesAround || characters > charactersAround) break;
      last = next;
    }
    return last;
  };
  return new vscode.Range(new vscode.Position(reach(-1), 0), document.lineAt(reach(1)).range.end);
}

/** The text around a place, for what language it is in. */
function contextOf(document: vscode.TextDocument, place: vscode.Position | undefined): string {
  if (place === undefined) return '';
  const offset = document.offsetAt(place);
  const start = document.positionAt(Math.max(0, offset - contextLength));
  return document.getText(new vscode.Range(start, document.positionAt(offset + contextLength)));
}

function isAtLineStart(document: vscode.TextDocument, position: vscode.Position): boolean {
  return document.lineAt(position.line).firstNonWhitespaceCharacterIndex >= position.character;
}

function placed(document: vscode.TextDocument, { text, start }: Sentence, offset: number): FoundSentence {
  return { text, origin: { uri: document.uri.toString(), offset: offset + start } };
}
