/** Milliseconds until an instant as a person says it: `1 h 05 min`, `4 min 10 s`, `−12 min`. */
export function sayRemaining(milliseconds: number, units: Units): string {
  const late = milliseconds < 0;
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const text = days > 0 ? `${days} ${units.day} ${hours} ${units.hour}`
    : hours > 0 ? `${hours} ${units.hour} ${String(minutes).padStart(2, '0')} ${units.minute}`
    : minutes >= 10 ? `${minutes} ${units.minute}`
    : `${minutes} ${units.minute} ${String(seconds % 60).padStart(2, '0')} ${units.second}`;
  return late ? `−${text}` : text;
}

export interface Units { day: string; hour: string; minute: string; second: string }

/** The city's clock as the server says it: people act on it, not on their phone's. A sample city's may fly or stand. */
export class ServerClock {
  private said = Date.now();
  private heard = Date.now();
  private speed = 1;

  set(serverNow: number, speed = 1): void {
    [this.said, this.heard, this.speed] = [serverNow, Date.now(), speed];
  }

  now(): number {
    return this.said + (Date.now() - this.heard) * this.speed;
  }
}
