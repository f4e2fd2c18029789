package textwire

import (
	"testing"

	"clew/net/wire/wiretest"
)

func TestLossy(t *testing.T) {
	wiretest.Lossy(t, NewNumbered(), wiretest.InGame)
	wiretest.Lossy(t, NewPlain(), wiretest.InPlain)
}
