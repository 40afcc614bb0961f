// The commands by name, each loaded only when it is the one that runs: together they take a second to load, a verification less.
import type { Command } from 'commander';
import type { CommandContext } from './context.ts';

type AddCommand = (program: Command, context: CommandContext) => void;

/** In the order in which help lists them; a module that adds several names has each here. */
export const commands: readonly { names: readonly string[]; load: () => Promise<AddCommand> }[] = [
  { names: ['journeys'], load: async () => (await import('./commands/journeys.ts')).addJourneysCommand },
  { names: ['incidents'], load: async () => (await import('./commands/incidents.ts')).addIncidentsCommand },
  {
    names: ['people', 'out-of-office'],
    load: async () => (await import('./commands/people.ts')).addPeopleCommands,
  },
  { names: ['events'], load: async () => (await import('./commands/events.ts')).addEventsCommand },
  { names: ['audit'], load: async () => (await import('./commands/audit.ts')).addAuditCommand },
  { names: ['erasures'], load: async () => (await import('./commands/erasures.ts')).addErasuresCommand },
  {
    names: ['customers'],
    load: async () => (await import('./commands/customers.ts')).addCustomersCommand,
  },
  { names: ['token'], load: async () => (await import('./commands/token.ts')).addTokenCommand },
  { names: ['login', 'logout'], load: async () => (await import('./commands/login.ts')).addLoginCommands },
  { names: ['policy'], load: async () => (await import('./commands/policy.ts')).addPolicyCommand },
  {
    names: ['switches', 'limits'],
    load: async () => (await import('./commands/switches.ts')).addSwitchCommands,
  },
  { names: ['knowledge'], load: async () => (await import('./commands/knowledge.ts')).addKnowledgeCommand },
  { names: ['doctor'], load: async () => (await import('./commands/doctor.ts')).addDoctorCommand },
  { names: ['parts'], load: async () => (await import('./commands/parts.ts')).addPartsCommand },
  { names: ['screen'], load: async () => alone((await import('./commands/screen.ts')).addScreenCommand) },
  {
    names: ['tokenise'],
    load: async () => alone((await import('./commands/tokenise.ts')).addTokeniseCommand),
  },
];

/** They work without a gateway: what else they take is for tests. */
function alone(add: (program: Command) => void): AddCommand {
  return (program) => add(program);
}

/** Adds the command that the line names; all of them where it names none, so that help and suggestions know them. */
export async function addCommands(
  program: Command,
  context: CommandContext,
  argv: readonly string[],
): Promise<void> {
  const name = commandName(program, argv);
  const named = commands.filter(({ names }) => name !== null && names.includes(name));
  const adding = await Promise.all((named.length > 0 ? named : commands).map(({ load }) => load()));
  for (const add of adding) add(program, context);
}

/** The first word that is neither an option of the program nor an option's value; null: there is none, or something else is asked. */
function commandName({ options }: Command, argv: readonly string[]): string | null {
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) return word;
    const [flag] = word.split('=');
    const option = options.find(({ long }) => long === flag);
    if (!option) return null;
    if (option.required && flag === word) at += 1;
  }
  return null;
}
