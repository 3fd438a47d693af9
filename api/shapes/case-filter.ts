import { z } from 'zod';

const Asked = z.string().max(80).optional();

/** As the rows of a breakdown are keyed. Empty asks for what reports do not say. */
export const CASE_FILTER = {
  organisation: Asked,
  country: Asked,
  service: Asked,
  phase: Asked,
  period: Asked,
  transport: Asked,
  direction: Asked,
  placeType: Asked,
  departure: Asked,
  destination: Asked,
  detection: Asked,
  day: Asked,
  heading: Asked.meta({ description: 'A heading with its subtypes, or a subtype.' }),
};
