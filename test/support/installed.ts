import fs from 'node:fs';
import path from 'node:path';
import { session } from './session';

/** Where the server has put the extension that the tests drive. */
export async function installedExtension(): Promise<string> {
  const { server } = await session();
  const folder = path.join(server.scratch, 'extensions');
  const name = fs.readdirSync(folder).find((entry) => entry.startsWith('attention-lens.attention-lens-'));
  if (name === undefined) throw new Error(`The extension is not installed in ${folder}`);
  return path.join(folder, name);
}

/** Something that was changed for a test, and can be put right again. */
export interface Change {
  undo(): void;
}

/** Replaces a file of the installed extension (null: takes it away). */
export async function changeInstalled(
  file: string,
  change: (content: Buffer) => Buffer | null,
): Promise<Change> {
  const whole = path.join(await installedExtension(), file);
  const before = fs.readFileSync(whole);
  const after = change(before);
  if (after === null) fs.rmSync(whole);
  else fs.writeFileSync(whole, after);
  return {
    undo: () => {
      fs.writeFileSync(whole, before);
    },
  };
}

/** Takes a model away from the installed extension, if it has it. */
export async function hideModel(id: string): Promise<Change> {
  const models = path.join(await installedExtension(), 'models');
  const [folder, hidden] = [path.join(models, id), path.join(models, `.${id}`)];
  const isThere = fs.existsSync(folder);
  if (isThere) fs.renameSync(folder, hidden);
  return {
    undo: () => {
      if (isThere) fs.renameSync(hidden, folder);
    },
  };
}

/**
 * A worker that begins its work only when it is let go, in windows that have not translated yet: slow machines are
 * like that, and what a person does meanwhile must come out right.
 */
export async function holdEngine(): Promise<Change> {
  const gate = path.join((await session()).server.scratch, 'gate');
  fs.writeFileSync(gate, '');
  const wait = `while (require('node:fs').existsSync(${JSON.stringify(gate)}))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);\n`;
  const worker = await changeInstalled(path.join('dist', 'worker.js'), (content) =>
    Buffer.concat([Buffer.from(wait), content]),
  );
  return {
    undo: () => {
      worker.undo();
      fs.rmSync(gate, { force: true });
    },
  };
}
