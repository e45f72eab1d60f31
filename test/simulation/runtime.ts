/** Takes the place of the module `cloudflare:workers` when the simulation is bundled. */
export class DurableObject {
  constructor(
    protected readonly ctx: unknown,
    protected readonly env: unknown,
  ) {}
}
