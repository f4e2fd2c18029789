// Package assets is for files that are embedded: the icon of the window, the
// sounds, and the score of the music. The stone and the marks of the players
// are drawn by code while the game runs.
package assets
