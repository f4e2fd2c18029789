package msgpack

import (
	"testing"

	"clew/net/wire/wiretest"
)

func TestUnreliable(t *testing.T) { wiretest.TypesAndReliability(t, New(), wiretest.GameMode) }
