package assets

import "embed"

// Icons holds the icon of the window in several sizes, as PNG files. The program
// in generate makes them.
//
//go:embed icon/clew-16.png icon/clew-32.png icon/clew-48.png icon/clew-128.png
var Icons embed.FS
