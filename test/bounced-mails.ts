/** A mail by which a server gives back one that it had accepted, as Postfix writes it; `returned` is how it brings the other's headers. */
export function aBounce(
  messageId: string,
  {
    action = 'failed',
    status = '5.1.1',
    diagnostic = 'smtp; 550 5.1.1 No such mailbox',
    returned = 'message/rfc822',
  }: { action?: string; status?: string; diagnostic?: string; returned?: string } = {},
): string {
  return `From: MAILER-DAEMON@mx.example
To: concert@concert.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Sun, 1 Mar 2026 10:00:00 +0000

Final-Recipient: rfc822; somebody@member.example
Action: ${action}
Status: ${status}
Diagnostic-Code: ${diagnostic}

--part
Content-Type: ${returned}

Message-ID: ${messageId}
Subject: Operation Tulip

--part--
`.replaceAll('\n', '\r\n');
}
