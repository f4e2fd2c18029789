package server

import (
	"reflect"
	"strings"
	"testing"

	"clew/net/wire/wiretest"
)

// Each message is counted under its own name.
func TestKinds(t *testing.T) {
	for _, m := range wiretest.AllMessages() {
		want := strings.ToLower(reflect.TypeOf(m).Elem().Name())
		if got := messageNames[messageIndex(m)]; got != want {
			t.Errorf("a %s is counted as %s", want, got)
		}
	}
	if got := messageNames[messageIndex(nil)]; got != "bad" {
		t.Errorf("what is no message is counted as %s", got)
	}
}
