import * as vscode from 'vscode';
import { flatten } from '../text/blocks';
import type { SourceSentence } from '../panel/view';

/** Where a sentence begins in the document, if it stands there still, letter by letter; else null. */
export function locate(document: vscode.TextDocument, { text, origin }: SourceSentence): number | null {
  if (origin?.uri !== document.uri.toString()) return null;
  const range = rangeOf(document, origin.offset, origin.offset + text.length);
  return flatten(document.getText(range)) === text ? origin.offset : null;
}

export function rangeOf(document: vscode.TextDocument, start: number, end: number): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
