import type { Owner } from './diagram/exchange';
import { loadStylesheet } from './diagram/stylesheet';
import { Editor, type EditorOptions } from './editor/Editor';

/** The procedure editor in the given element. The owner hears `EditorChanged(selected, revision, canUndo, canRedo)`. */
export async function create(host: HTMLElement, options: EditorOptions, owner: Owner): Promise<Editor> {
  await loadStylesheet(new URL('./styles/canvas.css', import.meta.url));
  await loadStylesheet(new URL('./styles/modeler.css', import.meta.url));
  return new Editor(host, options, owner);
}
