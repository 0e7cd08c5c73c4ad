// Finds Chromium (or gets it, where that is possible without asking) and starts it.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { oneAtATime } from './once.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * @param {(line: string) => void} [say]
 * @returns {Promise<string>} the browser's path
 */
export async function findChromium(say = () => undefined) {
  const given = process.env['CHROMIUM'];
  if (given) return given;
  const found = installed();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get')) {
    // apt does not wait for another apt, so two test runs must not both start one.
    const now = await oneAtATime('chromium', async () => {
      if (!installed()) aptInstall(say);
      return installed();
    });
    if (now) return now;
  }
  throw new Error(
    'The tests need Chromium or Chrome. Install one (Debian: `sudo apt-get install chromium`), ' +
      'or name an executable in the environment variable CHROMIUM.',
  );
}

function installed() {
  return names.map(onPath).find(Boolean) ?? elsewhere.find((file) => fs.existsSync(file));
}

/** @param {string} name */
function onPath(name) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

/** @param {(line: string) => void} say */
function aptInstall(say) {
  say('installing Chromium with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  const packages = ['chromium', 'fonts-dejavu-core'];
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    stdio: 'ignore',
  });
}

/**
 * Headless. Service workers must stay allowed in its contexts: VS Code's webviews are served by one.
 * @param {(line: string) => void} [say]
 */
export async function launchBrowser(say) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return chromium.launch({
    executablePath: await findChromium(say),
    headless: true,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
      ...(asRoot ? ['--no-sandbox'] : []),
    ],
  });
}
