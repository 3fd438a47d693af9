import type { EditionMatter } from '../../domain/edition-matter.ts';
import type { Plan } from '../../domain/plan.ts';
import { countryDifferences } from '../../domain/release.ts';
import type { Tx } from '../event.ts';
import type { Edition } from '../generated/client.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { readCountryLists } from '../reads/edition-holds.ts';
import { coordinatorMailboxes, partnerMailboxes } from '../reads/mailboxes.ts';
import { tellEditionMatter } from './edition-matter-letters.ts';

/** A list that its organisation has just said, and the plan that names those whose lists are to agree with it. */
type Said = { id: string; edition: Edition; operation: OperationNow; organisationId: string; plan: Plan };

/**
 * Tells everybody who compares lists what the others cannot know: that this one differs from another, or that all are there and agree. Where
 * somebody has not said its list and the rest agree, nothing has changed for anybody.
 */
export async function tellCountryList(tx: Tx, { id, edition, operation, organisationId, plan }: Said): Promise<void> {
  const codes = plan.publication.reconciles ?? [];
  const lists = await readCountryLists(tx, edition.id, codes);
  const differences = countryDifferences(lists);
  if (differences.length === 0 && lists.some(({ countries }) => countries === null)) return;

  const { name } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const about = { operation: operation.title, organisation: name, edition: edition.key, editionId: edition.id };
  const content: EditionMatter =
    differences.length > 0 ? { ...about, matter: 'lists-differ', differences } : { ...about, matter: 'lists-agree' };
  const partners = codes.filter((code) => !plan.leads.includes(code));
  const told = [...(await coordinatorMailboxes(tx, operation)), ...(await partnerMailboxes(tx, partners))];
  await tellEditionMatter(tx, { operation, batch: `country-lists/${edition.id}`, occasion: `list-${id}` }, told, content);
}
