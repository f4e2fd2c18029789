package host_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"clew/net/host"
)

// Connections that never say anything fill the game for 20 s, and no longer: whoever
// wants in takes the place of one. Who has sent no more than a line end stays.
func TestSilentConnectionsMakeWay(t *testing.T) {
	virtual(t, host.Config{}, func(t *testing.T, p *pipes) {
		person := netcat(p.dialFrom("10.0.9.9"))
		person.until(t, "U|1|")
		pass(time.Second)
		person.types(t, "\n")
		person.SetReadDeadline(time.Time{})
		watched := readAll(person)
		var silent []<-chan []byte
		for i := range 80 {
			silent = append(silent, readAll(p.dialFrom(fmt.Sprintf("10.0.0.%d", i/20))))
		}
		pass(5 * time.Second)
		if people, _ := p.host.People(); len(people) != host.DefaultMaxPlayers {
			t.Fatalf("%d players", len(people))
		}
		for range 10 {
			early := netcat(p.dialFrom("10.0.1.1"))
			early.types(t, "c|1|hi|")
			early.until(t, "B|full: the game is full")
			early.Close()
			pass(time.Second)
		}
		pass(10 * time.Second)
		for i := range 20 {
			n := netcat(p.dialFrom(fmt.Sprintf("10.0.2.%d", i)))
			n.types(t, "c|1|hi|")
			n.until(t, "I|")
			defer n.Close()
		}
		if people, _ := p.host.People(); people[0].ID != 1 {
			t.Error("who had said something had to go")
		}
		person.Close()
		<-watched
		p.host.Shutdown("the test is over")
		gone := 0
		for _, s := range silent {
			if strings.HasSuffix(string(<-s), "B|full: say something to keep a place|\n") {
				gone++
			}
		}
		if gone != 20 {
			t.Errorf("%d made way", gone)
		}
	})
}
