// Package assets is for files that are embedded. The sounds, the stone and the
// marks of the players are drawn by code, so there are none yet besides the
// picture of the README.
package assets
