// One of several processes that change the same records at the same time. What it tries depends on the seed alone, never
// on what came of it, so that a seed replays; what came of it is printed at the end.

/** The same numbers from the same seed: a linear congruential generator. */
function drawn(from) {
  let state = from % 2_147_483_648;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const idOf = (kind, number) => `${kind}_${String(number).padStart(20, '0')}`;

const operations = {
  /** A new import. */
  async import({ records, world, unique }) {
    const id = idOf('imp', unique);
    await records.addImport({ ...world.import, id, owner: world.owner });
    return { changed: true };
  },
  /** Reads an import that all change, adds a mark to it and saves it, as somebody does with a page that is open. */
  async mark({ records, world, unique, random }) {
    const id = world.imports[random(world.imports.length)];
    const was = await records.importOf(world.owner, id);
    const tables = { ...was.answers.tables, [`mark ${unique}`]: { take: 'leave-out' } };
    const one = { ...was, answers: { ...was.answers, tables }, version: was.version + 1 };
    const changed = await records.saveImport(one);
    return { changed, id, mark: `mark ${unique}` };
  },
  /** A whole import with a batch and answers, in one transaction. */
  async commit({ records, world, unique, random }) {
    const [id, batch] = [idOf('imp', unique), idOf('bat', unique)];
    const one = { ...world.import, id, owner: world.owner };
    await records.addImport(one);
    const changed = await records.commitImport({
      import: { ...one, state: 'imported', version: 2 },
      batches: [
        { ...world.batch, id: batch, owner: world.owner, import: id, identity: batch, sha256: batch },
      ],
      supersedes: [],
      profiles: { [`header ${random(5)}`]: { amountColumn: `Net ${unique}` } },
      at: world.at,
    });
    return { changed, entries: 2, batch };
  },
  async undo({ records, world, random }) {
    const id = world.batches[random(world.batches.length)];
    const [done] = await records.undoBatches(world.owner, [id], world.at);
    return { changed: done !== undefined, id };
  },
  async restore({ records, world, random }) {
    const id = world.batches[random(world.batches.length)];
    const [done] = await records.restoreBatches(world.owner, [id], world.at);
    return { changed: done !== undefined, id };
  },
  async define({ records, world, random }) {
    const [id, version] = [`near-${random(3)}`, String(1 + random(300))];
    const definition = { ...world.definition.definition, id, version };
    const changed = await records.addDefinition(world.owner, { ...world.definition, definition });
    return { changed, id: `${id}@${version}` };
  },
  /** Gives somebody a role, or takes it away; nobody may be left without a role, nor all without an administrator. */
  async role({ records, world, random }) {
    const person = world.people[random(world.people.length)];
    const role = ['administrator', 'auditor', 'finance'][random(3)];
    const decide = (members) => {
      const { roles } = members.find((one) => one.person === person);
      const next = roles.includes(role) ? roles.filter((one) => one !== role) : [...roles, role];
      const others = members.filter((one) => one.person !== person);
      const administrators = [...others.flatMap((one) => one.roles), ...next];
      if (next.length === 0 || !administrators.includes('administrator')) return { ok: false, refusals: [] };
      return { ok: true, value: { kind: 'roles', person, roles: next } };
    };
    const { ok } = await records.changeMember(person, decide, world.at);
    return { changed: ok, id: `${person} ${role}` };
  },
  async invite({ records, world, unique, random }) {
    const id = idOf('inv', unique);
    const email = `new-${random(4)}@kirkvale.example`;
    const one = { ...world.invitation, id, email, organisation: world.owner };
    await records.addInvitation(one, unique.toString(16).padStart(64, '0'));
    world.invited.push(one);
    return { changed: true };
  },
  /** Withdraws or takes up the last invitation that this process made, if it is still open. */
  async answer({ records, world, random }) {
    const take = random(2) === 0;
    const person = world.people[random(world.people.length)];
    const one = world.invited.at(-1);
    if (one === undefined) return { changed: false };
    const changed = take
      ? await records.acceptInvitation(one, person, world.at)
      : await records.endInvitation(one.id, world.at);
    return { changed, ...(changed && take ? { person } : {}) };
  },
  async rename({ records, world, unique }) {
    await records.saveOrganisation({ ...world.organisation, name: `Name ${unique}` }, world.at);
    return { changed: true };
  },
};

const names = Object.keys(operations);

/** Tries so many operations one after another, and prints what came of each. */
export async function simulate({ store, seed, worker, count, worlds, acting }) {
  const random = drawn(seed * 97 + worker * 7919);
  const mine = worlds.map((world) => ({ ...world, invited: [] }));
  const outcomes = [];
  for (let step = 0; step < count; step += 1) {
    const world = mine[random(mine.length)];
    const name = names[random(names.length)];
    // Drawn before, so that what one operation draws shifts no other.
    const own = drawn(random(1_000_000_000));
    const records = store.as({ ...acting, actor: { ...acting.actor, organisation: world.owner } });
    const unique = 1_000_000 * (worker + 1) + step;
    const outcome = await operations[name]({ records, world, unique, random: own });
    outcomes.push({ owner: world.owner, name, ...outcome });
  }
  console.log(JSON.stringify(outcomes));
}
