package wire_test

import (
	"reflect"
	"testing"

	"clew/net/wire"
	"clew/net/wire/wiretest"
)

func TestCheck(t *testing.T) {
	for _, m := range wiretest.AllMessages() {
		if err := wire.Check(m); err != nil {
			t.Errorf("Check(%#v) = %v", m, err)
		}
	}
	for _, bad := range wiretest.InvalidMessages() {
		if err := wire.Check(bad.Message); err == nil || err.Code != bad.Code {
			t.Errorf("Check(%#v) = %v, want code %q", bad.Message, err, bad.Code)
		}
	}
	if err := wire.Check(nil); err == nil || err.Code != wire.CodeType {
		t.Errorf("Check of no message = %v", err)
	}
}

// What may be lost is what the next of its kind replaces, and only that.
func TestReliabilityAndDirection(t *testing.T) {
	unreliable := map[string]bool{"Inputs": true, "Snapshot": true, "Ping": true, "Pong": true, "ConnectionStats": true}
	client := map[string]bool{
		"Hello": true, "Inputs": true, "Ping": true, "SendChat": true, "Rename": true, "SetAppearance": true, "Quit": true, "WalkCell": true,
	}
	seen := map[string]bool{}
	for _, m := range wiretest.AllMessages() {
		name := reflect.TypeOf(m).Elem().Name()
		seen[name] = true
		if got := wire.TypeOf(m).Unreliable; got != unreliable[name] {
			t.Errorf("%s: Unreliable is %v", name, got)
		}
		if wire.FromClient(m) != client[name] {
			t.Errorf("%s: FromClient is %v", name, wire.FromClient(m))
		}
	}
	if len(seen) != 25 {
		t.Errorf("the examples show %d types of message: %v", len(seen), seen)
	}
}

// The check runs for every message sent and must cost nothing.
func TestCheckNoAllocs(t *testing.T) {
	for _, m := range wiretest.AllMessages() {
		if n := testing.AllocsPerRun(20, func() { wire.Check(m) }); n > 0 {
			t.Errorf("Check(%T) allocates %v times", m, n)
		}
	}
}
