import { attachmentName, refuseType } from '../domain/attachment.ts';

test.each([
  ['Crate 7.jpg', 'image/jpeg', 'Crate 7.jpg'],
  ['IMG_1.JPG', 'image/jpeg', 'IMG_1.JPG'],
  ['scan.html', 'application/pdf', 'scan.pdf'],
  ['photo.jpg.exe', 'image/png', 'photo.jpg.png'],
  ['../../etc/passwd', 'application/pdf', 'passwd.pdf'],
  ['C:\\scans\\a.pdf', 'application/pdf', 'a.pdf'],
  ['gpj\u202e.png', 'image/jpeg', 'gpj.jpg'],
  ['a\r\nX: 1.pdf', 'application/pdf', 'aX: 1.pdf'],
  ['.exe', 'application/pdf', 'attachment.pdf'],
  ['Nr. 12 of March', 'application/pdf', 'Nr. 12 of March.pdf'],
] as const)('%j with the content of %s is saved as %j', (given, type, name) => {
  expect(attachmentName(given, type)).toBe(name);
});

test('a photo and an X-ray are pictures, a document may be one, and nothing else is attached', () => {
  expect(refuseType('image/webp', 'photo')).toBeNull();
  expect(refuseType('image/png', 'document')).toBeNull();
  expect(refuseType('application/pdf', 'document')).toBeNull();
  expect(refuseType('application/pdf', 'x-ray')).toBe('attachment.not-a-picture');
  for (const type of [null, 'image/tiff', 'application/x-msdownload', 'toString']) {
    expect(refuseType(type, 'document')).toBe('attachment.type-refused');
  }
});
