/**
 * Runs writes one after the other, in the order in which they were asked for: of two at once, the later could reach the record first and be
 * undone by the earlier. Writes do not reject: what is tried again until it succeeds holds up those after it, and what is refused says so.
 */
export function oneByOne(): <Result>(write: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (write) => {
    const written = last.then(write);
    last = written;
    return written;
  };
}
