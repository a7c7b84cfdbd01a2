// Only in a preview: asks for the page again when it was built anew, and says when nobody serves it any more.
"use strict";
(function () {
  const shown = document.currentScript.dataset.version;
  const events = new EventSource("/.preview/events");
  events.addEventListener("built", function (event) {
    if (event.data !== shown) {
      events.close();
      location.reload();
    }
  });
  addEventListener("pagehide", function () { events.close(); });
})();
