package host

import (
	"reflect"
	"strings"
	"testing"

	"clew/net/wire/wiretest"
)

// Each message is counted under its own name.
func TestKinds(t *testing.T) {
	for _, m := range wiretest.All() {
		want := strings.ToLower(reflect.TypeOf(m).Elem().Name())
		if got := kindNames[kindOf(m)]; got != want {
			t.Errorf("a %s is counted as %s", want, got)
		}
	}
	if got := kindNames[kindOf(nil)]; got != "bad" {
		t.Errorf("what is no message is counted as %s", got)
	}
}
