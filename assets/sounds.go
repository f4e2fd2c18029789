package assets

import "embed"

// Sounds are the noises of the game, as WAV files of one channel, and the score
// of its music. The program in generate makes them.
//
//go:embed sounds/*.wav sounds/night.txt
var Sounds embed.FS
