// Package sound plays the game's sounds and music.
//
// The sounds are files made by a program in assets. The music is a score, played by
// a few synthetic strings (music.go, tone.go, reverb.go). A Player mixes everything
// into one stream for the sound device.
//
// A game without sound is still a game: a Player is always usable. It opens its
// device in the background and never blocks the game loop; without a device it is
// silent and has a message for the screen. That is why this package uses oto and not
// Ebitengine's audio package, which ends the game if the device is missing.
package sound
