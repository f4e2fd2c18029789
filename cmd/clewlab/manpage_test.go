package main

import (
	"testing"

	"clew/cmd/internal/clitest"
)

// The manual page has the flags that -h lists.
func TestManual(t *testing.T) { clitest.CheckManPage(t, "clewlab.1", usage()) }
