export const ORGANISATION_KINDS = [
  'customs',
  'police',
  'fiu',
  'regulator',
  'wildlife',
  'rilo',
  'international-organisation',
  'treaty-secretariat',
  'company',
  'observer',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Which service somebody speaks for where a quorum asks for both: the WCO counts as customs, INTERPOL as police. */
export const SERVICES = ['customs', 'police', 'other'] as const;
export type Service = (typeof SERVICES)[number];

/** What a person may do for the organisation. Who may approve is no role: a plan names posts, and a person holds posts. */
export const ROLES = ['coordinator', 'contact', 'reporter', 'analyst', 'partner', 'auditor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking: a person of the register, acting for one organisation. */
export type Actor = {
  personId: string;
  subject: string;
  name: string;
  roles: readonly Role[];
  posts: readonly string[];
  organisation: { id: string; code: string; kind: OrganisationKind; service: Service };
};
