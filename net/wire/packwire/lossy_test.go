package packwire

import (
	"testing"

	"clew/net/wire/wiretest"
)

func TestLossy(t *testing.T) { wiretest.Lossy(t, New(), wiretest.InGame) }
