export { approval } from './approval.ts';
export { bulletin } from './bulletin.ts';
export { deliver } from './deliver.ts';
export { edition } from './edition.ts';
export { intake } from './intake.ts';
export { letters } from './letters.ts';
export { operation } from './operation.ts';
export { tasking } from './tasking.ts';
