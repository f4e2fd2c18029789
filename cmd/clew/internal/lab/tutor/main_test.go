package tutor

import (
	"testing"

	"clew/cmd/clew/internal/windowtest"
	_ "clew/net/rig/rigtest"
)

func TestMain(m *testing.M) { windowtest.Main(m) }
