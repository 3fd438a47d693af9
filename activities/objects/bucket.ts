import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { ObjectsOutage, type Objects } from '../../domain/objects.ts';

/** A store that does not move for so long is away. */
const TIMEOUTS = { connectionTimeout: 5_000, socketTimeout: 30_000 };

/** Every failure is thrown, and logged where it is caught; without a logger the client writes some to the console besides. */
const quiet = (): void => {};
const logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

/** Objects in a bucket. The server is given the hash with the bytes and refuses others: what is kept is what was sent. */
export function openBucket(url: URL): Objects {
  const Bucket = url.pathname.split('/')[1] ?? '';
  const client = new S3Client({
    endpoint: url.origin,
    region: url.searchParams.get('region') ?? 'us-east-1',
    forcePathStyle: true, // a bucket as part of the host's name asks for a certificate that few servers but Amazon's have
    credentials: { accessKeyId: decodeURIComponent(url.username), secretAccessKey: decodeURIComponent(url.password) },
    maxAttempts: 2,
    requestHandler: TIMEOUTS,
    logger,
  });
  const at = (sha256: string) => ({ Bucket, Key: sha256 });

  return {
    async put({ sha256, size, content }) {
      const checked = { ContentLength: size, ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64') };
      const Body = Readable.from(content);
      const broken = new AbortController(); // the client does not watch what it reads from, and would wait for the rest without end
      Body.on('error', (error) => broken.abort(error));
      const command = new PutObjectCommand({ ...at(sha256), ...checked, Body });
      await outage(() => client.send(command, { abortSignal: broken.signal })).finally(() => Body.destroy());
    },
    async get(sha256) {
      const found = await outage(() => orNull(client.send(new GetObjectCommand(at(sha256)))));
      return (found?.Body as Readable | undefined) ?? null;
    },
    exists: async (sha256) => (await outage(() => orNull(client.send(new HeadObjectCommand(at(sha256)))))) !== null,
    async delete(sha256) {
      await outage(() => client.send(new DeleteObjectCommand(at(sha256))));
    },
    async check() {
      await outage(() => client.send(new HeadBucketCommand({ Bucket })));
    },
    close: () => client.destroy(),
  };
}

/** Null where there is no such object; a bucket that is not there is a mistake in the settings, and must not look like an empty one. */
async function orNull<Found>(answer: Promise<Found>): Promise<Found | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound')) return null;
    throw error;
  }
}

async function outage<Done>(act: () => Promise<Done>): Promise<Done> {
  try {
    return await act();
  } catch (error) {
    throw new ObjectsOutage(`The bucket of objects: ${(error as Error).message}`, { cause: error });
  }
}
