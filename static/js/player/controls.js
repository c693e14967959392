/* The bar below the picture, made of media-chrome's elements around our own <video>. */

let loading;

/** Load media-chrome once, however many players a page has. */
export function loadControls(address) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => {
      loading = undefined;
      script.remove();
      reject(new Error(address));
    });
    document.head.append(script);
  });
  return loading;
}

const MARKUP = `
<media-settings-menu hidden anchor="auto">
  <media-settings-menu-item data-word="speed"><span></span><media-playback-rate-menu slot="submenu" hidden rates="0.5 0.75 1 1.25 1.5 1.75 2"><span slot="title"></span></media-playback-rate-menu></media-settings-menu-item>
  <media-settings-menu-item data-word="quality"><span></span><media-rendition-menu slot="submenu" hidden><span slot="title"></span></media-rendition-menu></media-settings-menu-item>
</media-settings-menu>
<media-captions-menu hidden anchor="auto"></media-captions-menu>
<media-loading-indicator slot="centered-chrome" noautohide></media-loading-indicator>
<media-control-bar class="player__controls">
  <media-play-button></media-play-button>
  <media-time-range></media-time-range>
  <media-time-display showduration notoggle></media-time-display>
  <media-mute-button></media-mute-button>
  <media-volume-range data-extra></media-volume-range>
  <media-captions-menu-button notooltip></media-captions-menu-button>
  <media-settings-menu-button notooltip></media-settings-menu-button>
  <media-pip-button data-extra></media-pip-button>
  <media-fullscreen-button></media-fullscreen-button>
</media-control-bar>`;

/** Put the controls around `video`; `words` are those of the page's language. Returns the controller. */
export function dress(video, words) {
  const controller = document.createElement("media-controller");
  controller.className = "player__controller";
  controller.setAttribute("defaultstreamtype", "on-demand");
  controller.innerHTML = MARKUP;
  for (const item of controller.querySelectorAll("[data-word]")) {
    for (const place of item.querySelectorAll("span")) place.textContent = words[item.dataset.word];
  }
  video.replaceWith(controller);
  video.controls = false;
  video.slot = "media";
  controller.prepend(video);
  quieten(controller);
  return controller;
}

/* Corrections for assistive technology: a menu holds menu items only, so the “back” button of the inner menus becomes one
   and the unused one of the outer menus goes; its name holds the words that are seen; and a label needs a role. */
function quieten(controller) {
  for (const menu of controller.querySelectorAll(":scope > [anchor]")) {
    const back = menu.shadowRoot?.querySelector('slot[name="header"] > button');
    if (back) back.style.display = "none";
  }
  for (const menu of controller.querySelectorAll('[slot="submenu"]')) {
    const back = menu.shadowRoot?.querySelector('slot[name="header"] > button');
    back?.setAttribute("role", "menuitem");
    back?.setAttribute("aria-label", `← ${menu.querySelector('[slot="title"]').textContent}`);
  }
  controller.querySelector("media-time-display").setAttribute("role", "group");
}
