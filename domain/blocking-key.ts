import type { Instant } from './clock.ts';
import { amountsOf, endsOf, REACH, type Suspect } from './duplicate.ts';

/** Cases that share one, at instants no further apart than `reach` (milliseconds), may be one seizure and are compared. */
export type BlockingKey = { key: string; at: Instant; reach: number };

/** More goods in a seizure than these are told apart by what is told first: a key more costs as much as a case more. */
const MOST_HEADINGS = 10;

/**
 * Whatever scoreOf may find, as keys that an index finds: the country with a heading, once more with each amount, so that an equal amount is
 * found among however many cases of one day, and the two ends of a route. Numbers of parcels and the like are keys themselves.
 */
export function blockingKeys({ country, seizures }: Suspect): BlockingKey[] {
  const keys = seizures.flatMap((seizure): BlockingKey[] => {
    const { at } = seizure;
    const headings = [...new Set(seizure.goods.map(({ heading }) => heading))].slice(0, MOST_HEADINGS);
    const amounts = [...amountsOf(seizure)].slice(0, MOST_HEADINGS).map(([key, amount]) => `${key}/${amount}`);
    const { from, to } = endsOf(seizure, country);
    const inCountry =
      country === null ? [] : [...headings, ...amounts].map((what) => ({ key: `${country}/${what}`, at, reach: REACH.occasion }));
    const onRoute = from === '' || to === '' ? [] : headings.map((heading) => ({ key: `${from}>${to}/${heading}`, at, reach: REACH.ends }));
    return [...inCountry, ...onRoute];
  });
  return [...new Map(keys.map((key) => [`${key.key} ${key.at}`, key])).values()];
}
