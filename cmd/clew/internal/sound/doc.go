// Package sound makes the game's noises and plays them.
//
// The sounds are files, made by the program in assets/generate. Of the
// music there is only a score, which a band of a few synthetic strings plays
// (music.go, tone.go, hall.go). A Player mixes all that sounds at the same time
// into one stream and feeds it to the sound device.
//
// A game without sound is still a game: a Player is usable always. It opens
// its device in the background, never makes the game loop wait for it, and
// where there is none it is silent and has a sentence for the screen. That is
// why it uses oto itself and not Ebitengine's audio package, with which a
// missing device ends the game.
package sound
