import * as vscode from 'vscode';
import { beamLabel, beamWidths } from '../protocol/beam';
import type { Command } from './command';

interface BeamItem extends vscode.QuickPickItem {
  readonly beam: number;
}

/** Offers greedy decoding, or beam search with some hypotheses. */
export const changeBeam: Command = {
  id: 'attentionLens.changeBeam',
  async run({ controller }) {
    const { beam: current } = controller.state;
    const items = beamWidths.map((beam) => itemOf(beam, beam === current));
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Attention Lens: Change Beam Size',
      placeHolder: 'How many translations are kept side by side while decoding',
      matchOnDetail: true,
    });
    if (picked !== undefined) await controller.changeBeam(picked.beam);
  },
};

function itemOf(beam: number, isCurrent: boolean): BeamItem {
  const label = beamLabel(beam);
  return {
    beam,
    label: isCurrent ? `$(check) ${label}` : label,
    ...(beam === 1 && { detail: 'At every step the most probable token, and nothing else' }),
    ...(beam === 2 && {
      detail: 'From here on the most probable translations as a whole, all of them to look into',
    }),
  };
}
