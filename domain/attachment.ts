import type { FailureCode } from './failure.ts';

export const ATTACHMENT_KINDS = ['photo', 'x-ray', 'document'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/**
 * Everything that can be attached, by what its content is and never by what it is called. What runs when it is opened (programs, SVG, HTML,
 * documents with macros) is not among it.
 */
export const ATTACHMENT_TYPES = {
  'image/jpeg': { extension: 'jpg', isPicture: true },
  'image/png': { extension: 'png', isPicture: true },
  'image/webp': { extension: 'webp', isPicture: true },
  'application/pdf': { extension: 'pdf', isPicture: false },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { extension: 'docx', isPicture: false },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { extension: 'xlsx', isPicture: false },
} as const;
export type AttachmentType = keyof typeof ATTACHMENT_TYPES;

/** What is kept of an attachment beside its content; `sha256` is that of the content as it is kept. */
export type Attachment = {
  id: string;
  caseId: string;
  kind: AttachmentKind;
  name: string;
  description: string | null;
  type: AttachmentType;
  size: number;
  sha256: string;
};

/** A scan of fifty pages or a photo of any camera; whoever has an archive to hand over does it by another way. */
export const MOST_ATTACHMENT_BYTES = 25 * 1024 * 1024;

/** Why content of this type, null where it is not known, cannot be attached as this kind; null if it can. */
export function refuseType(type: string | null, kind: AttachmentKind): FailureCode | null {
  if (!isAttachmentType(type)) return 'attachment.type-refused';
  return kind === 'document' || ATTACHMENT_TYPES[type].isPicture ? null : 'attachment.not-a-picture';
}

export function isAttachmentType(type: string | null): type is AttachmentType {
  return type !== null && Object.hasOwn(ATTACHMENT_TYPES, type);
}

/**
 * The name that the content is saved under: what it was called, without folders, with the ending of what it is. A picture called
 * `list.html` would else be opened as a page by whoever saves it.
 */
export function attachmentName(given: string, type: AttachmentType): string {
  const { extension } = ATTACHMENT_TYPES[type];
  const name =
    given
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? '';
  if (name.toLowerCase().endsWith(`.${extension}`)) return name;
  return `${name.replace(/\.[a-z0-9]{1,5}$/i, '') || 'attachment'}.${extension}`;
}
