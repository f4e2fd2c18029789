package main

import (
	"testing"

	"clew/cmd/internal/clitest"
)

// The manual page has the flags that -h lists.
func TestManual(t *testing.T) {
	o := defaults()
	clitest.CheckManPage(t, "clewd.1", usageText(o.flags()))
}
