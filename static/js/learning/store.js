/* What was watched on this device, in IndexedDB: for an account what the server has not confirmed yet, for a reader
   without one everything. `owner` is the account's public id or "", so that nobody inherits another's progress. */

const NAME = "trellis-learning";

let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const intervals = request.result.createObjectStore("intervals", { keyPath: ["client", "sequence"] });
      intervals.createIndex("owner", "owner");
      request.result.createObjectStore("readings", { keyPath: ["owner", "lesson"] });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function run(store, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = () => reject(transaction.error);
  });
}

/* A page that goes has no time for IndexedDB: its last stretch is put aside at once, and taken in by the next page. */
const ASIDE = "trellis.learning.aside";

export const putAside = (interval) => localStorage.setItem(`${ASIDE}.${interval.client}`, JSON.stringify(interval));

export async function takeIn() {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(ASIDE))) {
    await keep(JSON.parse(localStorage.getItem(key)));
    localStorage.removeItem(key);
  }
}

/** Keep one interval; the same client and sequence again replaces it. */
export const keep = (interval) => run("intervals", "readwrite", (store) => store.put(interval));

export const kept = (owner) => run("intervals", "readonly", (store) => store.index("owner").getAll(owner));

export const forget = (intervals) =>
  run("intervals", "readwrite", (store) => {
    for (const { client, sequence } of intervals) store.delete([client, sequence]);
  });

function both(mode, work) {
  return open().then((database) => new Promise((resolve, reject) => {
    const transaction = database.transaction(["intervals", "readings"], mode);
    const found = {};
    for (const name of ["intervals", "readings"]) {
      const store = transaction.objectStore(name);
      store.getAll().onsuccess = ({ target }) => { found[name] = work(store, name, target.result); };
    }
    transaction.oncomplete = () => resolve(found);
    transaction.onerror = () => reject(transaction.error);
  }));
}

const when = (one) => one.clock_end ?? one.at;

/** What `owner` has here that is newer than `after` (epoch milliseconds): `{ intervals, readings }`. */
export const held = (owner, after = 0) =>
  both("readonly", (_store, _name, all) => all.filter((one) => one.owner === owner && when(one) > after));

/** Make what was watched and read without an account that of `owner`; in one transaction, so that of two tabs one does it. */
export const claim = (owner, after, shift) =>
  both("readwrite", (store, name, all) => all.filter((one) => one.owner === "" && when(one) > after).map((one) => {
    if (name === "intervals") store.put({ ...one, owner, clock_start: one.clock_start + shift, clock_end: one.clock_end + shift });
    else {
      store.delete(["", one.lesson]);
      store.put({ ...one, owner });
    }
    return one;
  }));

/** Remove all that this device holds of `owner`; "" is whoever had no account. */
export const forgetOwner = (owner) =>
  both("readwrite", (store, name, all) => {
    for (const one of all) if (one.owner === owner) store.delete(name === "intervals" ? [one.client, one.sequence] : [owner, one.lesson]);
  });

export const forgetReadings = (owner, lessons) =>
  run("readings", "readwrite", (store) => {
    for (const lesson of lessons) store.delete([owner, lesson]);
  });

export const markRead = (owner, lesson) =>
  run("readings", "readwrite", (store) => store.put({ owner, lesson, at: Date.now() }));

export const wasRead = async (owner, lesson) => Boolean(await run("readings", "readonly", (store) => store.get([owner, lesson])));
