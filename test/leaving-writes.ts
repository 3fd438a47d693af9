import { randomUUID } from 'node:crypto';
import { aBulletin, aReleasedBulletin, deliveryIn } from './bulletins.ts';
import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase } from './plans.ts';
import type { Stack } from './stack.ts';
import { someTerms } from './subscriptions.ts';

type Write = [route: string, body: object, caller: Caller, method: 'post' | 'put', target: string];

/**
 * Every write about what leaves the house, with a body that it takes, and who sends it where. What takes a whole operation to be there (disputes,
 * late appeals) or a machine of somebody's (webhooks) is addressed where it is not.
 */
export async function leavingWrites(stack: Stack, operationId: string, dress: (caller: Caller) => Caller): Promise<Write[]> {
  const { clara, bea, paul } = castOf(() => stack, dress);
  const path = `/operations/${operationId}`;
  const { id: belgium } = (await clara.get('/organisations?code=be-customs')).body.items[0];
  const atCutOff = await aRunningOperation(stack, { wall: '2026-04-12T09:00' });
  const { id: editionId } = created(await clara.post(`/operations/${atCutOff}/editions`, { edition: 'final' }));
  const { id: bulletinId } = created(await clara.post(`${path}/bulletins`, aBulletin()));
  await aReleasedBulletin(stack, operationId, { title: 'Another' });
  const { id: deliveryId, sha256 } = await deliveryIn(stack, operationId, 'accepted');
  const { id: consentId } = created(await bea.post(`${path}/consents`, { recipient: 'europol', reason: 'They asked' }));
  const { id: feedId } = created(await paul.post(`${path}/feeds`, { purpose: 'analysis', reason: 'To compare' }));
  const { id: subscriptionId } = created(await paul.post(`${path}/subscriptions`, someTerms()));
  const { name: _, ...terms } = someTerms();
  const { kind: __, ...text } = aBulletin();
  const reason = { reason: 'As agreed' };
  const [dispute, appeal, webhook] = [randomUUID(), randomUUID(), randomUUID()];
  const acknowledgements = [{ position: 1, hash: 'ab'.repeat(32), outcome: 'taken' }];
  return [
    ['/operations/{operationId}/bulletins', aBulletin(), clara, 'post', `${path}/bulletins`],
    ['/bulletins/{bulletinId}', text, clara, 'put', `/bulletins/${bulletinId}`],
    ['/bulletins/{bulletinId}/releases', { version: 1 }, clara, 'post', `/bulletins/${bulletinId}/releases`],
    ['/deliveries/{deliveryId}/acknowledgements', { sha256 }, paul, 'post', `/deliveries/${deliveryId}/acknowledgements`],
    ['/deliveries/{deliveryId}/replays', reason, clara, 'post', `/deliveries/${deliveryId}/replays`],
    ['/operations/{operationId}/consents', { recipient: 'olaf', ...reason }, bea, 'post', `${path}/consents`],
    ['/consents/{consentId}/revocations', reason, bea, 'post', `/consents/${consentId}/revocations`],
    ['/operations/{operationId}/feeds', { purpose: 'analysis', ...reason }, paul, 'post', `${path}/feeds`],
    ['/feeds/{feedId}/acknowledgements', { acknowledgements }, paul, 'post', `/feeds/${feedId}/acknowledgements`],
    ['/feeds/{feedId}/decisions', { decision: 'approve', ...reason }, clara, 'post', `/feeds/${feedId}/decisions`],
    ...['pauses', 'resumptions', 'endings'].map(
      (what): Write => [`/feeds/{feedId}/${what}`, reason, paul, 'post', `/feeds/${feedId}/${what}`],
    ),
    ['/operations/{operationId}/subscriptions', someTerms({ name: 'Another' }), paul, 'post', `${path}/subscriptions`],
    ['/subscriptions/{subscriptionId}/versions', terms, paul, 'post', `/subscriptions/${subscriptionId}/versions`],
    ['/subscriptions/{subscriptionId}/submissions', { version: 1 }, clara, 'post', `/subscriptions/${subscriptionId}/submissions`],
    ...['pauses', 'resumptions', 'endings'].map(
      (what): Write => [`/subscriptions/{subscriptionId}/${what}`, reason, paul, 'post', `/subscriptions/${subscriptionId}/${what}`],
    ),
    ['/organisations/{organisationId}/webhooks', { url: 'https://127.0.0.1:1/' }, bea, 'post', `/organisations/${belgium}/webhooks`],
    ['/webhooks/{webhookId}/secrets', {}, bea, 'post', `/webhooks/${webhook}/secrets`],
    ['/webhooks/{webhookId}/endings', reason, bea, 'post', `/webhooks/${webhook}/endings`],
    ['/editions/{editionId}/country-lists', { countries: ['BE', 'FR'] }, clara, 'post', `/editions/${editionId}/country-lists`],
    ['/editions/{editionId}/releases', reason, clara, 'post', `/editions/${editionId}/releases`],
    ['/editions/{editionId}/unlockings', reason, clara, 'post', `/editions/${editionId}/unlockings`],
    ['/disputes/{disputeId}/settlements', { outcome: 'upheld', ...reason }, clara, 'post', `/disputes/${dispute}/settlements`],
    ['/disputes/{disputeId}/withdrawals', reason, bea, 'post', `/disputes/${dispute}/withdrawals`],
    ['/operations/{operationId}/late-appeals', { report: aCase(), ...reason }, bea, 'post', `${path}/late-appeals`],
    ['/late-appeals/{appealId}/decisions', { decision: 'grant', ...reason }, clara, 'post', `/late-appeals/${appeal}/decisions`],
  ];
}
