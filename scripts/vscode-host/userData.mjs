// The files that a VS Code of its own consists of: settings, extensions, workspace folders.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** @typedef {Record<string, unknown>} Settings */

/** A quiet editor: nothing opens by itself, nothing asks the network. */
const quiet = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.exclude': { '.vscode': true },
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.restoreWindows': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Short, because the sockets inside must stay below 108 characters. */
export function makeScratch() {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'al-'));
}

/** @param {string} scratch */
export function removeScratch(scratch) {
  fs.rmSync(scratch, { recursive: true, force: true });
}

/**
 * The user's settings, and the machine's: for those of scope "machine" a server does not ask the user's.
 * @param {string} scratch
 * @param {Settings} settings
 */
export function writeSettings(scratch, settings) {
  const user = path.join(scratch, 'user');
  writeFile(path.join(user, 'User', 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
  writeFile(path.join(user, 'Machine', 'settings.json'), JSON.stringify(settings));
}

/**
 * A fresh folder with the given files.
 * @param {string} scratch
 * @param {string} name
 * @param {Record<string, string | Uint8Array>} files by relative path
 * @returns {string} its path
 */
export function makeWorkspace(scratch, name, files) {
  const folder = path.join(scratch, 'workspaces', name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFile(path.join(folder, file), content);
  return folder;
}

/** @param {string} file @param {string | Uint8Array} content */
function writeFile(file, content) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

/** @param {import('./setup.mjs').Host} host @param {string} scratch */
export function serverArguments(host, scratch) {
  return [
    host.entry,
    '--accept-server-license-terms',
    '--disable-telemetry',
    ...['--server-data-dir', path.join(scratch, 'server')],
    ...['--user-data-dir', path.join(scratch, 'user')],
    ...['--extensions-dir', path.join(scratch, 'extensions')],
  ];
}

/**
 * Nothing of an editor that this may have been started from, no gallery, and no file outside the scratch folder.
 * @param {string} scratch
 * @param {Record<string, string>} [more]
 */
export function serverEnvironment(scratch, more = {}) {
  const foreign = /^(VSCODE_|CODE_SERVER_|ELECTRON_)/;
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const temporary = path.join(scratch, 'tmp');
  fs.mkdirSync(temporary, { recursive: true });
  return {
    ...Object.fromEntries(inherited),
    EXTENSIONS_GALLERY: '{}',
    TMPDIR: temporary,
    XDG_CACHE_HOME: path.join(scratch, 'cache'),
    XDG_CONFIG_HOME: path.join(scratch, 'config'),
    XDG_RUNTIME_DIR: scratch,
    ...more,
  };
}

/**
 * @param {import('./setup.mjs').Host} host
 * @param {string} scratch
 * @param {string} vsix
 */
export async function installVsix(host, scratch, vsix) {
  const args = [...serverArguments(host, scratch), '--install-extension', vsix, '--force'];
  await promisify(execFile)(host.node, args, { env: serverEnvironment(scratch) });
}
