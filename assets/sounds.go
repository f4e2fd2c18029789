package assets

import "embed"

// Sounds holds the sounds of the game, as mono WAV files, and the score of its
// music. The program in generate makes them.
//
//go:embed sounds/*.wav sounds/night.txt
var Sounds embed.FS
