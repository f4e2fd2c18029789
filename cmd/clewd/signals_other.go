//go:build !unix

package main

// stayInBackground has nothing to do here: see the one for Unix.
func stayInBackground() {}

// outliveReaders likewise.
func outliveReaders() {}
