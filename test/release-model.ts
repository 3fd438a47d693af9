import { covers, type Consent } from '../domain/consent.ts';
import {
  complete,
  UNSAID,
  withholds,
  type Detail,
  type Handling,
  type Purpose,
  type Recipient,
  type StatedHandling,
} from '../domain/handling.ts';

/** What owners have said, and who takes part, as the pure rules need it: no rows, no SQL. */
export type World = {
  at: number;
  cases: { id: string; ownerId: string; heading: string; handling: Handling }[];
  consents: (Consent & { id: string })[];
  recipients: Recipient[];
};

export type MadeProduct = { id: string; recipientId: string; detail: Detail; purpose: Purpose; carries: readonly string[] };

export const stateOf = (said: StatedHandling, before: Handling = UNSAID): Handling => complete(said, before);

/** Whether a recipient may have a case in such a product now. */
export function mayHave(
  { at, cases, consents, recipients }: World,
  { recipientId, detail, purpose }: Pick<MadeProduct, 'recipientId' | 'detail' | 'purpose'>,
  caseId: string,
): boolean {
  const known = cases.find(({ id }) => id === caseId);
  const recipient = recipients.find(({ organisationId }) => organisationId === recipientId);
  if (!known || !recipient) throw new Error('The model knows all cases and all recipients.');
  const { ownerId, heading, handling } = known;
  const consentable = { ownerId, caseId, lines: [{ heading, commodity: 'medical-products' }] };
  const isConsented = consents.some((consent) => covers(consent, consentable, { recipientId, purpose, at }));
  const input = { ownerId, handling, isRunning: true, brands: [] };
  return withholds(input, { recipient, brands: [], detail, purpose, isConsented }) === null;
}

/** What a product would carry if it were made now. */
export function carriedNow(world: World, wanted: Pick<MadeProduct, 'recipientId' | 'detail' | 'purpose'>): string[] {
  return world.cases.map(({ id }) => id).filter((id) => mayHave(world, wanted, id));
}
