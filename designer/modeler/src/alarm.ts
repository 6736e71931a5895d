// The sound of an alarm that nobody has acknowledged, and the key that does. What it is about stands on the screen; without
// sound, or before the browser allows any, the words are the alarm.

const everyMs = 4000;
const tones = [880, 660, 880];
let sound: AudioContext | undefined;

const alarm = (): HTMLElement | null => document.querySelector<HTMLElement>('[data-alarm]');

function ring(): void {
  if (!alarm()) return;
  sound ??= new AudioContext();
  if (sound.state !== 'running') {
    void sound.resume();
    return;
  }
  for (const [index, frequency] of tones.entries()) note(sound, frequency, sound.currentTime + index * 0.25);
}

function note(context: AudioContext, frequency: number, at: number): void {
  const [voice, volume] = [context.createOscillator(), context.createGain()];
  voice.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.2, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.22);
  voice.connect(volume).connect(context.destination);
  voice.start(at);
  voice.stop(at + 0.24);
}

// F8 is no letter, so that it disturbs neither typing nor speech input.
document.addEventListener('keydown', event => {
  if (event.key === 'F8') alarm()?.querySelector('button')?.click();
});
setInterval(ring, everyMs);
