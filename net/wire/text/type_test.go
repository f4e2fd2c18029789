package text

import (
	"testing"

	"clew/net/wire/wiretest"
)

func TestUnreliable(t *testing.T) {
	wiretest.TypesAndReliability(t, NewNumbered(), wiretest.GameMode)
	wiretest.TypesAndReliability(t, NewPlain(), wiretest.PlainMode)
}
