"""Our own strokes on a grid of 24, drawn with a pen of 1.75 and square ends."""

ICONS = {
    "arrow-left": "M20 12H4M10 6l-6 6 6 6",
    "arrow-right": "M4 12h16M14 6l6 6-6 6",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8",
    "captions": "M3 5h18v14H3zM6.5 12H11M14 12h3.5M6.5 15.5h2M11.5 15.5h6",
    "chapters": "M4 6h2M10 6h10M4 12h2M10 12h10M4 18h2M10 18h10",
    "check": "m4 12.5 5 5L20 6.5",
    "circle": "M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0",
    "close": "M5 5l14 14M19 5 5 19",
    "download": "M12 3v12M7 10l5 5 5-5M4 20h16",
    "globe": "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
    "info": "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 11v6M12 7v.5",
    "menu": "M3 6h18M3 12h18M3 18h18",
    "moon": "M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5z",
    "person": "M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0M4 21c0-8 16-8 16 0",
    "play": "M7 4v16l13-8z",
    "settings": "M4 8h9M18 8h2M4 16h2M11 16h9M15.5 5.5v5M8.5 13.5v5",
    "search": "M4 10.5a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M15.5 15.5 21 21",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "feed": "M5 19h.5M5 12a7 7 0 0 1 7 7M5 5a14 14 0 0 1 14 14",
    "warning": "M12 4 2.5 20h19zM12 10v5M12 17.5v.5",
}
