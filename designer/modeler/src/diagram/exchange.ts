/** What .NET hands over: a stream reference, as messages over a circuit are limited to 32 KB. */
export interface Incoming { arrayBuffer(): Promise<ArrayBuffer> }

/** An object of the page's .NET side. */
export interface Owner { invokeMethodAsync(method: string, ...values: unknown[]): Promise<unknown> }

export async function readText(source: Incoming | string): Promise<string> {
  return typeof source === 'string' ? source : new TextDecoder().decode(await source.arrayBuffer());
}

/** Answers that may grow travel as bytes, which .NET reads as a stream. */
export function toBytes(value: string | object): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Tells the owner; a circuit that is gone can not listen, and the page reloads from the autosaved draft. */
export function tell(owner: Owner, method: string, value: unknown): void {
  owner.invokeMethodAsync(method, value).catch(reason => console.warn(`${method} was not heard.`, reason));
}
