import { WARNINGS, type WarningCode } from './failure.ts';

/**
 * Something about a report that must be asked, by an RFC 6901 JSON pointer into it. `matter` says what is questioned, and not where it stands:
 * lines that move in a later version bring their warning along, and what is the same as before is not raised again.
 */
export type Warning = { pointer: string; code: WarningCode; detail: string; matter: string };

/** `questioned` is whatever has to change for the question to be another one. `detail` never repeats text that may identify somebody. */
export function warning(pointer: string, code: WarningCode, questioned: unknown, detail: string = WARNINGS[code]): Warning {
  return { pointer, code, detail, matter: `${code} ${JSON.stringify(questioned)}` };
}

/** Two lines that say the same raise one question. */
export function oncePerMatter(warnings: readonly Warning[]): Warning[] {
  const matters = warnings.map(({ matter }) => matter);
  return warnings.filter(({ matter }, i) => matters.indexOf(matter) === i);
}
