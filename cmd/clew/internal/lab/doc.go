// Package lab is the Lab: a whole networked game on one virtual clock that can
// be stopped, stepped, gone back in, picked apart packet by packet and played
// again with one packet's fate changed. What the film is and what is picked
// out of it is package reel's; this package draws it and reads the hands.
package lab
