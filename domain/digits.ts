/** The digits of Arabic, Persian and full-width writing as 0 to 9. Every character stays in its place. */
export function withPlainDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (character) =>
    String((character.charCodeAt(0) - (character > '\uff00' ? 0xff10 : 0x0660)) % 16),
  );
}
