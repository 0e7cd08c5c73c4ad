/** Longest stretch of work, in milliseconds, before others get their turn. */
const stretch = 8;

/**
 * Makes a function that lets the event loop turn, if the last turn is more than a moment ago: between decoder
 * steps, so that messages (a cancellation among them) arrive while a sentence is decoded.
 */
export function createPause(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < stretch) return;
    await turn();
    last = performance.now();
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    // Browsers slow setTimeout(0) down to 4 ms; a message comes at once.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
