// A message of a screen has little room. Text that is longer goes the way of a file, for which there is room: into the
// file field that its own field names (data-long-into).

const longest = 8_000;

function carry(area: HTMLTextAreaElement, field: HTMLInputElement): void {
  const carried = new DataTransfer();
  carried.items.add(new File([area.value], area.dataset.longName ?? 'text', { type: 'text/plain' }));
  field.files = carried.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

document.addEventListener('change', event => {
  const area = event.target;
  if (!(area instanceof HTMLTextAreaElement) || !area.dataset.longInto || area.value.length < longest) return;
  const field = document.getElementById(area.dataset.longInto);
  if (!(field instanceof HTMLInputElement)) return;
  event.stopImmediatePropagation();
  carry(area, field);
}, true);

export {};
