/**
 * What letters, report templates and products are written in: the languages of the WCO's CENcomm (2022). Each is a file in `documents/languages`, and
 * one in `documents/languages/products`.
 */
export const LANGUAGES = ['en', 'fr', 'es', 'ar', 'pt', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];
