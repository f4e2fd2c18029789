// Package assets embeds the window's icon, the sounds, and the score of the
// music. Walls and the players' marks are drawn by code while the game runs.
package assets
