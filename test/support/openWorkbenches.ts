/** What can show how things stood when a test failed. */
export interface Witness {
  keepEvidence(folder: string): Promise<void>;
}

/** The workbenches that are open at the moment. */
export const openWorkbenches = new Set<Witness>();
