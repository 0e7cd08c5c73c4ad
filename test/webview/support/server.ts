import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../../../scripts/vscode-host/paths.mjs';
import type { Theme } from './themes';

/** The page's script and styles, built from the sources as they are, and served under the real policy. */
export interface PageServer {
  /** The page's address in a theme. */
  address(theme: string): string;
  stop(): Promise<void>;
}

export async function servePage(themes: Readonly<Record<string, Theme>>): Promise<PageServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'al-page-'));
  await esbuild.build({
    entryPoints: { main: path.join(root, 'webview', 'main.ts') },
    outdir: folder,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  });
  const files: Record<string, string> = { '/main.js': 'text/javascript', '/main.css': 'text/css' };
  const server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
    const type = files[pathname];
    if (type !== undefined) {
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` });
      response.end(fs.readFileSync(path.join(folder, pathname)));
      return;
    }
    if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const name = searchParams.get('theme') ?? '';
    const theme = themes[name];
    if (pathname === '/theme.css' && theme !== undefined) {
      const variables = Object.entries(theme.variables).map((entry) => `${entry.join(': ')};`);
      response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' });
      response.end(`:root {\n${variables.join('\n')}\n}`);
      return;
    }
    response.writeHead(theme === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(theme === undefined ? '' : html(theme, name, `http://${request.headers.host ?? ''}`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: (theme) => `http://127.0.0.1:${port}/?theme=${theme}`,
    stop: async () => {
      await new Promise((resolve) => server.close(resolve));
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the extension's own page consists of; the theme's variables come from a file instead of from VS Code. */
function html(theme: Theme, name: string, source: string): string {
  const nonce = randomBytes(16).toString('base64url');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `img-src ${source}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Attention Lens</title>
<link rel="stylesheet" href="theme.css?theme=${name}">
<link rel="stylesheet" href="main.css">
</head>
<body class="${theme.bodyClass}">
<main id="app"></main>
<script nonce="${nonce}" src="main.js"></script>
</body>
</html>`;
}
