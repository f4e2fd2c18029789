// Package session joins the game to the links that carry it: a Server drives an
// authority over many links, and a Client drives a replica over one link, asking
// for another when the link dies. Both are sans I/O: links are handed to them, and
// the time is passed in.
package session
