import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { type Logger, pino } from 'pino';

/** Lines of JSON on standard output. Addresses of parts carry passwords, and requests carry tokens: neither is ever written. */
export function createLogger(level: string): Logger {
  // Temporal's logger calls an error `error`; without a serializer its message would be lost.
  return pino({ level, base: null, serializers: { error: pino.stdSerializers.err }, redact: { paths: REDACTED, censor: '(not shown)' } });
}

const REDACTED = ['authorization', 'url', 'databaseUrl', 'smtpUrl', 'objectsUrl'].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/**
 * Sends what Temporal's SDK, workflows and activities log through ours, and leaves signals to us: workers end when
 * main says so. Once per process, before the first worker.
 */
export function installTemporalLogger(logger: Logger): void {
  Runtime.install({
    logger: new DefaultLogger('DEBUG', ({ level, message, meta }) =>
      logger[message === MAIL_HAS_NO_WORKFLOWS ? 'debug' : LEVELS[level]](meta ?? {}, message),
    ),
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) } },
    shutdownSignals: [],
  });
}

/** A warning at every start, about what is meant so. */
const MAIL_HAS_NO_WORKFLOWS = 'No workflows registered, not polling for workflow tasks';

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
