import { z } from 'zod';
import { IMPORT_STATES } from '../../domain/import.ts';
import { Id, Instant } from './id.ts';
import { Count } from './intake.ts';

const Whole = z.number().int();

const SheetFlawShape = z.strictObject({
  row: Whole,
  column: z.string().nullable().meta({ description: 'The key of its column, as in report-template.csv.' }),
  cell: z.string().nullable().meta({ description: 'Such as D17; null where the file has no such column, or the row as a whole is meant.' }),
  code: z.string(),
  detail: z.string().meta({ description: 'What to write instead.' }),
});

export const ImportView = z
  .strictObject({
    id: Id,
    operationId: Id,
    name: z.string(),
    format: z.enum(['xlsx', 'csv']),
    encoding: z.string().nullable(),
    isEncodingGuessed: z.boolean().meta({ description: 'Look at the letters of the preview: the file does not say its encoding.' }),
    size: Whole,
    sha256: z.string(),
    state: z.enum(IMPORT_STATES),
    position: Whole.meta({ description: 'The last row that has been dealt with.' }),
    lastRow: Whole.nullable().meta({ description: 'The last row of the file; null until it has been read once.' }),
    counts: Count.meta({ description: 'Cases: of a preview, what taking it would do.' }),
    rowsRefused: Whole.meta({ description: 'Rows of the cases that are refused: a case is taken whole or not at all.' }),
    problem: z
      .strictObject({ code: z.string(), detail: z.string(), cell: z.string().nullable(), row: Whole.nullable(), byte: Whole.nullable() })
      .nullable()
      .meta({ description: 'Why no row of the file was read.' }),
    author: z.string(),
    uploadedAt: Instant,
    confirmedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Import' });

export const ImportWithErrors = ImportView.extend({
  errors: z.array(SheetFlawShape).meta({ description: 'The first of them; all stand in rejects.xlsx and rejects.csv.' }),
}).meta({ id: 'ImportWithErrors' });
