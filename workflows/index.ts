export { approval } from './approval.ts';
export { edition } from './edition.ts';
export { intake } from './intake.ts';
export { letters } from './letters.ts';
export { operation } from './operation.ts';
export { purge } from './purge.ts';
export { retention } from './retention.ts';
export { tasking } from './tasking.ts';
