// Package render draws the world of a game as a replica shows it: stone, light,
// threads, players, and on demand what the netcode does meanwhile.
//
// It decides nothing. What is where comes from a replica.View; the renderer
// adds only what the eye needs: a camera, light, the threads, and movement
// that is a little softer than the truth. Its parts that need no screen live
// in packages of their own below this one: lens, sight, stone and trail.
package render
