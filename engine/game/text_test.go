package game

import (
	"strings"
	"testing"
)

func TestAppendText(t *testing.T) {
	const want = `>4711|3|level "corridor" 1099511627776` +
		`|join "Zoë" 3 5 01020304|leave 300|disconnect 300|resume 300 05060708 01020304|rename 300 "Zoë"|appearance 300 3 5|say 300 "hello, \"world\""|mute 300 70000|countdown 70000` +
		`|1#17=r|3#126=-|9#0=l|10#64=d|500#1=udlr|500#2=-|2=l|8=-|15=r|100000=u`
	if got := string(AppendText([]byte(">"), goldenEntry(t))); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := string(AppendText(nil, &Entry{Tick: 1})); got != "1|0" {
		t.Errorf("an entry without anything is %q", got)
	}
	join := Entry{Tick: 9, Changes: []Change{{Kind: Join, Name: "a|b\u202e"}}}
	if got := string(AppendText(nil, &join)); got != `9|0|join "a|b\u202e" 0 0 -` {
		t.Errorf("%s", got)
	}
}

// Every kind has a name of its own.
func TestKindNames(t *testing.T) {
	seen := map[string]bool{}
	for kind := range changeKinds {
		name := kind.String()
		if name == "" || seen[name] || strings.ContainsAny(name, "| ") {
			t.Errorf("kind %d is called %q", int(kind), name)
		}
		seen[name] = true
	}
	if got := changeKinds.String(); got != "change 10" {
		t.Errorf("%q", got)
	}
}
