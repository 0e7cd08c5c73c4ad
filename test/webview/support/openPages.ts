import type { Page } from 'playwright-core';

/** The pages of the running test: photographed if it fails, and closed after it. */
export const openPages = new Set<Page>();
