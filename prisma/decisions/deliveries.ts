import type { Channel } from '../../domain/delivery.ts';
import type { Language } from '../../domain/language.ts';
import type { ProductFormat } from '../../domain/product.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';

export type WantedDelivery = {
  productId: string;
  recipientId: string;
  channel: Channel;
  format: ProductFormat;
  language: Language;
  /** The recipient has agreed on this way: it is told by no other besides. */
  isAgreed?: boolean;
};

/**
 * Puts a product on its way to its recipient: a delivery for each mailbox of it, or one to fetch; by every webhook of it as well, unless it has agreed on
 * another way, or, where that is the channel, by those alone. The workflow `deliver/<product>` is started by the outbox. To be called in the transaction that makes the product.
 */
export async function queueDeliveries(
  tx: Tx,
  { id, at }: Pick<OperationNow, 'id' | 'at'>,
  { productId, recipientId, channel, format, language, isAgreed = false }: WantedDelivery,
): Promise<void> {
  await tx.$executeRaw`
    insert into delivery (id, product_id, operation_id, recipient_id, channel, address, format, language, state, queued_at)
    select uuidv7(), ${productId}::uuid, ${id}::uuid, ${recipientId}::uuid, way.channel, way.address, ${format}, ${language}, 'queued', now()
    from (
      select ${channel} as channel, a.address from product_addresses(${id}::uuid, ${recipientId}::uuid, ${new Date(at)}::timestamptz) a
      where ${channel} in ('letter', 'link')
      union
      select 'pull', o.code from organisation o where o.id = ${recipientId}::uuid and ${channel} = 'pull'
      union
      select 'webhook', w.url from webhook w where w.organisation_id = ${recipientId}::uuid and w.ended_at is null
        and (${channel} = 'webhook' or not ${isAgreed})
    ) way
    on conflict (product_id, channel, address) do nothing`;
  await tx.$executeRaw`
    insert into delivery (id, product_id, operation_id, recipient_id, channel, address, format, language, state, queued_at, failed_at, response)
    select uuidv7(), ${productId}::uuid, ${id}::uuid, ${recipientId}::uuid, ${channel}, '', ${format}, ${language}, 'failed', now(), now(), ${NOWHERE}
    where not exists (select from delivery where product_id = ${productId}::uuid)`;
  await startDelivery(tx, productId);
}

const NOWHERE = 'The register has no address of this organisation.';

/** Starts the workflow of a product, or wakes it where it runs. */
export async function startDelivery(tx: Tx, productId: string): Promise<void> {
  await tx.outbox.create({ data: { workflowId: `deliver/${productId}`, signal: 'send' } });
}
