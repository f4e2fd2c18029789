package ui

import (
	"testing"

	"clew/cmd/clew/internal/windowtest"
)

func TestMain(m *testing.M) { windowtest.Main(m) }
