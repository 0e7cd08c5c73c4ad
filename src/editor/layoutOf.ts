import * as vscode from 'vscode';
import type { SourceSentence } from '../panel/view';
import type { Part, TextDocument } from '../text/document';
import { passagesOf } from '../text/passages';
import type { Sentence } from '../text/sentences';
import { locate } from './locate';

interface Group {
  /** Null for a sentence that is not found any more. */
  readonly document: vscode.TextDocument | null;
  readonly sentences: Sentence[];
}

/**
 * The sentences with what stands between them in their documents: blank lines, line breaks, marks. One that is not
 * there any more, because its document was edited or is gone, is given a line of its own.
 */
export async function layoutOf(sentences: readonly SourceSentence[]): Promise<TextDocument> {
  const documents = new Map<string, vscode.TextDocument | null>();
  const groups: Group[] = [];
  for (const sentence of sentences) {
    const { text, origin } = sentence;
    const uri = origin?.uri ?? '';
    const document = documents.get(uri) ?? (await open(uri));
    documents.set(uri, document);
    const start = document && locate(document, sentence);
    const group = groups.at(-1);
    const last = group?.sentences.at(-1);
    const follows = last !== undefined && start !== null && start >= last.start + last.text.length;
    if (follows && group?.document === document) group.sentences.push({ text, start });
    else
      groups.push({ document: start === null ? null : document, sentences: [{ text, start: start ?? 0 }] });
  }
  const line: Part = { kind: 'between', text: '\n' };
  return {
    parts: groups.flatMap((group, index) => [...(index === 0 ? [] : [line]), ...partsOfGroup(group)]),
  };
}

function partsOfGroup({ document, sentences }: Group): Part[] {
  if (document !== null) return passagesOf(document.getText(), sentences);
  return sentences.map(({ text }) => ({ kind: 'sentence', text, original: text, line: 1 }));
}

async function open(uri: string): Promise<vscode.TextDocument | null> {
  const known = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  // Opening an untitled one would make a new one.
  if (known !== undefined || uri === '' || uri.startsWith('untitled:')) return known ?? null;
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  } catch {
    return null;
  }
}
