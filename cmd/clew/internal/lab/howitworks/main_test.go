package howitworks

import (
	"testing"

	"clew/cmd/clew/internal/windowtest"
	_ "clew/net/netsim/netsimtest"
)

func TestMain(m *testing.M) { windowtest.Main(m) }
