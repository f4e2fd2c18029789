package main

import (
	"testing"

	"clew/cmd/internal/manual"
)

// The manual page has the flags that -h lists.
func TestManual(t *testing.T) { manual.CheckManPage(t, "clewbot.1", usage()) }
