export { approval } from './approval.ts';
export { edition } from './edition.ts';
export { intake } from './intake.ts';
export { letters } from './letters.ts';
export { operation } from './operation.ts';
export { summaries } from './summaries.ts';
export { summary } from './summary.ts';
export { tasking } from './tasking.ts';
