import { BLANK } from './blank.ts';
import { GOALS } from './goals.ts';
import { PANDORA } from './pandora.ts';
import { STOP_II } from './stop-ii.ts';
import type { Template } from './template.ts';
import { THUNDER } from './thunder.ts';

/** Every plan that an operation can start from, in the order in which a coordinator is shown them. Keys never change once published. */
export const PLANS: readonly Template[] = [BLANK, STOP_II, THUNDER, GOALS, PANDORA];
