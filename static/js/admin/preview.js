// The video on its page in the admin may stand there for longer than its addresses are good.

import { keepSigned } from "./signed-video.js";

for (const video of document.querySelectorAll(".video-preview video")) keepSigned(video);
