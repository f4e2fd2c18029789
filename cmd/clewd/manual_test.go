package main

import (
	"testing"

	"clew/cmd/internal/manual"
)

// The manual page has the flags that -h lists.
func TestManual(t *testing.T) {
	o := defaults()
	manual.CheckManPage(t, "clewd.1", usageText(o.flags()))
}
