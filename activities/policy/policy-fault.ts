// What is wrong with one policy file. It becomes the failure PolicyUnreadable where policies are loaded.

export class PolicyFault extends Error {
  readonly file: string;
  constructor(file: string, what: string) {
    super(what);
    this.name = 'PolicyFault';
    this.file = file;
  }
}
