/** In bytes: more than any text that one person writes. What is longer is more likely a slip. */
const longestDocument = 5_000_000;

/** The whole input, to the letter: a byte order mark is kept, and bytes that are no text are not guessed at. */
export async function readDocument(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let length = 0;
  let text = '';
  try {
    for await (const chunk of bytes) {
      length += chunk.length;
      if (length > longestDocument) {
        const most = longestDocument / 1_000_000;
        return {
          problem: `The document has more than ${most} MB, the most that --document takes. Split it into parts.`,
        };
      }
      text += decoder.decode(chunk, { stream: true });
    }
    return { text: text + decoder.decode() };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {
      problem: 'The document is not UTF-8 text, so that it cannot be given back as it is. Convert it first.',
    };
  }
}
