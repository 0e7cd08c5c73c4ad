// Sets up VS Code's server under .vscode-test/, from the npm registry alone.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { madeOnce } from './once.mjs';
import { installDependencies, unpack } from './npm.mjs';
import { hosts, ripgrep } from './versions.mjs';

/**
 * @typedef {import('./versions.mjs').HostName} HostName
 * @typedef {{ name: HostName, vscode: string, node: string, entry: string }} Host
 *   `node` runs `entry`, the server's main script.
 */

const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** Big, and never touched by a test of this extension. */
const unneeded = [
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
  'extensions/microsoft-authentication',
  'extensions/ms-vscode.js-debug',
  'extensions/ms-vscode.vscode-js-profile-table',
  'node_modules/@microsoft/mxc-sdk',
];

/**
 * @param {HostName} name
 * @param {(line: string) => void} [say]
 * @returns {Promise<Host>}
 */
export async function setUpHost(name, say = () => undefined) {
  const { codeServer, node, vscode } = hosts[name];
  const nodePath = await nodeBinary(node, say);
  const folder = await madeOnce(`vscode-${vscode}`, async (part) => {
    say(`setting up VS Code ${vscode} (code-server ${codeServer} from npm), about a minute`);
    await unpack(`code-server@${codeServer}`, part, ['lib/vscode', 'LICENSE', 'ThirdPartyNotices.txt']);
    const server = path.join(part, 'lib', 'vscode');
    for (const each of unneeded.filter((entry) => entry.startsWith('extensions/'))) remove(server, each);
    await installDependencies(server);
    for (const each of unneeded) remove(server, each);
    pruneForeignBinaries(server);
    // 1.100 looks for grammars and ripgrep in an archive that only the desktop has.
    fs.symlinkSync('node_modules', path.join(server, 'node_modules.asar'), 'junction');
    await bringRipgrep(server);
  });
  const entry = path.join(folder, 'lib', 'vscode', 'out', 'server-main.js');
  return { name, vscode, node: nodePath, entry };
}

/**
 * This Node if it has the wanted major version, else one from npm.
 * @param {string} version
 * @param {(line: string) => void} say
 */
async function nodeBinary(version, say) {
  const major = version.split('.')[0];
  if (process.versions.node.split('.')[0] === major) return process.execPath;
  const folder = await madeOnce(`node-${version}`, async (part) => {
    say(`bringing Node ${version} from npm`);
    await unpack(`node-${platform}@${version}`, part, ['bin', 'LICENSE']);
  });
  const binary = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  execFileSync(binary, ['--version']);
  return binary;
}

/** @param {string} server @param {string} entry */
function remove(server, entry) {
  fs.rmSync(path.join(server, entry), { recursive: true, force: true });
}

/** @param {string} server */
function pruneForeignBinaries(server) {
  for (const holder of ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds']) {
    const folder = path.join(server, 'node_modules', holder);
    if (!fs.existsSync(folder)) continue;
    for (const entry of fs.readdirSync(folder)) if (entry !== platform) remove(folder, entry);
  }
  const github = path.join(server, 'node_modules', '@github');
  if (!fs.existsSync(github)) return;
  for (const entry of fs.readdirSync(github)) if (entry.startsWith('copilot')) remove(github, entry);
}

/**
 * File search needs ripgrep; newer versions depend on a package that holds it, older ones download it in an
 * install script, which does not run here.
 * @param {string} server
 */
async function bringRipgrep(server) {
  const holder = path.join(server, 'node_modules', '@vscode', 'ripgrep');
  if (!fs.existsSync(holder) || fs.existsSync(path.join(holder, 'bin', 'rg'))) return;
  const unpacked = path.join(server, 'ripgrep');
  remove(holder, 'bin');
  await unpack(`@vscode/ripgrep-universal@${ripgrep}`, unpacked, [`bin/${platform}`]);
  fs.renameSync(path.join(unpacked, 'bin', platform), path.join(holder, 'bin'));
  fs.rmSync(unpacked, { recursive: true });
}
