// A VS Code server of its own: own user data, extensions and port, listening on the loopback address only.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as userData from './userData.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {import('./setup.mjs').Host} host
 * @property {string} [vsix] an extension to install first
 * @property {userData.Settings} [settings]
 * @property {Record<string, string>} [env] more variables; the extension host inherits them
 * @property {number} [port] 0: any free one
 * @property {boolean} [testDriver] answers to a test's `payload` in the page's address
 *
 * @typedef {object} Server
 * @property {import('./setup.mjs').Host} host
 * @property {URL} url
 * @property {string} scratch its folder, deleted when it stops
 * @property {() => string} output what it has printed
 * @property {Promise<void>} stopped
 * @property {(settings: userData.Settings) => void} setSettings in effect in windows that are opened from now on
 * @property {(name: string, files: Record<string, string | Uint8Array>) => string} makeWorkspace
 * @property {() => Promise<void>} stop
 */

const supervisor = fileURLToPath(new URL('supervise.mjs', import.meta.url));
const startLimit = 90_000;

/**
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer(options) {
  const { host, vsix, settings = {}, env = {}, port = 0, testDriver = true } = options;
  const scratch = userData.makeScratch();
  userData.writeSettings(scratch, settings);
  if (vsix) {
    await userData.installVsix(host, scratch, vsix).catch((/** @type {unknown} */ error) => {
      userData.removeScratch(scratch);
      throw error;
    });
  }

  const args = [
    ...userData.serverArguments(host, scratch),
    ...['--host', '127.0.0.1', '--port', String(port)],
    '--without-connection-token',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
    // Without it newer versions ignore the payload, and no host test ever runs.
    ...(testDriver ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawn(process.execPath, [supervisor, scratch, host.node, ...args], {
    env: userData.serverEnvironment(scratch, env),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // so that Ctrl+C in a terminal reaches the supervisor as the end of its input, in order
  });
  /** @type {Promise<void>} */
  const stopped = new Promise((resolve) => child.once('exit', () => resolve()));
  let output = '';
  const stop = async () => {
    child.stdin.end();
    await stopped;
  };

  try {
    const listening = await new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`VS Code did not start in time:\n${output}`)),
        startLimit,
      );
      const read = (/** @type {Buffer} */ data) => {
        output += data.toString();
        const found = /Extension host agent listening on (\d+)/.exec(output);
        if (!found) return;
        clearTimeout(timer);
        resolve(Number(found[1]));
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => {
        clearTimeout(timer);
        reject(new Error(`VS Code ended while starting:\n${output}`));
      });
    });
    return {
      host,
      scratch,
      stopped,
      stop,
      url: new URL(`http://127.0.0.1:${listening}/`),
      output: () => output,
      setSettings: (changed) => userData.writeSettings(scratch, { ...settings, ...changed }),
      makeWorkspace: (name, files) => userData.makeWorkspace(scratch, name, files),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
