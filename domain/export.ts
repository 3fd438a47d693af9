/** What can be taken out of the record of an operation, by the name of the file that it becomes. */
export const EXPORT_CONTENTS = ['lines.csv', 'lines.xlsx', 'cases.ndjson', 'seizures.geojson'] as const;
export type ExportContent = (typeof EXPORT_CONTENTS)[number];

/** What proves how it was led: decisions, not cases. */
export const EVIDENCE = 'evidence.tar.gz';

/** Of which phase, heading (or subtype) and organisation (its code); '' of all. */
export type ExportQuery = { phase: string; heading: string; organisation: string };
