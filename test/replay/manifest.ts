/** The list of recorded histories; the replay gate refuses a history that is not in it or was edited. */
export interface Manifest {
  histories: Record<
    string,
    {
      workflowId: string;
      workflowType: string;
      outcome: string | null;
      sha256: string;
    }
  >;
}
