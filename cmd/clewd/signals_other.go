//go:build !unix

package main

// ignoreTTIN does nothing; see the one for Unix.
func ignoreTTIN() {}

// ignorePipe does nothing; see the one for Unix.
func ignorePipe() {}
