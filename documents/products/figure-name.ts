import { IN_WINDOW } from '../../domain/summary.ts';
import type { ProductContent } from '../../domain/product.ts';
import { termOf, type Wording } from './wording.ts';

type Named = { name: string; unit: string };

/**
 * What a named figure is called in a language. Its name is that of `namedFigures` (domain/edition.ts): a key of a sum or a heading, or a path such
 * as `bonus/cigarettes`, `value/cash/face`, `persons/arrested`, `declared/medicines/cases`; or that of `summarise` (domain/summary.ts), which puts
 * `window/` before any of them and has `same-members`. A name that nobody knows is shown as it is.
 */
export function figureName({ name, unit }: Named, { sums }: Pick<ProductContent, 'sums'>, wording: Wording): string {
  if (!name.startsWith(IN_WINDOW)) return wholeName({ name, unit }, sums, wording);
  return `${wholeName({ name: name.slice(IN_WINDOW.length), unit }, [], wording)} (${wording.words.figures.recent})`;
}

function wholeName({ name, unit }: Named, sums: ProductContent['sums'], wording: Wording): string {
  const { words, heading, list, day } = wording;
  const sum = sums.find((one) => one.key === name && one.unit === unit);
  if (sum) return sum.name;
  if (name === 'cases' || name === 'seizures') return words.labels[name];
  if (isIn(words.denominators, name))
    return `${words.labels.administrations}${words.colon}${words.denominators[name].toLocaleLowerCase(words.locale)}`;
  const [kind = '', part = '', measure = ''] = name.split('/');
  switch (kind) {
    case 'bonus':
      return `${heading(part)} (${words.figures.bonus})`;
    case 'value':
      return `${heading(part)}${words.colon}${termOf(words.valueBases, measure) ?? measure}`;
    case 'persons':
      return isIn(words.persons, part) ? words.persons[part] : name;
    case 'groups':
      return isIn(words.groups, part) ? words.groups[part] : name;
    case 'declared':
      return [words.figures.declared, list([part, measure].filter((each) => each !== '').map((each) => declaredPart(each, wording)))]
        .filter((each) => each !== '')
        .join(words.colon);
    case 'same-members':
      return part === '' ? words.figures.steady : `${words.figures.steadySeizures}${words.colon}${day(part)}`;
    case 'activity':
      return activityName(part, unit, wording) ?? name;
    default:
      return heading(name);
  }
}

/** A heading, or the measure that was declared of it, or of all goods. */
function declaredPart(part: string, { words, heading }: Wording): string {
  return part === 'cases' || part === 'seizures' ? words.labels[part] : heading(part);
}

/** Persons and groups are counted as activity too, in the same states: their unit says which. */
function activityName(kind: string, unit: string, { words }: Wording): string | undefined {
  if (unit === 'person' && isIn(words.persons, kind)) return words.persons[kind];
  if (unit === 'group' && isIn(words.groups, kind)) return words.groups[kind];
  return isIn(words.activity, kind) ? words.activity[kind] : undefined;
}

/** What a figure counts; the units of activities say no more than their names. */
export function figureUnit({ name, unit }: Named, { words, unit: unitIn }: Wording): string {
  if (name.startsWith('activity/')) return unit === 'tonne' ? unitIn('TNE') : words.figures.number;
  return unitIn(unit);
}

function isIn<Entries extends object>(entries: Entries, key: string): key is Extract<keyof Entries, string> {
  return Object.hasOwn(entries, key);
}
