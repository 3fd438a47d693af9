import './global-setup.ts'; // the declaration of what it left

/** Stops what global-setup.ts started. */
export default async function stop(): Promise<void> {
  await globalThis.stopTestParts?.();
}
