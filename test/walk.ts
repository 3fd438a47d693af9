import type { Caller } from './caller.ts';

/** All pages of a list, found by its links; `meanwhile` runs between two of them. */
export async function walk(caller: Caller, first: string, meanwhile: () => Promise<void> = async () => {}): Promise<any[]> {
  const items: any[] = [];
  for (let page: string | undefined = first; page; ) {
    const { body, headers } = await caller.get(page);
    const list = body.tasks ?? body;
    items.push(...list.items);
    page = /^<(.+)>; rel="next"$/.exec(headers.get('Link') ?? '')?.[1];
    expect(page?.includes(encodeURIComponent(list.next)) ?? null).toBe(list.next === null ? null : true);
    await meanwhile();
  }
  return items;
}
