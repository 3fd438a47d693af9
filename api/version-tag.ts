/** The strong entity tag (RFC 9110, 8.8.3) of what counts its versions: what a PUT sends back in If-Match. */
export function versionTag(version: number): string {
  return `"v${version}"`;
}
