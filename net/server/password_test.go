package server_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"clew/net/server"
	"clew/net/wire"
)

// Many guessing addresses lock out neither an address that was right lately nor a
// player with a token, wherever it comes from.
func TestMassOfGuesses(t *testing.T) {
	withVirtualTime(t, server.Config{Password: "sesame"}, func(t *testing.T, p *pipeListener) {
		hello := func(ip, token, password string) *plainClient {
			n := newPlainClient(p.dialFrom(ip))
			n.send(t, fmt.Sprintf("H|%d||%s|%s|0|0|0|\n", wire.Version, token, password))
			return n
		}
		ann := hello("10.0.0.1", "", "sesame")
		token := strings.Split(ann.readUntil(t, "I|"), "|")[8]
		ben := hello("10.0.0.2", "", "sesame")
		ben.readUntil(t, "I|")
		ben.Close()
		ann.Close()

		answers := map[string]int{}
		for i := range 60 {
			n := newPlainClient(p.dialFrom(fmt.Sprintf("172.16.0.%d", i)))
			n.readUntil(t, "E|password|")
			for range 5 {
				n.send(t, "c|1|thyme|")
				answers[strings.Split(n.readLine(t), "|")[1]]++
			}
			n.Close()
		}
		if answers["password"] < 200 || answers["password"] > 220 || answers["busy"] < 80 { // some more as time passes
			t.Errorf("%v", answers)
		}
		for n, want := range map[*plainClient]string{
			hello("10.0.0.3", "", "sesame"): "E|busy|too many wrong passwords; wait ",
			hello("10.0.0.2", "", "sesame"): "I|",
			hello("10.0.0.4", token, ""):    "I|",
		} {
			if got := n.readLine(t); !strings.HasPrefix(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
			n.Close()
		}
		advance(5 * time.Second)
		n := hello("10.0.0.3", "", "sesame")
		n.readUntil(t, "I|")
		n.Close()
	})
}
