/** So many items at once, the last of them fewer: one statement takes many. */
export async function* chunksOf<Item>(items: AsyncIterable<Item>, most: number): AsyncGenerator<Item[]> {
  let some: Item[] = [];
  for await (const item of items) {
    some.push(item);
    if (some.length === most) {
      yield some;
      some = [];
    }
  }
  if (some.length > 0) yield some;
}
