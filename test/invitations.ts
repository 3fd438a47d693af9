import type { Language } from '../domain/language.ts';
import type { Letter } from '../domain/letter.ts';

/** A letter and to whom it goes; `batch` and `occasion` are the office's own unless it says otherwise. */
export type Written = Letter & {
  address: string;
  language?: Language;
  batch?: string;
  occasion?: string;
  isUrgent?: boolean;
};

/** An invitation to this address. */
export function anInvitation(address: string, content: Partial<Extract<Letter, { kind: 'invitation' }>['content']> = {}): Written {
  return {
    kind: 'invitation',
    address,
    content: {
      operation: 'Tulip',
      organisation: 'Belgium Customs',
      deadline: { wall: '2021-04-30T00:00', zone: 'Europe/Brussels', at: '2021-04-29T22:00:00.000Z' },
      taskId: '018f0000-0000-7000-8000-000000000005',
      ...content,
    },
  };
}

export function addresses(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `customs-${String(i).padStart(3, '0')}@example.org`);
}
