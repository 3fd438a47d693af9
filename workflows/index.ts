export { approval } from './approval.ts';
export { edition } from './edition.ts';
export { intake } from './intake.ts';
export { letters } from './letters.ts';
export { operation } from './operation.ts';
export { recall } from './recall.ts';
export { tasking } from './tasking.ts';
export { unlocking } from './unlocking.ts';
