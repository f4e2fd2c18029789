// Package replica decides what to show while the truth is on its way: it
// predicts one's own player, reconciles it with the server's snapshots, and
// interpolates the others. It is sans I/O: messages and time go in, messages
// and a View come out.
//
// The methods are those of Gabriel Gambetta's "Fast-Paced Multiplayer" and of
// Valve's "Source Multiplayer Networking".
package replica
