// Beside the event's own time, the same moment in the reader's time zone where the two differ.
/** Minutes east of UTC as written at the end of an ISO time: Z, +02:00, -03:30. */
function offsetOf(text) {
  const [, sign, hours, minutes] = text.match(/([+-])(\d\d):?(\d\d)$/) ?? [null, "+", "0", "0"];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

for (const time of document.querySelectorAll("time[data-local]")) {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime()) || -moment.getTimezoneOffset() === offsetOf(time.dateTime)) continue;
  const words = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
  }).format(moment);
  const place = time.parentElement.querySelector(".local-time");
  if (!place) continue;
  place.textContent = `${time.dataset.local} ${words}`;
  place.hidden = false;
}
