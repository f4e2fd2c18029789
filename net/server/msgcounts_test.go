package server

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"clew/net/wire/wiretest"
)

// Each message is counted under its own name, in snake case.
func TestMessageNames(t *testing.T) {
	capital := regexp.MustCompile(`(.)([A-Z])`)
	for _, m := range wiretest.AllMessages() {
		want := strings.ToLower(capital.ReplaceAllString(reflect.TypeOf(m).Elem().Name(), "${1}_$2"))
		if got := messageName(messageIndex(m)); got != want {
			t.Errorf("a %s is counted as %s", want, got)
		}
	}
	if got := messageName(messageIndex(nil)); got != "invalid" {
		t.Errorf("an invalid message is counted as %s", got)
	}
}
