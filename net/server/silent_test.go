package server_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"clew/net/server"
)

// Connections that never send anything fill the game for 20 s and no longer: after that
// any new client takes the place of one. One that has sent at least a line end stays.
func TestSilentConnectionsMakeWay(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		person := newPlainClient(p.dialFrom("10.0.9.9"))
		person.readUntil(t, "U|1|")
		advance(time.Second)
		person.send(t, "\n")
		person.SetReadDeadline(time.Time{})
		watched := readAll(person)
		var silent []<-chan []byte
		for i := range 80 {
			silent = append(silent, readAll(p.dialFrom(fmt.Sprintf("10.0.0.%d", i/20))))
		}
		advance(5 * time.Second)
		if people, _ := p.server.Players(); len(people) != server.DefaultMaxPlayers {
			t.Fatalf("%d players", len(people))
		}
		for range 10 {
			early := newPlainClient(p.dialFrom("10.0.1.1"))
			early.send(t, "c|1|hi|")
			early.readUntil(t, "B|full: the game is full")
			early.Close()
			advance(time.Second)
		}
		advance(10 * time.Second)
		for i := range 20 {
			n := newPlainClient(p.dialFrom(fmt.Sprintf("10.0.2.%d", i)))
			n.send(t, "c|1|hi|")
			n.readUntil(t, "I|")
			defer n.Close()
		}
		if people, _ := p.server.Players(); people[0].ID != 1 {
			t.Error("who had said something had to go")
		}
		person.Close()
		<-watched
		p.server.Shutdown("the test is over")
		gone := 0
		for _, s := range silent {
			if strings.HasSuffix(string(<-s), "B|full: type something to keep your slot|\n") {
				gone++
			}
		}
		if gone != 20 {
			t.Errorf("%d made way", gone)
		}
	})
}
