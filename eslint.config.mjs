import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Rooms that must stay free of vscode, the DOM and Node (docs/architecture.md). */
const pureRooms = ['src/attention/**', 'src/decoding/**', 'src/text/**', 'src/protocol/**', 'src/metrics/**'];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'dist-test/**',
      '.vscode-test/**',
      '.training/**',
      '.bench/**',
      'test/.artifacts/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.host.json', './tsconfig.webview.json', './tsconfig.test.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: pureRooms,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['vscode', 'node:*', 'onnxruntime-*'], message: 'This room is pure.' },
            {
              group: ['**/commands/*', '**/panel/*', '**/editor/*', '**/model/*', '**/runtime/*'],
              message: 'Dependencies point towards the pure rooms, never out of them.',
            },
          ],
        },
      ],
    },
  },
  {
    // Numeric loops: the index is bounded by the loop, and a check per element would cost more than the sum.
    files: ['src/attention/**', 'src/decoding/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { ...globals.node } },
  },
  prettier,
);
