import { record } from './activity-proxies.ts';

/** Makes the product of a released bulletin for each of its recipients, some at a time: there can be two hundred, each with figures of its own. */
export async function bulletin({ bulletinId }: { bulletinId: string }): Promise<void> {
  for (let left = 1; left > 0; ) {
    ({ left } = await record.makeBulletinProducts({ bulletinId }));
  }
}
