/* What the buttons and keys of the editor do, by name. */

import { read, webvtt } from "./clock.js";
import * as operations from "./operations.js";
import { download } from "./saving.js";

export function commands(editor) {
  const { transport, words, part, history } = editor;
  const plays = (act) => (transport.isThere ? act() : editor.say(words.noVideo));

  function travel(way, word) {
    if (history[way]()) editor.changed(word);
    else editor.say(words.nothing);
  }

  function step(by) {
    const index = editor.cues.indexOf(editor.cue);
    const cue = editor.cues[index + by];
    if (cue) editor.pick(cue.id);
  }

  function counted(cues, word) {
    const count = Math.abs(cues.length - editor.cues.length);
    editor.apply(count ? cues : editor.cues, word, { count });
  }

  function split() {
    const places = { letter: editor.fields.letter, time: editor.playhead };
    editor.apply(operations.split(editor.cues, editor.id, places), "split");
  }

  function insert() {
    const known = new Set(editor.cues.map((cue) => cue.id));
    const cues = operations.insert(editor.cues, transport.isThere ? transport.now : (editor.cue?.end ?? 0));
    editor.id = cues.find((cue) => !known.has(cue.id)).id;
    editor.apply(cues, "inserted");
    editor.fields.focus();
  }

  function remove() {
    const index = editor.cues.indexOf(editor.cue);
    if (index < 0) return;
    const cues = operations.remove(editor.cues, editor.id);
    editor.id = (cues[index] ?? cues.at(-1))?.id ?? 0;
    editor.apply(cues, "deleted");
  }

  function shift(sign, from) {
    const delta = read(part.delta.value);
    part.delta.setAttribute("aria-invalid", String(delta === null));
    if (delta === null) return editor.say(words.noTime);
    const before = from === null ? editor.cues[0] : editor.cue;
    const cues = operations.shift(editor.cues, sign * delta, from);
    const moved = cues.find((cue) => cue.id === before?.id);
    const way = moved ? moved.start - before.start : 0;
    editor.apply(way ? cues : editor.cues, "shifted", { seconds: way / 1000 });
  }

  function loop() {
    editor.repeat(!editor.isLooping);
    editor.say(editor.isLooping ? words.loopOn : words.loopOff);
    if (editor.isLooping && editor.cue) return transport.play(editor.cue);
  }

  return {
    save: () => editor.save(),
    undo: () => travel("undo", words.undone),
    redo: () => travel("redo", words.redone),
    toggle: () => plays(() => transport.toggle()),
    play: () => plays(() => editor.cue && transport.play(editor.cue)),
    loop: () => plays(loop),
    back1: () => transport.move(-1),
    ahead1: () => transport.move(1),
    begin: () => plays(() => editor.change({ start: transport.now })),
    finish: () => plays(() => editor.change({ end: transport.now })),
    previous: () => step(-1),
    next: () => step(1),
    split,
    join: () => editor.apply(operations.join(editor.cues, editor.id), "joined"),
    insert,
    remove,
    allEarlier: () => shift(-1, null),
    allLater: () => shift(1, null),
    restEarlier: () => shift(-1, editor.id),
    restLater: () => shift(1, editor.id),
    fill: () => counted(operations.fill(editor.cues, editor.reference), "filled"),
    removeEmpty: () => counted(operations.removeEmpty(editor.cues), "emptied"),
    keep: () => download(`${editor.data.place.replaceAll("/", "-")}.vtt`, webvtt(editor.cues)),
    theirs: () => editor.showTheirs(),
    overwrite: () => editor.overwrite(),
    back: () => part.conflict.close(),
  };
}
