import { readBounce } from '../documents/bounce.ts';
import { aBounce } from './bounced-mails.ts';

const read = (mail: string) => readBounce(Buffer.from(mail));
const ID = '<letter-1@concert.example>';

test.each(['message/rfc822', 'text/rfc822-headers'])(
  'a bounce that brings the mail back as %s names it, and says why',
  async (returned) => {
    expect(await read(aBounce(ID, { returned }))).toEqual({ messageId: ID, status: '5.1.1', response: '550 5.1.1 No such mailbox' });
  },
);

test('what a server says over several lines is one sentence, and where it says nothing its status stands', async () => {
  const folded = await read(aBounce(ID, { diagnostic: 'smtp; 550 5.1.1 <a@b.example>: Recipient\n    address rejected' }));
  expect(folded).toMatchObject({ response: '550 5.1.1 <a@b.example>: Recipient address rejected' });
  expect(await read(aBounce(ID).replace(/Diagnostic-Code:.*\r\n/, ''))).toMatchObject({ response: '5.1.1' });
});

test.each(['delayed', 'delivered', 'relayed', 'expanded'])('a mail that is %s is not given up', async (action) => {
  expect(await read(aBounce(ID, { action, status: '4.4.7' }))).toBe('not-final');
});

test('of several recipients the one that was given up counts', async () => {
  const two = aBounce(ID).replace(
    '\r\n\r\nFinal',
    '\r\n\r\nFinal-Recipient: rfc822; other@member.example\r\nAction: delayed\r\nStatus: 4.4.7\r\n\r\nFinal',
  );
  expect(await read(two)).toMatchObject({ status: '5.1.1' });
});

test.each([
  ['nothing', ''],
  ['what is no mail', '\0\u{1}\u{2}'],
  ['an answer by a person', 'From: a@b.example\r\nSubject: Re: Tulip\r\nIn-Reply-To: <letter-1@concert.example>\r\n\r\nThanks'],
  ['a report that does not say of which mail', aBounce(ID).replace(/Message-ID:.*\r\n/, '')],
  ['a report without a recipient', aBounce(ID).replace(/Action:.*\r\n/, '')],
])('%s is no bounce', async (_, mail) => {
  expect(await read(mail)).toBe('not-a-report');
});
