package host_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"clew/net/host"
	"clew/net/wire"
)

// Many addresses that guess keep out neither who was right lately nor who has a
// token, from wherever that comes.
func TestMassOfGuesses(t *testing.T) {
	virtual(t, host.Config{Password: "sesame"}, func(t *testing.T, p *pipes) {
		hello := func(ip, token, password string) *nc {
			n := netcat(p.dialFrom(ip))
			n.types(t, fmt.Sprintf("H|%d||%s|%s|0|0|0|\n", wire.Version, token, password))
			return n
		}
		ann := hello("10.0.0.1", "", "sesame")
		token := strings.Split(ann.until(t, "I|"), "|")[8]
		ben := hello("10.0.0.2", "", "sesame")
		ben.until(t, "I|")
		ben.Close()
		ann.Close()

		answers := map[string]int{}
		for i := range 60 {
			n := netcat(p.dialFrom(fmt.Sprintf("172.16.0.%d", i)))
			n.until(t, "E|password|")
			for range 5 {
				n.types(t, "c|1|thyme|")
				answers[strings.Split(n.line(t), "|")[1]]++
			}
			n.Close()
		}
		if answers["password"] < 200 || answers["password"] > 220 || answers["busy"] < 80 { // some more as time passes
			t.Errorf("%v", answers)
		}
		for n, want := range map[*nc]string{
			hello("10.0.0.3", "", "sesame"): "E|busy|too many wrong passwords; wait ",
			hello("10.0.0.2", "", "sesame"): "I|",
			hello("10.0.0.4", token, ""):    "I|",
		} {
			if got := n.line(t); !strings.HasPrefix(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
			n.Close()
		}
		pass(5 * time.Second)
		n := hello("10.0.0.3", "", "sesame")
		n.until(t, "I|")
		n.Close()
	})
}
