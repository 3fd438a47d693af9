import type { Template } from '../documents/spreadsheet/template.ts';

/** A small template of everything that a template can have, in French unless it is said otherwise. */
export function aTemplate(template: Partial<Template> = {}): Template {
  return {
    sheet: 'Affaires',
    columns: [
      { key: 'reference', title: 'Référence', help: 'Votre numéro', kind: 'text' },
      { key: 'seizedAt', title: 'Saisi le', help: '', kind: 'date', width: 12 },
      { key: 'heading', title: 'Rubrique', help: 'Choisissez', kind: 'list', list: 'headings' },
      { key: 'quantity', title: 'Quantité', help: 'Un nombre', kind: 'decimal' },
      { key: 'unit', title: 'Unité', help: 'Choisissez', kind: 'list', list: 'units' },
      { key: 'persons', title: 'Personnes', help: '', kind: 'integer' },
    ],
    lists: {
      units: [
        { code: 'KGM', label: 'kilogramme' },
        { code: 'C62', label: 'pièce' },
      ],
      headings: [{ code: 'tobacco', label: 'Tabac' }],
    },
    help: {
      sheet: 'Aide',
      rows: [
        ['Colonne', 'Ce qu’il faut y mettre'],
        ['Quantité', 'Un nombre, sans unité'],
      ],
    },
    isRightToLeft: false,
    wrong: { title: 'Valeur inconnue', says: 'Choisissez dans la liste.' },
    ...template,
  };
}
