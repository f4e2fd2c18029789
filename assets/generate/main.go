// Generate writes the assets that are computed: the icon, the sounds and the
// score of the music.
//
//	go run ./assets/generate assets
//
// The icon is a ball of thread that glows on dark stone; the thread runs from it
// through a passage out of the picture. The drawing is a list of shapes with two
// pens: one writes SVG, the other pixels. Small icons have fewer details. Generate
// writes clew.svg, clew-SIZE.png for every size in px that desktops ask for,
// clew.ico for Windows and clew.icns for macOS.
//
// Each sound is computed from a few notes and written as a mono WAV file, so that
// the game starts without computing them. A minute and a half of music as samples
// would be larger than the rest of the game, so only its score is written
// (night.txt), which the game plays note by note.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "generate: name the folder to write icon/ and sounds/ into, such as assets")
		os.Exit(2)
	}
	for folder, files := range map[string]map[string][]byte{"icon": iconFiles(), "sounds": soundFiles()} {
		for name, content := range files {
			if err := os.WriteFile(filepath.Join(os.Args[1], folder, name), content, 0o644); err != nil {
				fmt.Fprintln(os.Stderr, "generate:", err)
				os.Exit(1)
			}
		}
	}
}
