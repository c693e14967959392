/* Half-open intervals of milliseconds, as learning/intervals.py has them. */

export function union(...sets) {
  const merged = [];
  const all = sets.flat().filter(([start, end]) => start < end).sort((one, other) => one[0] - other[0]);
  for (const [start, end] of all) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

export const covered = (intervals) => intervals.reduce((sum, [start, end]) => sum + end - start, 0);

export function gaps(intervals, duration) {
  const missing = [];
  let reached = 0;
  for (const [start, end] of intervals) {
    if (start > reached) missing.push([reached, Math.min(start, duration)]);
    reached = Math.max(reached, end);
  }
  return reached < duration ? [...missing, [reached, duration]] : missing;
}

/** `83000` → `1:23` */
export function clock(milliseconds) {
  const whole = Math.floor(milliseconds / 1000);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
