/** Longer than any orderly end takes. */
const GRACE_MS = 20_000;

/**
 * Ends the output with a line that any CI can read. A file that could not even run counts as a failure. Something that a
 * test left open must not keep a CI waiting for ever: the process ends then by itself, with the exit code it would have had.
 */
module.exports = class ClosingLine {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    const line = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`;
    process.once('exit', () => process.stdout.write(`${line}\n`));
    setTimeout(() => process.exit(), GRACE_MS).unref();
  }
};
