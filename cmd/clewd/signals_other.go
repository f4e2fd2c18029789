//go:build !unix

package main

// ignoreTTIN has nothing to do here: see the one for Unix.
func ignoreTTIN() {}

// ignorePipe likewise.
func ignorePipe() {}
