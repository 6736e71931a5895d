// A file that a screen has made, for the browser to keep.

interface Made {
  arrayBuffer(): Promise<ArrayBuffer>;
}

const keptMs = 60_000;

export async function save(name: string, type: string, made: Made): Promise<void> {
  const address = URL.createObjectURL(new Blob([await made.arrayBuffer()], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser may still be asking where to put it.
  setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
