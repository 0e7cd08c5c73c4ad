import * as vscode from 'vscode';
import { isBeamWidth } from './protocol/beam';
import { isDirectionChoice, isFamily, type DirectionChoice } from './protocol/direction';
import type { Family } from './protocol/translation';
import { isScoreName, type ScoreName } from './attention/scoreName';
import { runtimeChoices, type RuntimeChoice } from './runtime/runtime';

export interface Settings {
  readonly direction: DirectionChoice;
  readonly family: Family;
  readonly score: ScoreName;
  /** How many hypotheses are kept side by side; 1 for greedy decoding. */
  readonly beam: number;
  readonly runtime: RuntimeChoice;
}

const section = 'attentionLens';

/** Settings are written by hand: what is not understood counts as not set. */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration(section);
  const direction = configuration.get<unknown>('direction');
  const family = configuration.get<unknown>('family');
  const score = configuration.get<unknown>('scoreFunction');
  const beam = configuration.get<unknown>('beamSize');
  const runtime = configuration.get<unknown>('runtime');
  return {
    direction: isDirectionChoice(direction) ? direction : 'auto',
    family: isFamily(family) ? family : 'luong',
    score: isScoreName(score) ? score : 'additive',
    beam: isBeamWidth(beam) ? beam : 1,
    runtime: runtimeChoices.find((name) => name === runtime) ?? 'auto',
  };
}

/** Calls back with the settings before and after, when one of ours was changed. */
export function onDidChangeSettings(listener: (now: Settings, before: Settings) => void): vscode.Disposable {
  let before = readSettings();
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(section)) return;
    const now = readSettings();
    listener(now, before);
    before = now;
  });
}
