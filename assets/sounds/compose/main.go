// Compose makes what there is to hear in the game: its sounds, and the score of
// the music.
//
//	go run ./assets/sounds/compose assets/sounds    writes the files that are kept there
//
// Each sound is computed from a few notes (score.go, synth.go) and written as
// a WAV file with one channel. As files they are ready at once when the game
// starts, which computing them would delay, and they are small. A minute and a
// half of music as samples would be larger than the rest of the game. So of
// the music only the score is written, night.txt (night.go), which the game
// plays note by note while it runs.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "compose: name the folder to write the sounds into, such as assets/sounds")
		os.Exit(2)
	}
	for name, content := range soundFiles() {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), content, 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "compose:", err)
			os.Exit(1)
		}
	}
}

// soundFiles are all files, by name.
func soundFiles() map[string][]byte {
	all := map[string][]byte{"night.txt": nightScore(nightSeed)}
	for name, notes := range soundNotes {
		all[name+".wav"] = wav(render(notes))
	}
	return all
}
