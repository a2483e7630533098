// Questions that are typed: asked when the typing rests, and only the latest is answered.

// `ask(text, signal)` gives a promise; `answer(result, text)` is called for the latest text alone.
export function askLatest(ask, answer, wait = 150) {
  let timer = null;
  let running = null;
  function stop() {
    clearTimeout(timer);
    running?.abort();
    running = null;
  }
  async function now(text) {
    const mine = new AbortController();
    running = mine;
    try {
      const found = await ask(text, mine.signal);
      if (running === mine) answer(found, text);
    } catch (failure) {
      if (running === mine) answer(null, text);
    }
  }
  return {
    stop,
    next(text) {
      stop();
      timer = setTimeout(now, wait, text);
    },
  };
}
