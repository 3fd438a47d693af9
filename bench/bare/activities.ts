/** The least that an activity can be: it takes a text, and does nothing about it. */
export async function note(_decision: string): Promise<void> {}
