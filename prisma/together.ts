/** Answers questions of one kind, in their order, by one statement. */
type AskAll<Question, Answer> = (questions: readonly Question[]) => Promise<readonly Answer[]>;

export type Company = {
  /** At most so many go in one statement. */
  most: number;
  /** So many statements may be under way at once. */
  lanes: number;
};

type Waiting<Question, Answer> = { question: Question; resolve: (answer: Answer) => void; reject: (error: unknown) => void };

/**
 * Lets questions that arrive while others are being answered travel together: a statement for sixteen costs little more than one for one, and
 * a commit the same. Alone, a question goes at once, so that nobody waits for company. `keyOf` names what a statement can do only once; a
 * second question about it takes the next. When a statement fails, each of its questions goes once more, alone, so that nobody is refused for
 * what another asked: what writes must bear being asked twice, since a connection can break after the commit.
 */
export function together<Question, Answer>(
  askAll: AskAll<Question, Answer>,
  { most, lanes }: Company,
  keyOf: (question: Question) => unknown = () => Symbol(),
): (question: Question) => Promise<Answer> {
  let waiting: Waiting<Question, Answer>[] = [];
  let underWay = 0;

  async function depart(): Promise<void> {
    const boarding = new Map<unknown, Waiting<Question, Answer>>();
    const left: Waiting<Question, Answer>[] = [];
    for (const each of waiting) {
      const key = keyOf(each.question);
      if (boarding.size < most && !boarding.has(key)) boarding.set(key, each);
      else left.push(each);
    }
    waiting = left;
    underWay += 1;
    await answer([...boarding.values()]);
    underWay -= 1;
    if (waiting.length > 0) void depart();
  }

  async function answer(asked: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await askAll(asked.map(({ question }) => question));
      asked.forEach(({ resolve }, i) => resolve(answers[i] as Answer));
    } catch (error) {
      if (asked.length === 1) asked[0]?.reject(error);
      else await Promise.all(asked.map((each) => answer([each])));
    }
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (underWay < lanes) void depart();
    });
}

const gathered = new WeakMap<object, Map<string, unknown>>();

/** What `make` made for this pool under this name: questions travel together only over the same connections. */
export function oncePerPool<Made>(pool: object, name: string, make: () => Made): Made {
  const known = gathered.get(pool) ?? new Map<string, unknown>();
  gathered.set(pool, known);
  if (!known.has(name)) known.set(name, make());
  return known.get(name) as Made;
}
