// Package render draws the world of a game as a replica shows it: stone, light,
// trails, players and, on demand, what the netcode does.
//
// It decides nothing: positions come from a replica.View. The renderer adds what
// the eye needs: a camera, light, trails, and movement that is slightly softer
// than the truth. Packages camera and lighting need no screen.
//
// Tiles are painted into a tileSheet at the size that a cell has on the screen, so
// everything is crisp in any window and no image has to be shipped. Their colours
// are those of the stone in white light; a shader applies the light.
package render
