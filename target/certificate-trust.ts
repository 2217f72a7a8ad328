/** Which certificates of a server are taken for good; without either, those that Node takes. */
export interface CertificateTrust {
  /** Certificates to trust in place of the usual ones, in PEM. */
  readonly ca?: string | undefined
  /** `false` takes any certificate. */
  readonly rejectUnauthorized?: boolean | undefined
}

/** For questions that are not about who answers. */
export const anyCertificate: CertificateTrust = { rejectUnauthorized: false }
